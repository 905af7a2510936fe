import { type Detector, REACH, type Scan } from '../types.ts';
import { standsAlone } from './bank-groups.ts';
import { digitsOf } from './numbers.ts';

/** An account and its bank stand at most this many units apart: with both in it, still less than REACH. */
const APART = 60;
/** Account classes of the Central Bank's chart that a customer or a bank has: 301, 302, 405-408, 40817 ..., 421-426, 452-457. */
const CLASS = /^(?:30[12]|40[1-8]|42[0-6]|45[2-8])/;
/** Currency of the account, at places 6 to 8: roubles (old and new code), dollars, euros, yuan, pounds. */
const CURRENCIES = new Set(['810', '643', '840', '978', '156', '826']);

/**
 * Russian accounts (20 digits) and bank identifiers (BIK, 9 digits from 04). The check digit of an account needs its bank, so the value of an account
 * beside a BIK is the last three digits of that, then the account. Signals: `class` and `currency` of the chart of accounts; `pair` the other one
 * stands near.
 */
export const bankRu: Detector = {
  name: 'bank-ru',
  types: ['account', 'bik'],
  signals: ['class', 'currency', 'pair'],
  maxLength: 28,
  needs: () => [{ digits: 20 }],
  prepare() {
    return ({ scan }, emit) => {
      const { text, runStart, runEnd, runCount } = scan;
      for (let i = 0; i < runCount; i++) {
        const last = accountEnd(scan, i);
        if (last < 0 || !standsAlone(text, runStart[i], runEnd[last])) continue;
        const digits = digitsOf(scan, i, last);
        const signals: string[] = [];
        if (CLASS.test(digits)) signals.push('class');
        if (CURRENCIES.has(digits.slice(5, 8))) signals.push('currency');
        const bank = bikNear(scan, i, last);
        let value = digits;
        if (bank >= 0) {
          const bik = digitsOf(scan, bank, bank);
          value = bik.slice(6) + digits;
          signals.push('pair');
          emit({ start: runStart[bank], end: runEnd[bank], value: bik, type: 'bik', signals });
        }
        emit({ start: runStart[i], end: runEnd[last], value, type: 'account', signals });
      }
    };
  },
};

/** Index of the run that ends 20 digits in one piece or in five groups of four, or -1. */
function accountEnd(scan: Scan, i: number): number {
  const { runStart, runEnd, runCount, gap } = scan;
  const size = runEnd[i] - runStart[i];
  if (size === 20) return i;
  if (size !== 4 || i + 4 >= runCount) return -1;
  for (let k = i; k < i + 4; k++) if (gap[k] === 0 || runStart[k + 1] - runEnd[k] !== 1 || runEnd[k + 1] - runStart[k + 1] !== 4) return -1;
  return i + 4;
}

/** Index of a run that is a BIK within reach of the account, or -1. */
function bikNear(scan: Scan, first: number, last: number): number {
  const { text, runStart, runEnd, runCount } = scan;
  const isBik = (i: number) =>
    runEnd[i] - runStart[i] === 9 &&
    text.charCodeAt(runStart[i]) === 0x30 &&
    text.charCodeAt(runStart[i] + 1) === 0x34 &&
    standsAlone(text, runStart[i], runEnd[i]);
  const to = Math.min(runEnd[last] + APART, runStart[first] + REACH - 14);
  for (let i = last + 1; i < runCount && runStart[i] < to; i++) if (isBik(i)) return i;
  const from = Math.max(runStart[first] - APART, runEnd[last] - REACH + 14);
  for (let i = first - 1; i >= 0 && runStart[i] >= from; i--) if (isBik(i)) return i;
  return -1;
}
