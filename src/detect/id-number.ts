import type { Detector } from '../types.ts';
import { standsAlone } from './bank-groups.ts';
import { type IdShape, readShape } from './id-shape.ts';
import { idStarts, KEYS, keyOf } from './id-starts.ts';

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
  needs: ['runs'],
  minDigits: (rule) => Math.min(...((rule.options?.shapes ?? []) as readonly string[]).map(digitsTogether)),
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    const fitting: { readonly shape: IdShape; readonly second: number }[][] = [[]];
    const byKey = new Uint8Array(KEYS); // index into `fitting`
    for (const written of (rule.options?.shapes ?? []) as readonly string[]) {
      const shape = readShape(written);
      for (const { size, after, second } of shape.heads)
        for (let kind = 0; kind < 8; kind++)
          if ((after & (1 << kind)) !== 0)
            for (const key of new Set([keyOf(shape.lead, false, size, kind), keyOf(shape.lead, shape.parted, size, kind)])) {
              if (byKey[key] === 0) byKey[key] = fitting.push([]) - 1;
              fitting[byKey[key]].push({ shape, second });
            }
    }
    return ({ scan, around }, emit) => {
      const starts = idStarts(scan);
      const { text } = scan;
      for (let k = 0; k < starts.keyCount; k++) {
        const fit = byKey[starts.keys[k]];
        if (fit === 0) continue;
        for (let entry = starts.first[starts.keys[k]]; entry >= 0; entry = starts.next[entry]) {
          const start = starts.at[entry];
          for (const { shape, second } of fitting[fit]) {
            if ((starts.second[entry] & second) === 0) continue;
            const end = shape.end(text, start);
            if (end < 0 || end - start > LONGEST || !standsAlone(text, start, end)) continue;
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
