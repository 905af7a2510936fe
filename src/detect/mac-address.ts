import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isDigit } from '../units.ts';

/**
 * Hardware addresses: `00:1A:2B:3C:4D:5E`, with dashes, Cisco's `001a.2b3c.4d5e`, and as they are read out, `00 1A 2B 3C 4D 5E`. Broadcast and all
 * zeros are nobody's.
 * Starts from colons that stand three units apart, and from dashes and full stops beside digits: an address without a digit is rare.
 */
export const macAddress: Detector = {
  name: 'mac-address',
  signals: ['cisco', 'blanks'],
  maxLength: 17,
  needs: () => [{ anchors: ['seconds'] }, { anchors: ['mixed'] }, { anchors: ['glued'] }, { digits: 12 }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan: { text, colonCount, colon, runCount, runStart, runEnd } }, emit) => {
      let done = 0;
      /** Takes the address that has a separator at `at`, when there is one. */
      const take = (at: number) => {
        const separator = text.charCodeAt(at);
        const size = separator === 0x2e ? 4 : 2;
        if (at < done || (text.charCodeAt(at + size + 1) !== separator && text.charCodeAt(at - size - 1) !== separator)) return;
        let first = at;
        for (let i = 0; i < 5 && text.charCodeAt(first - size - 1) === separator; i++) first -= size + 1;
        const start = first - size;
        const end = start + (size === 4 ? 14 : 17);
        if (start < done || end > text.length || !isAddress(text, start, end, separator, size)) return;
        if (!isEdge(text, start - 1, separator) || !isEdge(text, end, separator)) return;
        done = end;
        const value = text
          .slice(start, end)
          .replace(/[^0-9a-f]/gi, '')
          .toUpperCase();
        if (!/^(?:0+|F+)$/.test(value)) emit({ start, end, value, type, signals: size === 4 ? ['cisco'] : [] });
      };
      for (let c = 0; c + 4 < colonCount; c++) if (colon[c + 1] === colon[c] + 3) take(colon[c]);
      done = 0;
      for (let i = 0; i < runCount; i++) {
        for (let at = runEnd[i]; at < runEnd[i] + 4; at++) {
          const unit = text.charCodeAt(at);
          if (unit === 0x2d || unit === 0x2e) take(at);
          else if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x66) continue;
          break;
        }
        if (text.charCodeAt(runStart[i] - 1) === 0x2d) take(runStart[i] - 1);
        if (runEnd[i] > done && isPair(text, runStart[i], runEnd[i])) {
          const start = blankStart(text, runStart[i]);
          if (start < 0) continue;
          done = start + 17;
          emit({ start, end: done, value: text.slice(start, done).replaceAll(' ', '').toUpperCase(), type, signals: ['blanks'] });
        }
      }
    };
  },
};

/** The digit stands beside one letter, with a blank on either side, as in ` 3C `. */
function isPair(text: string, start: number, end: number): boolean {
  if (end - start !== 1) return false;
  const from = text.charCodeAt(start - 1) === 0x20 ? start : start - 1;
  return !isWordUnit(text.charCodeAt(from - 1)) && !isWordUnit(text.charCodeAt(from + 2));
}

/** Start of six pairs with blanks between, no more and no fewer, one of which has the digit at `digit`; or -1. */
function blankStart(text: string, digit: number): number {
  const from = Math.max(0, digit - 19);
  for (const match of text.slice(from, digit + 20).matchAll(BLANKS)) {
    const start = from + match.index;
    // Bytes of a file repeat themselves.
    if (start <= digit && digit < start + 17 && new Set(match[0].split(' ')).size > 3) return start;
  }
  return -1;
}
const BLANKS = /(?<![0-9A-Z])(?<!(?<![0-9A-Z])[0-9A-F]{2} )(?:[0-9A-F]{2} ){5}[0-9A-F]{2}(?! [0-9A-F]{2}(?![0-9A-Z])|[0-9A-Z])/gi;

function isAddress(text: string, start: number, end: number, separator: number, size: number): boolean {
  if (text.charCodeAt(start + size + 1 + size) !== separator) return false;
  let letters = 0;
  for (let i = start, within = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (within === size) {
      if (unit !== separator) return false;
      within = 0;
      continue;
    }
    const lower = unit | 0x20;
    if (!isDigit(unit)) {
      if (lower < 0x61 || lower > 0x66) return false;
      letters++;
    }
    within++;
  }
  // Twelve digits in threes are more often something else.
  return size === 2 || letters > 0;
}

/** Neither a letter, a digit nor another pair follows. */
function isEdge(text: string, at: number, separator: number): boolean {
  const unit = text.charCodeAt(at);
  return !isWordUnit(unit) && unit !== separator && !(unit === 0x2a && separator === 0x3a);
}
