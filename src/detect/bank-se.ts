import { type Detector, GAP, type Scan } from '../types.ts';
import { standsAlone } from './bank-groups.ts';
import { digitsOf } from './numbers.ts';
import { isDigit } from '../units.ts';

/** Clearing number, a separator, and twelve digits in groups. */
const LONGEST = 32;
/** Of a clearing number and the shortest account. */
const MIN_DIGITS = 10;
/** More groups than any account has. */
const MAX_GROUPS = 8;
const JOINS = GAP.space | GAP.dash | GAP.dot;

/**
 * Swedish accounts: the clearing number of a bank, 1100 to 9969 and with a fifth digit behind a dash from 8000, and six to ten digits in any groups.
 * Value: all digits. Signals: `five` the fifth digit is there; `personal` the account is its owner's date of birth and four digits, as 3300 and 3782
 * have it; `grouped`.
 * > | swedbank 8327-9, 903 884 210-6
 *              ^first run
 */
export const bankSe: Detector = {
  name: 'bank-se',
  signals: ['five', 'personal', 'grouped'],
  maxLength: LONGEST,
  needs: () => [{ digits: MIN_DIGITS }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, runStart, runEnd, runCount, ahead } = scan;
      for (let i = 0; i + 1 < runCount; i++) {
        const clearing = ahead[i] < MIN_DIGITS ? 0 : clearingOf(scan, i);
        if (clearing === 0) continue;
        const five = isFive(scan, i, clearing);
        const first = five ? i + 2 : i + 1;
        if (first >= runCount || runStart[first] - runEnd[first - 1] > 3) continue;
        if (!/^(?:[ -]|, ?|[ -]- ?)$/.test(text.slice(runEnd[first - 1], runStart[first]))) continue;
        const last = accountEnd(scan, first);
        const account = digitsOf(scan, first, last);
        const end = runEnd[last];
        if (account.length < 6 || account.length > 10 || end - runStart[i] > LONGEST || !standsAlone(text, runStart[i], end)) continue;
        const signals = five ? ['five'] : [];
        if ((clearing === 3300 || clearing === 3782) && isBirth(account)) signals.push('personal');
        if (last > first) signals.push('grouped');
        emit({ start: runStart[i], end, value: digitsOf(scan, i, last), type, signals });
      }
    };
  },
};

/** The clearing number that is run i, or 0. */
function clearingOf({ text, runStart, runEnd }: Scan, i: number): number {
  if (runEnd[i] - runStart[i] !== 4) return 0;
  const clearing = Number(text.slice(runStart[i], runEnd[i]));
  return clearing >= 1100 && clearing <= 9969 ? clearing : 0;
}

/** `8327-9`: a dash and one digit behind the clearing number. */
function isFive({ text, runStart, runEnd }: Scan, i: number, clearing: number): boolean {
  return (
    clearing >= 8000 && text.charCodeAt(runEnd[i]) === 0x2d && runStart[i + 1] === runEnd[i] + 1 && runEnd[i + 1] === runStart[i + 1] + 1
  );
}

/** Last run of the account that begins with run `first`: groups one unit apart. */
function accountEnd({ runStart, runEnd, gap, runCount }: Scan, first: number): number {
  let last = first;
  const limit = Math.min(runCount, first + MAX_GROUPS);
  while (last + 1 < limit && gap[last] !== 0 && (gap[last] & ~JOINS) === 0 && runStart[last + 1] - runEnd[last] === 1) last++;
  return last;
}

/** Ten digits that begin with a date. */
function isBirth(account: string): boolean {
  const month = Number(account.slice(2, 4));
  const day = Number(account.slice(4, 6)) % 60;
  return account.length === 10 && isDigit(account.charCodeAt(0)) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
