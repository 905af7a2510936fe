/** Where a text can be cut in two that are redacted apart, each with some lines of the other beside it. */
import { encodeUtf8, utf8 } from '../formats/bytes.ts';
import { type TextEncodingName, TextPieces } from '../formats/text.ts';
import type { Redactor } from '../types.ts';
import { isApart } from './edit-stream.ts';
import { gapsOf } from './replacements.ts';

export interface SeamQuestion {
  /** Whole lines. */
  readonly bytes: Uint8Array;
  /** Of the last line before `bytes` that was not all ASCII. */
  readonly encoding: TextEncodingName;
  /** Line borders in `bytes` that would do, ascending, with `info.holdBack` units or the end of the text on both sides. */
  readonly borders: readonly number[];
}

/** The last border over which no finding reaches; undefined when there is none. */
export function seamOf(redactor: Redactor, { bytes, encoding, borders }: SeamQuestion): number | undefined {
  const pieces = new TextPieces(encoding);
  let seam: number | undefined;
  let start = 0;
  for (const run of runsOf([...pieces.write(bytes), ...pieces.end()])) {
    const end = start + (run.encoding === 'latin1' ? run.text.length : encodeUtf8(run.text).length);
    const units = borders
      .filter((border) => border > start && border < end)
      .map((border) => ({ border, unit: run.encoding === 'latin1' ? border - start : utf8(bytes, start, border).length }));
    seam = lastApart(redactor, run.text, units) ?? (borders.includes(start) ? start : seam);
    start = end;
  }
  return seam;
}

interface Run {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

/** Neighbours of one encoding joined, as a redaction reads them. */
function runsOf(pieces: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last?.encoding === piece.encoding) runs[runs.length - 1] = { ...last, text: last.text + piece.text };
    else runs.push(piece);
  }
  return runs;
}

function lastApart(redactor: Redactor, text: string, units: readonly { border: number; unit: number }[]): number | undefined {
  if (units.length === 0) return undefined;
  try {
    const redacted = redactor.redact(text, {});
    const gaps = redacted.degraded ? undefined : gapsOf(text, redacted);
    return gaps === undefined ? undefined : units.findLast(({ unit }) => isApart(gaps, unit))?.border;
  } catch {
    // What the rules cannot get through is replaced by whoever examines it; it is no place to cut.
    return undefined;
  }
}
