import { pair } from './calendar.ts';
import { weightedSum } from './digits.ts';

/** Russian pension insurance number: nine digits with weights 9 to 1, modulus 101; 100 is written 00. */
export function ruSnils(digits: string): boolean {
  return (
    /^\d{11}$/.test(digits) &&
    Number(digits) > 0 &&
    (weightedSum(digits.slice(0, 9), [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === pair(digits, 9)
  );
}
