/** A word that is spelled out, letter by letter: `q u i s t`, `Q-U-I-S-T`. */
export interface SpelledWord {
  readonly start: number;
  readonly word: string;
  /** Where each letter ends in the text. */
  readonly ends: readonly number[];
}

/** Shorter ones are abbreviations, such as `n l` or `s m s`. */
export const MIN_SPELLED = 4;
const SPELLED = /(?<![\p{L}\p{N}])\p{L}(?:(?: |-|, ?|\. ?)\p{L}(?!\p{L})){3,40}/gu;

/** The words of a text that are spelled out. */
export function spelledWords(text: string): SpelledWord[] {
  return [...text.matchAll(SPELLED)].map(({ 0: spelled, index }) => {
    const letters = [...spelled.matchAll(/\p{L}/gu)];
    return {
      start: index,
      word: letters.map(([letter]) => letter).join(''),
      ends: letters.map((letter) => index + letter.index + letter[0].length),
    };
  });
}
