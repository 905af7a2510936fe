/** A beginning of a word and the endings it may have; all folded, so most softened consonants are the plain ones already. */
export interface Stem {
  readonly stem: string;
  readonly endings: ReadonlySet<string>;
}

const of = (list: string): ReadonlySet<string> => new Set(list.split(' ').map((ending) => (ending === '-' ? '' : ending)));

// One set a declension, singular first. `-` is the bare stem: the vocative. A longer stem takes the endings of the other gender's surname too.
const FIRST = of('s a am u - i iem us os');
const FIRST_LONG = of('s a am u - i iem us os as ai e es ei');
const SECOND = of('is a im i u iem us os ii');
const SECOND_LONG = of('is a im i u iem us os as ai - e es ei');
const THIRD = of('us um u i iem os');
const FOURTH = of('a as ai u - am');
const FOURTH_LONG = of('a as ai u - am s i iem is im os');
const FIFTH = of('e es ei i - em u');
const FIFTH_LONG = of('e es ei i - em u is a im');
const FOREIGN = of('- s a am u as ai is im i');
const SOFT = of('a u i iem us os');
/** Letters from which a stem is long enough to be told from other words whatever its ending. */
const LONG = 4;

/** Case forms of a Latvian name, given folded: Janis gives Jana, Janim, Jani. */
export function latvianCases(word: string): Stem[] {
  const cut = (letters: number) => word.slice(0, -letters);
  const pick = (stem: string, short: ReadonlySet<string>, long: ReadonlySet<string>): Stem => ({
    stem,
    endings: stem.length >= LONG ? long : short,
  });
  if (word.length < 3) return [{ stem: word, endings: of('-') }];
  if (word.endsWith('is')) return [pick(cut(2), SECOND, SECOND_LONG), ...softened(cut(2))];
  if (word.endsWith('us')) return [pick(cut(2), THIRD, THIRD)];
  if (word.endsWith('s')) return [pick(cut(1), FIRST, FIRST_LONG)];
  if (word.endsWith('a')) return [pick(cut(1), FOURTH, FOURTH_LONG)];
  if (word.endsWith('e')) return [pick(cut(1), FIFTH, FIFTH_LONG), ...softened(cut(1))];
  if (/[iouy]$/.test(word)) return [{ stem: word, endings: of('- m') }];
  return [{ stem: word, endings: FOREIGN }];
}

/** Consonants whose softened form is another letter once diacritics are dropped: Briedis, Brieza; Lapins needs none. */
function softened(stem: string): Stem[] {
  const last = stem[stem.length - 1];
  const head = stem.slice(0, -1);
  if (last === 't') return [{ stem: `${head}s`, endings: SOFT }];
  if (last === 'd') return [{ stem: `${head}z`, endings: SOFT }];
  if ('pbmv'.includes(last)) return [{ stem: `${stem}j`, endings: SOFT }];
  return [];
}
