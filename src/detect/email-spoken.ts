import type { Detector } from '../types.ts';
import { isAnchored } from './anchored.ts';
import { isNameUnit, localStart } from './email-parts.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const NONE: readonly string[] = [];

/** A text as a pattern that matches it. */
function literal(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** Letters looked over for the beginning of a word. */
const MAX_WORD = 48;
const MIN_UNKNOWN = 7;

/**
 * Addresses as speech recognition and hurried typing leave them, without `@` and dot: `nivigmailcom`, `karen 01 hotmailcom`. Found by their end:
 * option `providers` holds what providers' names become (`gmailcom`, also misspelt), option `endings` the bare endings (`com`).
 * Signals: `glued` the local part and a provider are one word; `number` a number stands before the provider; `word` only a word does; `unknown` the
 * word ends in an ending and no provider is in it; `bare` the provider's name (list `providers`) stands without an ending: `raja 35 gmail`;
 * `alone` it is the whole text.
 */
export const emailSpoken: Detector = {
  name: 'email-spoken',
  types: ['spoken'],
  signals: ['glued', 'number', 'word', 'unknown', 'bare', 'alone'],
  words: ['stop', 'never', 'providers'],
  ownLists: ['stop', 'never'],
  options: ['providers', 'endings'],
  maxLength: 3 * MAX_WORD,
  needs: () => [{ anchors: ['endings'] }, { anchors: ['runs'], lists: ['providers'] }],
  endings: ({ options }) => ({
    anchor: 'endings',
    words: [...((options?.providers ?? []) as readonly string[]), ...((options?.endings ?? []) as readonly string[])],
  }),
  prepare({ concept, list, rule }) {
    const providers = (rule.options?.providers as readonly string[] | undefined) ?? [];
    const endings = (rule.options?.endings as readonly string[] | undefined) ?? [];
    // What ends in another one needs no search of its own.
    const needles = [...endings, ...providers].filter(
      (name, i, all) => !all.some((other, j) => i !== j && other.length < name.length && name.endsWith(other)),
    );
    // One search tells most texts to hold none of them.
    const any = new RegExp(needles.map(literal).join('|'));
    const longestFirst = [...providers].sort((a, b) => b.length - a.length);
    const stop = list('stop');
    const never = list('never');
    const hits = wordHits([concept('providers')]);
    return ({ scan }, emit) => {
      const { text } = scan;
      const tell = (start: number, end: number, ...signals: string[]) => {
        if (!isAnchored(scan, start, end)) return;
        if (start === 0 && end === text.length) signals.push('alone');
        emit({ start, end, value: text.slice(start, end), type: 'spoken', signals });
      };
      const isStop = (start: number, end: number) => stop(text.slice(start, end));
      const holds = any.test(text);
      for (const needle of holds ? needles : NONE)
        for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
          const end = at + needle.length;
          const start = wordStart(text, end);
          if (goesOn(text, end)) continue;
          if (start < 0) {
            // `anna@gmailcom`
            const name = longestFirst.find((name) => text.charCodeAt(end - name.length - 1) === 0x40 && text.endsWith(name, end));
            const from = name === undefined ? -1 : localStart(text, end - name.length - 1);
            if (from >= 0) tell(from, end, 'glued');
            continue;
          }
          const provider = longestFirst.find((name) => text.endsWith(name, end) && end - name.length >= start);
          if (provider === undefined) {
            if (end - start >= MIN_UNKNOWN && !never(text.slice(start, end))) tell(start, end, 'unknown');
          } else if (end - provider.length - start > 1) tell(start, end, 'glued');
          else {
            const left = before(text, start, isStop);
            if (left !== null) tell(left.start, end, left.signal);
          }
        }
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const i = own.cue[k];
        const start = scan.cueStart[i];
        if (!isDigit(text.charCodeAt(start - 2)) || goesOn(text, scan.cueEnd[i])) continue;
        const left = before(text, start, isStop);
        if (left === null || isDigit(text.charCodeAt(left.start))) continue;
        const end = endingAfter(text, scan.cueEnd[i], endings);
        if (end > 0) tell(left.start, end, 'number');
        else tell(left.start, scan.cueEnd[i], 'number', 'bare');
      }
    };
  },
};

/** A letter or digit stands at `at`, or is tied to what ends there. */
function goesOn(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  // A placeholder that touches a word has taken part of it.
  return isNameUnit(unit) || ((isTied(unit) || unit === 0x5b) && isNameUnit(text.charCodeAt(at + 1)));
}

/** End of an ending that stands one blank right of `at`, or 0. */
function endingAfter(text: string, at: number, endings: readonly string[]): number {
  if (text.charCodeAt(at) !== 0x20) return 0;
  const ending = endings.find((word) => text.startsWith(word, at + 1) && !goesOn(text, at + 1 + word.length));
  return ending === undefined ? 0 : at + 1 + ending.length;
}

/** `.`, `-`, `_`, `@`, `/`: what ties a word to the next. */
function isTied(unit: number): boolean {
  return unit === 0x2e || unit === 0x2d || unit === 0x5f || unit === 0x40 || unit === 0x2f;
}

/** Start of the run of letters and digits that ends at `end`; -1 when it is tied to something before it or too long. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start <= MAX_WORD && isNameUnit(text.charCodeAt(start - 1))) start--;
  const before = start === 0 ? 0x20 : text.charCodeAt(start - 1);
  return end - start > MAX_WORD || isTied(before) || before === 0x5d ? -1 : start;
}

/** The word, the number, or the word and number that stand one blank left of `at`. */
function before(
  text: string,
  at: number,
  isStop: (start: number, end: number) => boolean,
): { start: number; signal: 'number' | 'word' } | null {
  if (text.charCodeAt(at - 1) !== 0x20) return null;
  const end = at - 1;
  const start = wordStart(text, end);
  if (start < 0 || start === end) return null;
  if (!isDigit(text.charCodeAt(start)) || !isDigit(text.charCodeAt(end - 1)))
    return end - start < 2 || isStop(start, end) ? null : { start, signal: 'word' };
  if (end - start > 8) return null; // a phone number
  if (text.charCodeAt(start - 1) === 0x20) {
    const from = wordStart(text, start - 1);
    if (from >= 0 && from < start - 1 && !isStop(from, start - 1)) return { start: from, signal: 'number' };
  }
  return { start, signal: 'number' };
}
