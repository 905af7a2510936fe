import { isDayOfTwo, pair } from './calendar.ts';

/** Mexican RFC: four letters (three for firms), YYMMDD and three characters. */
export function mxRfc(value: string): boolean {
  const date = /^[A-Z]{3,4}(\d{6})[A-Z\d]{2}[\dA]$/.exec(value)?.[1];
  return date !== undefined && isDayOfTwo(pair(date, 0), pair(date, 2), pair(date, 4));
}
