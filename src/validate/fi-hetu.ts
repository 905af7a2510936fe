import { isDay, pair } from './calendar.ts';

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Finnish personal identity code, DDMMYY, a sign for the century (`-` may be missing from the value), three digits and a character by modulus 31. */
export function fiHetu(value: string): boolean {
  const parts = /^(\d{6})([-+ABCDEFYXWVU]?)(\d{3})([\dA-Y])$/.exec(value);
  if (parts === null) return false;
  const [, date, sign, serial, check] = parts;
  const century = sign === '+' ? 1800 : sign !== '' && 'ABCDEF'.includes(sign) ? 2000 : 1900;
  return isDay(century + pair(date, 4), pair(date, 2), pair(date, 0)) && CHECK[Number(date + serial) % 31] === check;
}
