/** The day exists in the Gregorian calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

/** The day exists in the 20th or the 21st century: all that a year of two digits says. */
export function isDayOfTwo(year: number, month: number, day: number): boolean {
  return isDay(2000 + year, month, day) || isDay(1900 + year, month, day);
}

/** Two digits of a text as a number. */
export function pair(digits: string, at: number): number {
  return (digits.charCodeAt(at) - 0x30) * 10 + digits.charCodeAt(at + 1) - 0x30;
}
