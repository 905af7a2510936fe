import { letterOf } from '../letters.ts';

/** Longest name of a letter. */
const LONGEST = 9;

/** What letters are called where numbers are read out, folded as cue words are; names that are words of their own elsewhere are left out. */
const NAMES: Readonly<Record<string, string>> = {
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
  W: 'we wee dubbelve dubbelvee dubbelv dubultve dubultv dobbeltve',
  X: 'ix iks ex eks',
  Y: 'ypsilon igrek why',
  Z: 'zet zett ze zee zed zeta sata tset',
};
const LETTERS = new Map(Object.entries(NAMES).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)));

/** The letter whose name is text[start..end), in any of the languages. */
export function letterName(text: string, start: number, end: number): string | undefined {
  if (end - start > LONGEST) return undefined;
  let word = '';
  for (let i = start; i < end; i++) word += String.fromCharCode(letterOf(text.charCodeAt(i)));
  return LETTERS.get(word);
}
