/** Texts that are put together from pieces: they are examined as one and, where the pieces touch, with the pieces apart. */
import { SEAM } from '../formats/text-span.ts';
import { unite } from '../resolve/unite.ts';
import { withGaps } from '../text/seams.ts';
import { FAILURE_MARKER, type Finding, type Redacted, type Redactor } from '../types.ts';
import { replacements } from './replacements.ts';

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** Of what it is, or a part of it; its offsets may be those of another reading. */
  readonly finding: Finding;
  /** Null: it stays. */
  readonly replacement: string | null;
}

/**
 * What changes in a text: what was found in it as one, `whole`, and what shows when it is parted at `seams`, as `redact` reads it. Undefined when it
 * could not be examined.
 */
export function changesIn(
  text: string,
  seams: readonly number[],
  whole: Redacted,
  redact: (text: string) => Redacted | undefined,
): Change[] | undefined {
  const changes = changesOf(text, whole);
  if (changes === undefined || seams.length === 0) return changes;
  const parted = withGaps(text, seams);
  const apart = redact(parted);
  const pieces = apart === undefined ? undefined : changesOf(parted, apart);
  if (pieces === undefined) return undefined;
  let next = 0;
  const placed = (unit: number) => {
    while (next < seams.length && seams[next] + next < unit) next++;
    return unit - next;
  };
  return unite(
    changes,
    // What is left as it is must not keep what the other reading hides.
    pieces.filter(({ replacement }) => replacement !== null).map((piece) => ({ ...piece, from: placed(piece.from), to: placed(piece.to) })),
    (change, from, to) =>
      change.replacement === null || !/[\p{L}\p{N}]/u.test(text.slice(from, to)) ? undefined : { ...change, from, to, replacement: '' },
  );
}

/** The redactor for texts that hold a SEAM where their pieces touch. What it gives counts the seams. */
export function seamReader(redactor: Redactor): Redactor {
  return {
    ...redactor,
    // A seam may stand between any two units.
    info: { ...redactor.info, holdBack: 2 * redactor.info.holdBack },
    redact(text, context) {
      if (!text.includes(SEAM)) return redactor.redact(text, context);
      const seams: number[] = [];
      for (let at = text.indexOf(SEAM); at >= 0; at = text.indexOf(SEAM, at + 1)) seams.push(at - seams.length);
      const plain = text.replaceAll(SEAM, '');
      const changes = changesIn(plain, seams, redactor.redact(plain, context), (parted) => redactor.redact(parted, context));
      if (changes === undefined) return { text: FAILURE_MARKER, findings: [], degraded: true };
      let next = 0;
      const placed = (unit: number, reached: (seam: number) => boolean) => {
        while (next < seams.length && reached(seams[next])) next++;
        return unit + next;
      };
      const parts: string[] = [];
      const findings: Finding[] = [];
      let at = 0;
      for (const { finding, from, to, replacement } of changes) {
        const start = placed(from, (seam) => seam <= from);
        const end = placed(to, (seam) => seam < to);
        parts.push(text.slice(at, start), replacement ?? text.slice(start, end));
        findings.push({ ...finding, start, end });
        at = end;
      }
      parts.push(text.slice(at));
      return { text: parts.join(''), findings, degraded: false };
    },
  };
}

function changesOf(text: string, redacted: Redacted): Change[] | undefined {
  if (redacted.degraded) return undefined;
  return replacements(text, redacted)?.map((replacement, i) => {
    const finding = redacted.findings[i];
    return { from: finding.start, to: finding.end, score: finding.score, finding, replacement };
  });
}
