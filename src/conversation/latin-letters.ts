import { letterOf } from '../letters.ts';

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  // Latvian spelling of Russian names, without its diacritics: one letter each where there is one
  ['a', 'b', 'v', 'g', 'd', 'e', 'z', 'z', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p']
    .concat(['r', 's', 't', 'u', 'f', 'h', 'c', 'c', 's', 'sc', '', 'i', '', 'e', 'ju', 'ja'])
    .map((latin, i) => [String.fromCharCode(0x430 + i), latin]),
);
const SHORT_I = 0x439;
const YU = 0x44e;
const YA = 0x44f;
const VOWELS = 'aeiouj';

/** True for a Cyrillic letter. */
export function isCyrillic(unit: number): boolean {
  return unit >= 0x400 && unit <= 0x4ff;
}

/** Letters of text[start..end) as names are compared: lower case, no diacritics, Cyrillic as Latvian writes it. */
export function latinOf(text: string, start: number, end: number): string {
  let out = '';
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const letter = unit === SHORT_I || unit === SHORT_I - 0x20 ? SHORT_I : letterOf(unit);
    if (letter === 0) continue;
    if (!isCyrillic(letter)) out += String.fromCharCode(letter);
    // Behind a consonant the letter only softens it: Lubova, not Ljubova.
    else if ((letter === YU || letter === YA) && out !== '' && !VOWELS.includes(out[out.length - 1]) && !isSoftSign(text.charCodeAt(i - 1)))
      out += letter === YU ? 'u' : 'a';
    else out += CYRILLIC[String.fromCharCode(letter)] ?? '';
  }
  return out;
}

function isSoftSign(unit: number): boolean {
  return unit === 0x44c || unit === 0x42c || unit === 0x44a;
}

/** True for a letter that is written large. */
export function isCapital(unit: number): boolean {
  if (unit < 128) return unit >= 0x41 && unit <= 0x5a;
  const char = String.fromCharCode(unit);
  return char.toLowerCase() !== char;
}

/** True for a letter of a script that has capitals, written small. */
export function isSmall(unit: number): boolean {
  const char = String.fromCharCode(unit);
  return char.toUpperCase() !== char;
}

/** Spellings without umlauts that people and mail addresses use beside dropping the dots: ue, ss, aa. */
export function spelledOut(word: string): string | undefined {
  const spelled = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\u00e4\u00f6\u00fc\u00df\u00e5\u00f8\u00e6]/g, (c) => SPELLED[c]);
  const folded = latinOf(spelled, 0, spelled.length);
  return folded === latinOf(word, 0, word.length) ? undefined : folded;
}
const SPELLED: Readonly<Record<string, string>> = {
  '\u00e4': 'ae',
  '\u00f6': 'oe',
  '\u00fc': 'ue',
  '\u00df': 'ss',
  '\u00e5': 'aa',
  '\u00f8': 'oe',
  '\u00e6': 'ae',
};
