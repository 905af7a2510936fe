import type { Detector, DetectorRule, Need } from '../types.ts';
import { endsAlone, standsAlone } from './bank-groups.ts';
import { type IdShape, readShape } from './id-shape.ts';
import { idStarts, isGlued, KEYS, keyOf } from './id-starts.ts';

const LONGEST = 40;

/**
 * Identity numbers by their shapes (`options.shapes`, see id-shape.ts). Signals: `grouped` with a separator in it; `long` when it has twelve digits or
 * more; `clock` when its digits read as a point in time; `lower` with a small letter; `alone` when the text is nothing else.
 * > | pnr 19121212-1212
 *         ^start of the run of eight digits
 */
export const idNumber: Detector = {
  name: 'id-number',
  signals: ['grouped', 'long', 'clock', 'lower', 'alone'],
  options: ['shapes'],
  maxLength: LONGEST,
  needs: (rule) => ((rule.options?.shapes ?? []) as readonly string[]).map(needOf),
  choose(rules) {
    const byKey: (readonly { readonly rule: number; readonly second: number }[] | undefined)[] = new Array(KEYS).fill(undefined);
    rules.forEach((rule, i) => {
      for (const [key, { second }] of headsOf(rule)) byKey[key] = [...(byKey[key] ?? []), { rule: i, second }];
    });
    return (scan, chosen) => {
      const { keys, keyCount, first, next, second } = idStarts(scan);
      for (let k = 0; k < keyCount; k++) {
        const heads = byKey[keys[k]];
        if (heads === undefined) continue;
        for (let entry = first[keys[k]]; entry >= 0; entry = next[entry])
          for (const head of heads) if ((second[entry] & head.second) !== 0) chosen[head.rule] = 1;
      }
    };
  },
  prepare({ rule, cues }) {
    const type = rule.type ?? rule.id;
    const fitting: { readonly shape: IdShape; readonly second: number }[][] = [[]];
    const byKey = new Uint8Array(KEYS); // index into `fitting`
    for (const [key, head] of headsOf(rule)) {
      if (byKey[key] === 0) byKey[key] = fitting.push([]) - 1;
      fitting[byKey[key]].push(head);
    }
    return ({ scan, around }, emit) => {
      const starts = idStarts(scan);
      const { text } = scan;
      /** Nothing touches the number but, in front, a label of its own: `pnr19121212-1212`. */
      const isWhole = (start: number, end: number): boolean =>
        standsAlone(text, start, end) ||
        (isGlued(scan, start) && endsAlone(text, end) && cues.some((cue) => around.near(cue, start, end) === 1));
      for (let k = 0; k < starts.keyCount; k++) {
        const fit = byKey[starts.keys[k]];
        if (fit === 0) continue;
        for (let entry = starts.first[starts.keys[k]]; entry >= 0; entry = starts.next[entry]) {
          const start = starts.at[entry];
          for (const { shape, second } of fitting[fit]) {
            if ((starts.second[entry] & second) === 0) continue;
            const end = shape.end(text, start);
            if (end < 0 || end - start > LONGEST || !isWhole(start, end)) continue;
            const written = text.slice(start, end);
            const value = written.replace(/[^A-Za-z\d]/g, '').toUpperCase();
            const signals: string[] = [];
            if (shape.separated()) signals.push('grouped');
            else if (value.length >= 12) signals.push('long');
            if (CLOCK.test(value)) signals.push('clock');
            if (/[a-z]/.test(written)) signals.push('lower');
            if (around.message && start < 4 && text.length - end < 4 && isAlone(text, start, end)) signals.push('alone');
            emit({ start, end, value, type, signals });
            break;
          }
        }
      }
    };
  },
};

/** Keys under which numbers of the rule's shapes begin, each with what comes next. */
function* headsOf(rule: DetectorRule): Generator<[key: number, head: { readonly shape: IdShape; readonly second: number }]> {
  for (const written of (rule.options?.shapes ?? []) as readonly string[]) {
    const shape = readShape(written);
    for (const { size, after, second } of shape.heads)
      for (let kind = 0; kind < 8; kind++)
        if ((after & (1 << kind)) !== 0)
          for (const key of new Set([keyOf(shape.lead, false, size, kind), keyOf(shape.lead, shape.parted, size, kind)]))
            yield [key, { shape, second }];
  }
}

/** What any number of a shape holds. */
function needOf(shape: string): Need {
  const digits = digitsTogether(shape);
  // A letter right before or behind a digit, with no separator that might be written there.
  return /9(?:\{\d+\})?A|A(?:\{\d+\})?9|\d\[[A-Z-]+\]\d/.test(shape) ? { anchors: ['mixed'], digits } : { digits };
}

/** Digits that stand in one row, joined as the scan joins them, whenever the shape fits: separators that may be missing join, letters part. */
function digitsTogether(shape: string): number {
  const plain = shape.replace(/(\[[^\]]*\]|.)\{(\d+)\}/g, (_, one: string, times: string) => one.repeat(Number(times)));
  const rows = plain.split(/\[[^\]]*\]\??|[^\d ./~?-]+/).map((row) => row.replace(/\D/g, '').length);
  return Math.max(0, ...rows);
}

/** YYYYMMDDhhmm, or the seconds or milliseconds since 1970 from 2017 to 2033. */
const CLOCK = /^(?:20[0-3]\d{5}(?:[01]\d|2[0-3])[0-5]\d|1[5-9]\d{8}(?:\d{3})?)$/;

/** Nothing but space and closing punctuation beside it. */
function isAlone(text: string, start: number, end: number): boolean {
  return /^\s*$/.test(text.slice(0, start)) && /^[\s.!,]*$/.test(text.slice(end));
}
