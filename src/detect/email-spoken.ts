import type { Detector, Scan } from '../types.ts';
import { isNameUnit, MAX_LOCAL } from './email-parts.ts';
import { isDigit } from './numbers.ts';
import { wordHits } from './word-hits.ts';

/** Letters looked over for the beginning of a word. */
const MAX_WORD = 48;
const MIN_UNKNOWN = 7;

/**
 * Addresses as speech recognition and hurried typing leave them, without `@` and dot: `nivigmailcom`, `karen 01 hotmailcom`. Found by their end:
 * option `providers` holds what providers' names become (`gmailcom`, also misspelt), option `endings` the bare endings (`com`).
 * Signals: `glued` the local part and a provider are one word; `number` a number stands before the provider; `word` only a word does; `unknown` the
 * word ends in an ending and no provider is in it.
 */
export const emailSpoken: Detector = {
  name: 'email-spoken',
  signals: ['glued', 'number', 'word', 'unknown'],
  words: ['stop'],
  options: ['providers', 'endings'],
  maxLength: MAX_LOCAL + MAX_WORD,
  needs: ['cues'],
  prepare({ concept, rule }) {
    const providers = (rule.options?.providers as readonly string[] | undefined) ?? [];
    const endings = (rule.options?.endings as readonly string[] | undefined) ?? [];
    // What already ends in an ending needs no search of its own.
    const needles = [...endings, ...providers.filter((name) => !endings.some((ending) => name.endsWith(ending)))];
    const longestFirst = [...providers].sort((a, b) => b.length - a.length);
    const hits = wordHits([concept('stop')]);
    return ({ scan }, emit) => {
      const { text } = scan;
      for (const needle of needles)
        for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
          const end = at + needle.length;
          if (isNameUnit(text.charCodeAt(end)) || isTied(text.charCodeAt(end)) && isNameUnit(text.charCodeAt(end + 1))) continue;
          const start = wordStart(text, end);
          if (start < 0) continue;
          const provider = longestFirst.find((name) => text.endsWith(name, end) && end - name.length >= start);
          if (provider === undefined) {
            if (end - start >= MIN_UNKNOWN && at > start) emit({ start, end, value: text.slice(start, end), type: 'spoken', signals: ['unknown'] });
            continue;
          }
          const rest = end - provider.length - start;
          if (rest > 1) emit({ start, end, value: text.slice(start, end), type: 'spoken', signals: ['glued'] });
          else {
            const found = before(scan, start, (from, to) => hits.bitsAt(scan, from, to) !== 0);
            if (found !== null) emit({ start: found.start, end, value: text.slice(found.start, end), type: 'spoken', signals: [found.signal] });
          }
        }
    };
  },
};

/** `.`, `-`, `_`, `@`, `/`: what ties a word to the next. */
function isTied(unit: number): boolean {
  return unit === 0x2e || unit === 0x2d || unit === 0x5f || unit === 0x40 || unit === 0x2f;
}

/** Start of the run of letters and digits that ends at `end`; -1 when it is tied to something before it or too long. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start <= MAX_WORD && isNameUnit(text.charCodeAt(start - 1))) start--;
  return end - start > MAX_WORD || (start > 0 && isTied(text.charCodeAt(start - 1))) ? -1 : start;
}

/** The word, the number, or the word and number that stand one blank left of `at`. */
function before(scan: Scan, at: number, isStop: (start: number, end: number) => boolean): { start: number; signal: 'number' | 'word' } | null {
  const { text } = scan;
  if (text.charCodeAt(at - 1) !== 0x20) return null;
  const end = at - 1;
  const start = wordStart(text, end);
  if (start < 0 || start === end) return null;
  if (!isDigit(text.charCodeAt(start)) || !isDigit(text.charCodeAt(end - 1))) return isStop(start, end) ? null : { start, signal: 'word' };
  if (end - start > 8) return null; // a phone number
  if (text.charCodeAt(start - 1) === 0x20) {
    const from = wordStart(text, start - 1);
    if (from >= 0 && from < start - 1 && !isStop(from, start - 1)) return { start: from, signal: 'number' };
  }
  return { start, signal: 'number' };
}
