/** A name that is looked for in other spellings and short forms too. */
export interface SpelledName {
  readonly owner: number;
  readonly folded: string;
  readonly sound: string;
}

/** Shortest name whose spellings are compared by sound, and whose single slips are. */
const MIN_SOUND = 4;
const MIN_SLIP = 7;
/** Letters that a pet form keeps of the name. */
const KEPT = 3;

/** Letters and groups of them that are written for one another in names, and one for all of them. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|sz|tz|ts|z/g, 's'],
  [/ph|w|f/g, 'v'],
  [/ck|c|qu?/g, 'k'],
  [/ks/g, 'x'],
  [/[ae][iyj]/g, 'ai'],
  [/[yj]|ie/g, 'i'],
  [/ae/g, 'e'],
  [/oe/g, 'o'],
  [/ue|ou/g, 'u'],
  [/(?!^)h/g, ''],
  [/dt|d$/g, 't'],
  [/(.)\1+/g, '$1'],
];

/** What a folded name sounds like: the same for Meyer and Maier, Katarzyna and Katarzina. */
export function soundOf(folded: string): string {
  return ALIKE.reduce((sound, [letters, one]) => sound.replace(letters, one), folded);
}

/** The name that a word with a capital is another spelling of: one that sounds the same, or a long one with a single letter wrong. */
export function slipOf(folded: string, names: readonly SpelledName[]): SpelledName | undefined {
  if (folded.length < MIN_SOUND) return undefined;
  let sound = '';
  return names.find((name) => {
    if (!mayBeSlip(folded, name.folded)) return false;
    if (sound === '') sound = soundOf(folded);
    return sound === name.sound || (Math.min(folded.length, name.folded.length) >= MIN_SLIP && isOneSlip(folded, name.folded));
  });
}

/** The same beside a word of the name, where a single wrong letter is enough in a short one too: `AMENA` for Amina. */
export function isSlipOf(folded: string, name: SpelledName): boolean {
  return mayBeSlip(folded, name.folded) && (isOneSlip(folded, name.folded) || soundOf(folded) === name.sound);
}

function mayBeSlip(folded: string, name: string): boolean {
  return (
    name[0] === folded[0] &&
    Math.min(folded.length, name.length) >= MIN_SOUND &&
    Math.abs(name.length - folded.length) <= 2 &&
    !isCut(folded, name)
  );
}

/** `Brand` for Brandt is a word. */
function isCut(folded: string, name: string): boolean {
  return name.startsWith(folded) || folded.startsWith(name);
}

/** A letter too many, too few or another, or two the wrong way round. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let enda = a.length;
  let endb = b.length;
  while (enda > start && endb > start && a[enda - 1] === b[endb - 1]) {
    enda--;
    endb--;
  }
  const [left, right] = [a.slice(start, enda), b.slice(start, endb)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === right[1] + right[0]);
}

/** What pet forms end in, behind the beginning of the name: Latvian, Dutch, German, Swedish, Polish and English ones. */
const PET = /(?:it(?:e|is)?|in[as]?|uks?|t?je|ke|chen|lein|erl|l[ie]|i[es]?|y|e[kc]|ka|ik|an)$/;

/**
 * A word is a short form of a name, where one stands: its beginning (Trev, Deb), its end (Bert), what begins like it and is no longer (Tadek for
 * Tadeusz, Siggi for Siegfried) or has the ending of a pet form (Karlit for Karlis); one of two letters when it stands anywhere inside (Co for Jacoba).
 */
export function isShortFor(folded: string, { folded: name, sound }: SpelledName): boolean {
  const { length } = folded;
  if (length < 2 || folded === name) return false;
  if (length < KEPT) return name.includes(folded);
  const stem = folded.replace(PET, '');
  if (stem.length >= KEPT && stem.length < length && name.startsWith(stem)) return true;
  return (
    length < name.length && (name.startsWith(folded) || name.endsWith(folded) || soundOf(folded).slice(0, KEPT) === sound.slice(0, KEPT))
  );
}
