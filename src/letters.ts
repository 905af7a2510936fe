/**
 * Letters as cue words are compared: lower case, without diacritics, so that `losenord` is also its Swedish spelling with a diaeresis and `talrunis` the Latvian one with a macron. 0: no letter.
 * Covers the BMP below U+2000 by table; ideographs, kana (without their middle dot) and Hangul stand for themselves.
 */
const SIZE = 0x2000;
const SPECIAL: Readonly<Record<string, string>> = {
  '\u00df': 's',
  '\u00e6': 'a',
  '\u00f8': 'o',
  '\u0111': 'd',
  '\u0142': 'l',
  '\u0131': 'i',
  '\u00fe': 't',
  '\u00f0': 'd',
  '\u0153': 'o',
  '\u03c2': '\u03c3',
};
export const LETTERS = buildLetters();

function buildLetters(): Uint16Array {
  const table = new Uint16Array(SIZE);
  const isLetter = /^\p{L}$/u;
  for (let c = 0; c < SIZE; c++) {
    const char = String.fromCharCode(c);
    if (!isLetter.test(char) || c === 0x115f || c === 0x1160) continue; // Hangul fillers are invisible
    const lower = char.toLowerCase();
    table[c] = (SPECIAL[lower] ?? lower.normalize('NFD')).charCodeAt(0);
  }
  return table;
}

/** 1 for a capital letter. */
export const CAPITALS = Uint8Array.from({ length: SIZE }, (_, c) =>
  LETTERS[c] !== 0 && String.fromCharCode(c) !== String.fromCharCode(c).toLowerCase() ? 1 : 0,
);

/** The unit folded for comparison, or 0 when it is no letter. */
export function letterOf(unit: number): number {
  if (unit < SIZE) return LETTERS[unit];
  return (unit >= 0x3040 && unit <= 0x30ff && unit !== 0x30fb) || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)
    ? unit
    : 0;
}

/** A word as it is compared. */
export function foldWord(word: string): string {
  let same = 0;
  while (same < word.length && letterOf(word.charCodeAt(same)) === word.charCodeAt(same)) same++;
  let folded = word.slice(0, same);
  for (let i = same; i < word.length; i++) {
    const letter = letterOf(word.charCodeAt(i));
    if (letter !== 0) folded += String.fromCharCode(letter);
  }
  return folded;
}

/** The name of a field as words: `customerPhone`, `ip_address`, `contact.name`. What is longer than any name is cut. */
export function fieldWords(field: string): string {
  return field
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-.[\]]+/g, ' ');
}

/** A letter and the word that tells it, `K as in Kalle`, where codes and names are spelled; the first group is the letter. */
export const EXAMPLE =
  /(?<!\p{L})(\p{L}),? (?:as in|like in|like|for|som i|som|wie in|wie|zoals in|zoals|als in|van|k\u0101|no|\u043a\u0430\u043a) \p{L}{2,14}(?!\p{L})/gu;

/** Longest name of a letter. */
const LONGEST_NAME = 9;

/** What letters are called where numbers are read out, folded as cue words are; names that are words of their own elsewhere are left out. */
const LETTER_NAMES: Readonly<Record<string, string>> = {
  A: 'aa',
  B: 'be bee beh',
  C: 'ce cee ceh tse',
  D: 'de dee deh',
  E: 'ee',
  F: 'ef eff',
  G: 'ge gee ga',
  H: 'ha haa aitch',
  J: 'jot je jay jii',
  K: 'ka kaa kay ko',
  L: 'el ell',
  M: 'em emm',
  N: 'en enn',
  P: 'pe pee peh',
  Q: 'qu ku kuu cue',
  R: 'er err arr',
  S: 'es ess',
  T: 'te tee teh',
  U: 'uu',
  V: 've vau vee',
  W: 'we wee dubbelve dubbelvee dubultve',
  X: 'ix iks ex eks',
  Y: 'ypsilon igrek why',
  Z: 'zet zett ze zee zed zeta sata tset',
};
const NAMED = new Map(Object.entries(LETTER_NAMES).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)));

/** The letter whose name is text[start..end), in any of the languages. */
export function letterName(text: string, start: number, end: number): string | undefined {
  if (end - start > LONGEST_NAME) return undefined;
  let word = '';
  for (let i = start; i < end; i++) word += String.fromCharCode(letterOf(text.charCodeAt(i)));
  return NAMED.get(word);
}
