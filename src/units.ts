/** Kinds of UTF-16 units that every stage tells alike. */

/** ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** ASCII letter. */
export function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** Letter or digit of ASCII. */
export function isAlnum(unit: number): boolean {
  return isDigit(unit) || isAsciiLetter(unit);
}

/** A star, bullet or the like, as masked values are written. */
export function isMaskUnit(unit: number): boolean {
  return unit === 0x2a || unit === 0x25cf || unit === 0x2022 || unit === 0x23;
}

const STAR = 0x2a;
/** Stars of Markdown on one side; more stand for what somebody masked. */
const MOST_EMPHASIS = 3;
/** Units that no mask leaves of a value at one end. */
const LONGER_THAN_REST = 8;
/** Units over which stars are looked for that close emphasis, or open it. */
const EMPHASIS_REACH = 64;

/** As many stars stand on both sides of text[start..end), as emphasis has them: `**1234**`. */
export function isEmphasised(text: string, start: number, end: number): boolean {
  const before = starsFrom(text, start - 1, -1);
  return before > 0 && before <= MOST_EMPHASIS && before === starsFrom(text, end, 1);
}

/**
 * The stars that touch text[start..end) stand for what somebody masked. They do not when they are as many on both sides, nor on one side, two or three of
 * them with no word outside, when the value is longer than what masks leave or their like stands at the other end: `**card 4111 1111 1111 1111**`.
 */
export function isMaskedBeside(text: string, start: number, end: number): boolean {
  const before = starsFrom(text, start - 1, -1);
  const after = starsFrom(text, end, 1);
  const most = Math.max(before, after);
  if (most > MOST_EMPHASIS) return true;
  if (before === after || most < 2) return false;
  const opens = before > after;
  const outside = text.slice(...(opens ? [Math.max(0, start - most - 2), start - most] : [end + most, end + most + 2]));
  if (opens ? /(?:[\p{L}\p{N}]|\* )$/u.test(outside) : /^(?:[\p{L}\p{N}]| \*)/u.test(outside)) return true;
  if (end - start >= LONGER_THAN_REST) return false;
  const [line] = opens
    ? text.slice(end, end + EMPHASIS_REACH).split('\n')
    : text
        .slice(Math.max(0, start - EMPHASIS_REACH), start)
        .split('\n')
        .slice(-1);
  return !(opens ? CLOSES : OPENS).test(line);
}
const CLOSES = /^[^*]*(?<![\s*])\*{2,3}(?![\p{L}\p{N}*])/u;
const OPENS = /(?<![\p{L}\p{N}*])\*{2,3}(?![\s*])[^*]*$/u;

/** Stars in a row from `at` in direction `step`; no more are counted than tell emphasis from a mask. */
function starsFrom(text: string, at: number, step: 1 | -1): number {
  let stars = 0;
  while (stars <= MOST_EMPHASIS && text.charCodeAt(at + stars * step) === STAR) stars++;
  return stars;
}

/**
 * The fraction of a whole number that a program took for a measurement: `4111111111111111.0`, and `123.0` where it is all of a text. Shorter ones in a
 * text are versions and amounts. Source of a regular expression.
 */
export const EMPTY_FRACTION = String.raw`(?<=(?<![\w.])\d{9,24})\.0(?![\w/:-]|\.\w)|(?<=^\d{3,8})\.0$`;

/** An escape of URLs that stands for printable ASCII, a tab or a line break: `%40`, `%0A`. Source of a regular expression. */
export const PERCENT_ESCAPE = '%(?:[2-7][0-9a-fA-F]|0[9aAdD])';
