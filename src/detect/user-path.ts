import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, isCapital, isLetter, wordSet } from './words.ts';

const MAX_NAME = 64;

const PROFILES = 1;
const HOMES = 2;

/**
 * The user name in a path: behind a word of the list `profiles` (`C:\Users\anna`, also doubled backslashes and shares) or of `homes`, which must
 * begin the path (`/home/anna`, `/var/mail/anna`). Option `kept`: names of no person.
 * > | C:\Users\Anna Berg\Desktop
 *        ^word  ^name     ^end
 */
export const userPath: Detector = {
  name: 'user-path',
  signals: ['rooted'],
  words: ['profiles', 'homes'],
  options: ['kept'],
  maxLength: MAX_NAME,
  needs: () => [{ lists: ['profiles', 'homes'] }],
  prepare({ rule, concept }) {
    const hits = wordHits([concept('profiles'), concept('homes')]);
    const kept = wordSet(rule.options?.kept);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const before = text.charCodeAt(cueStart[c] - 1);
        if (!isSeparator(before)) continue;
        let after = cueEnd[c];
        if (text.charCodeAt(after) === 0x24) after++;
        if (!isSeparator(text.charCodeAt(after))) continue;
        const bits = own.bits[k];
        const windows = before === 0x5c || text.charCodeAt(after) === 0x5c;
        if (!windows && !isRooted(text, cueStart[c], bits)) continue;
        let start = after;
        while (start < after + 6 && isSeparator(text.charCodeAt(start))) start++;
        const end = nameEnd(text, start);
        if (end === start || kept.has(foldWord(text.slice(start, end)))) continue;
        emit({ start, end, value: '', type, signals: ['rooted'] });
      }
    };
  },
};

function isSeparator(unit: number): boolean {
  return unit === 0x2f || unit === 0x5c;
}

/** With slashes alone: `/home/`, `/Users/` and `C:/Users/` begin a path; `/api/users/` does not, nor does an address of the web. */
function isRooted(text: string, start: number, bits: number): boolean {
  let i = start - 1;
  while (i > start - 4 && text.charCodeAt(i) === 0x2f) i--;
  const before = text.charCodeAt(i);
  if (before === 0x3a) return isLetter(text.charCodeAt(i - 1)) && (!isWordUnit(text.charCodeAt(i - 2)) || start - i > 3);
  // `/c/Users`, as Git for Windows writes it
  if (isLetter(before) && text.charCodeAt(i - 1) === 0x2f && isCapital(text.charAt(start))) return true;
  if ((bits & HOMES) !== 0 && MOUNTED.test(text.slice(Math.max(0, start - MAX_MOUNT), start))) return true;
  if (isWordUnit(before) || before === 0x2e || before === 0x2d || before === 0x5f || before === 0x7d) return false;
  return (bits & HOMES) !== 0 || ((bits & PROFILES) !== 0 && isCapital(text.charAt(start)));
}

/** Where homes are mounted on servers: `/volume1/homes/`, `/srv/home/`. */
const MOUNTED = /(?:^|[\s"'(=:>])\/(?:volume\d{1,2}|vol\d{0,2}|mnt|srv|data|exports?|nfs|private|media|shares?)\/$/;
const MAX_MOUNT = 14;

/** Up to the next separator; a blank stands in a name only when a separator follows and each word begins with a capital. */
function nameEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_NAME);
  let end = start;
  let blank = -1;
  for (; end < limit; end++) {
    const unit = text.charCodeAt(end);
    if (unit < 0x20 || isSeparator(unit) || ':*?"<>|;,\'`()[]{}$%&='.includes(text.charAt(end))) break;
    if (unit === 0x20) {
      if (blank < 0) blank = end;
      if (!isWordUnit(text.charCodeAt(end + 1))) break;
    }
  }
  if (blank >= 0 && ((!isSeparator(text.charCodeAt(end)) && !endsLine(text, start, blank, end)) || !isNameOfWords(text, start, end)))
    end = blank;
  while (end > start && text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}

/** `C:\\Users\\Anna Berg` and nothing behind it: both words begin with a capital. */
function endsLine(text: string, start: number, blank: number, end: number): boolean {
  const unit = text.charCodeAt(end);
  return (
    (end === text.length || unit === 0x0a || unit === 0x0d || unit === 0x22) &&
    isCapital(text.charAt(start)) &&
    isCapital(text.charAt(blank + 1))
  );
}

/** `Anna Exempelsson`, `anna e`: two or three short words. */
function isNameOfWords(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end).split(' ');
  if (words.length > 3) return false;
  return words.length === 2 ? words[1].length <= 2 || isCapital(words[1].charAt(0)) : words.every((word) => isCapital(word.charAt(0)));
}
