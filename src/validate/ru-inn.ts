import { weightedSum } from './digits.ts';

/** Russian tax number: ten digits with one check digit (firms) or twelve with two (people). */
export function ruInn(digits: string): boolean {
  const check = (weights: readonly number[]) =>
    (weightedSum(digits.slice(0, weights.length), weights) % 11) % 10 === Number(digits[weights.length]);
  if (/^\d{10}$/.test(digits)) return Number(digits) > 0 && check([2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return (
    /^\d{12}$/.test(digits) && Number(digits) > 0 && check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
  );
}
