/**
 * US social security number: area, group and serial that are not all zeros, area not 666 and below 900. There is no check digit. Numbers from
 * advertisements (078-05-1120, 219-09-9999, 987-65-4320 to 4329) belong to nobody but look like somebody's, so they count.
 */
export function usSsn(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(digits) || /^98765432\d$/.test(digits);
}
