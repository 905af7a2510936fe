/** A word that is spelled out, letter by letter: `q u i s t`, `Q-U-I-S-T`. */
export interface SpelledWord {
  readonly start: number;
  readonly word: string;
  /** Where each letter begins and ends in the text, with the word that says it. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Shorter ones are abbreviations, such as `n l` or `s m s`. */
export const MIN_SPELLED = 4;
const SPELLED = /(?<![\p{L}\p{N}])\p{L}(?:(?: |-|, ?|\. ?)\p{L}(?!\p{L})){3,40}/gu;

/** `Q wie Quelle, U wie Ulrich`: a letter with a word that begins with it, as on the telephone. */
const LETTER = '\\p{L},? (?:wie|as in|as|for|like|som i|som|van|als|k\u0101) \\p{L}{2,16}';
const ALPHABET = new RegExp(`(?<![\\p{L}\\p{N}'])${LETTER}(?:[,.;]? (?:(?:und|and|och|en|un) )?${LETTER}){${MIN_SPELLED - 1},24}`, 'giu');

/** The words of a text that are spelled out. */
export function spelledWords(text: string): SpelledWord[] {
  return [...readAll(text, SPELLED, /\p{L}/gu), ...readAll(text, ALPHABET, new RegExp(LETTER, 'giu'))];
}

function readAll(text: string, row: RegExp, letter: RegExp): SpelledWord[] {
  return [...text.matchAll(row)].map(({ 0: spelled, index }) => {
    const letters = [...spelled.matchAll(letter)];
    return {
      start: index,
      word: letters.map(([written]) => written[0]).join(''),
      starts: letters.map((written) => index + written.index),
      ends: letters.map((written) => index + written.index + written[0].length),
    };
  });
}
