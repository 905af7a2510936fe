import { isAsciiLetter, isDigit } from '../units.ts';

/** Letters of other scripts that look like Latin capitals: Cyrillic and Greek, both cases where they look alike. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u0410': 'A',
  '\u0412': 'B',
  '\u0415': 'E',
  '\u0405': 'S',
  '\u0406': 'I',
  '\u0408': 'J',
  '\u041a': 'K',
  '\u041c': 'M',
  '\u041d': 'H',
  '\u041e': 'O',
  '\u0420': 'P',
  '\u0421': 'C',
  '\u0422': 'T',
  '\u0423': 'Y',
  '\u0425': 'X',
  '\u0430': 'A',
  '\u0435': 'E',
  '\u043e': 'O',
  '\u0440': 'P',
  '\u0441': 'C',
  '\u0443': 'Y',
  '\u0445': 'X',
  '\u0391': 'A',
  '\u0392': 'B',
  '\u0395': 'E',
  '\u0396': 'Z',
  '\u0397': 'H',
  '\u0399': 'I',
  '\u039a': 'K',
  '\u039c': 'M',
  '\u039d': 'N',
  '\u039f': 'O',
  '\u03a1': 'P',
  '\u03a4': 'T',
  '\u03a5': 'Y',
  '\u03a7': 'X',
};
const TABLE = new Uint8Array(0x460);
for (let c = 0x41; c <= 0x5a; c++) TABLE[c] = TABLE[c + 32] = c;
for (const [letter, latin] of Object.entries(LOOKALIKES)) TABLE[letter.charCodeAt(0)] = latin.charCodeAt(0);

/** The Latin capital that a unit is, or looks like, inside a code; 0 when it is no such letter. */
export function latinCapital(unit: number): number {
  return unit < 0x460 ? TABLE[unit] : 0;
}

/** A letter or digit of an alphabet, which makes what it touches part of its word. Ideographs and emoji do not: they stand beside a number without a space. */
export function joinsWord(unit: number): boolean {
  return isDigit(unit) || isAsciiLetter(unit) || (unit >= 0xc0 && unit < 0x2000);
}
