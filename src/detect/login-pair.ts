import type { Detector } from '../types.ts';
import { forEachLabel, isBlankBetween, walkFrom } from './label-walk.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isLetter, wordSet } from './words.ts';
import { isDigit } from '../units.ts';

const LONGEST = 40;
/** From a label to its pair, and from the one to the other: "and the password is". */
const LEAD = { maxWords: 7, maxGap: 40 };
const BETWEEN = { maxWords: 5, maxGap: 60 };

/**
 * User name and password as a pair behind a label: "Portal-Login: wernerkg / kaltmamsell", "FTP som stinalina / vante-77", "log in to the shop with
 * brolin and password Vantepar". The part that is found is the one that option `part` names. Options: `link`, words that lead to a pair; `between`,
 * words for "password", before which one of `and` may stand; `nothing`, words that are no part of one.
 * Signals: `assigned` by a colon, `linked` by a word of `link`, `mixed` one of the two has a digit or a sign in it, `worded` a word of `between` joins them.
 */
export const loginPair: Detector = {
  name: 'login-pair',
  signals: ['assigned', 'linked', 'mixed', 'worded'],
  options: ['part', 'link', 'between', 'and', 'nothing'],
  maxLength: LONGEST,
  needs: () => [{ lists: ['cue'] }],
  prepare({ rule, cues }) {
    const link = wordSet(rule.options?.link);
    const nothing = wordSet(rule.options?.nothing);
    const between = wordSet(rule.options?.between);
    const and = wordSet(rule.options?.and);
    const secret = rule.options?.part === 'password';
    const labels = wordHits(cues);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text } = scan;
      forEachLabel(scan, labels, (label, from) => {
        if (text.charAt(label - 1) === '/') return -1;
        const { at, led } = leadOf(text, from, link);
        // "user/pass: anna sommer": the label says that two words follow.
        const stroked = readPair(text, at, led === 'assigned' && text.slice(label, from).includes('/'));
        const pair = stroked ?? readWorded(text, at);
        if (pair === null) return -1;
        const [user, password] = pair;
        const signals: string[] = led === undefined ? [] : [led];
        // "log in with anna_93, password forgotten"
        const isUserAlone = !secret && stroked === null && isMixed(text, user);
        if (isNothing(text, user, nothing) || (isNothing(text, password, nothing) && !isUserAlone)) return -1;
        if (isMixed(text, user) || isMixed(text, password)) signals.push('mixed');
        // A plain word right behind the label may tell of it: "login problem with password reset".
        if (stroked === null && (led !== undefined || signals.includes('mixed'))) signals.push('worded');
        emit({ ...(secret ? password : user), value: '', type, signals });
        return password.end;
      });
    };

    /** Two words with one for "password" between: `anna with password sommer`. */
    function readWorded(text: string, at: number): readonly [Part, Part] | null {
      const first = withoutStops(text, at, partEnd(text, at, NAME_SIGNS));
      if (first - at < 3) return null;
      let start = first;
      start += /^ ?[,;/|]/.exec(text.slice(start, start + 2))?.[0].length ?? 0;
      let joined = false;
      start = walkFrom(text, start, BETWEEN, isBlankBetween(text), (word) => {
        if (between.has(word)) joined = true;
        else return (joined ? link : and).has(word);
        return true;
      });
      if (start < 0 || !joined) return null;
      if (text.charAt(start) === ':' && text.charCodeAt(start + 1) === 0x20) start += 2;
      else if (text.charAt(start) === '=') start++;
      const end = withoutStops(text, start, partEnd(text, start, WORD_SIGNS));
      return end - start < 4
        ? null
        : [
            { start: at, end: first },
            { start, end },
          ];
    }
  },
};

/** Punctuation of the sentence is none of the word. */
function withoutStops(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && '.,;:?)'.includes(text.charAt(end - 1))) end--;
  return end;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where the pair may begin: behind a colon, or behind a word of `link`, at most two words away. */
function leadOf(text: string, from: number, link: ReadonlySet<string>): { at: number; led?: 'assigned' | 'linked' } {
  let linked = false;
  let at = walkFrom(
    text,
    from,
    LEAD,
    (unit) => unit === 0x20 || unit === 0x28,
    (word) => {
      if (link.has(word)) linked = true;
      else return !linked;
      return true;
    },
  );
  const unit = text.charCodeAt(at);
  if (at >= 0 && (unit === 0x3a || unit === 0x3d) && text.charCodeAt(at + 1) !== 0x2f) {
    at++;
    while (text.charCodeAt(at) === 0x20) at++;
    return { at, led: 'assigned' };
  }
  return at >= 0 && linked ? { at, led: 'linked' } : { at: from + 1 };
}

/** Two words with a stroke between: `anna / sommer`, `anna/sommer`, `anna:sommer7`; `both`: a blank is enough. */
function readPair(text: string, at: number, both: boolean): readonly [Part, Part] | null {
  const first = partEnd(text, at, NAME_SIGNS);
  if (first - at < 3) return null;
  const behind = text.slice(first, first + MAX_BEHIND);
  const stroke = STROKE.exec(behind) ?? COLON.exec(behind) ?? (both ? BLANK.exec(behind) : null);
  if (stroke === null) return null;
  const start = first + stroke[0].length;
  const end = withoutStops(text, start, partEnd(text, start, WORD_SIGNS));
  if (end - start < 3 || text.charCodeAt(end) === 0x2f) return null;
  return [
    { start: at, end: first },
    { start, end },
  ];
}

/** A line may end behind the stroke, also one that is quoted. */
const STROKE = /^ ?[/|](?: ?\r?\n(?:> ?){0,3}| ?)/;
/** Without blanks, and not before a port: the password has letters and digits. */
const COLON = /^:(?=[^\s/:@]*\d)(?=[^\s/:@]*\p{L}{3})(?!\S*[/:@])/u;
const BLANK = /^ /;
const MAX_BEHIND = 48;
const NAME_SIGNS = '._-@+';
const WORD_SIGNS = '._-@+!#$%&*?,;:=^~';

function partEnd(text: string, at: number, signs: string): number {
  let end = at;
  while (end - at < LONGEST && (isWordUnit(text.charCodeAt(end)) || (end < text.length && signs.includes(text.charAt(end))))) end++;
  return end - at < LONGEST ? end : at;
}

function isNothing(text: string, { start, end }: Part, nothing: ReadonlySet<string>): boolean {
  return nothing.has(foldWord(text.slice(start, end)));
}

function isMixed(text: string, { start, end }: Part): boolean {
  let letters = 0;
  let others = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit) || !isWordUnit(unit)) others++;
    else if (isLetter(unit)) letters++;
  }
  return letters > 0 && others > 0;
}
