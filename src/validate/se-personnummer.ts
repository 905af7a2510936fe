import { isDay, isDayOfTwo, pair } from './calendar.ts';
import { luhn } from './luhn.ts';

/**
 * Swedish personal identity number, YYMMDDNNNC or with the century before it; the last ten digits carry a Luhn check. Coordination numbers have day + 60.
 * Interim numbers have a letter where the first of the four last digits stands; their check counts it as 1 (Skatteverket, SKV 704).
 */
export function sePersonnummer(value: string): boolean {
  const parts = /^(\d\d)?(\d\d)(\d\d)(\d\d)([\dTRSUWXJKLMN])(\d{3})$/.exec(value);
  if (parts === null) return false;
  const [, century, year, month, day, serial, rest] = parts;
  const date = pair(day, 0) > 60 ? pair(day, 0) - 60 : pair(day, 0);
  const exists =
    century === undefined
      ? isDayOfTwo(Number(year), Number(month), date)
      : Number(century) >= 18 && Number(century) <= 20 && isDay(Number(century + year), Number(month), date);
  return exists && luhn(`${year}${month}${day}${serial >= 'A' ? '1' : serial}${rest}`);
}
