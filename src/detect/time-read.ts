import type { Scan } from '../types.ts';
import { isDigit } from '../units.ts';

/** A time of day in a text. */
export interface ReadTime {
  readonly start: number;
  readonly end: number;
  readonly lastRun: number;
  readonly seconds: boolean;
  readonly fraction: boolean;
  /** With a colon, an `h` or am/pm: nothing else is written so. 10.33 alone may be a number. */
  readonly sure: boolean;
}

const NOON = /[ \u202f]?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)/y;
const ZONE =
  /(?: ?Z\b| ?(?:UTC|GMT|CES?T|EES?T|WES?T|BST|[ECMP][SD]T)\b(?:[+-]\d{1,2}(?::?\d\d)?)?| ?[+-]\d\d:?\d\d\b)(?: ?\([A-Z]{2,5}\))?/y;

/** The time that begins with run i: 10:33, 10:33:21.123Z, 10.33, 3 pm, 14h30. Undefined when there is none. */
export function readTime(scan: Scan, i: number): ReadTime | undefined {
  const { text, runStart, runEnd, runCount } = scan;
  const start = runStart[i];
  let end = runEnd[i];
  if (end - start > 2 || Number(text.slice(start, end)) > 24) return undefined;
  const separator = text.charCodeAt(end);
  let last = i;
  let seconds = false;
  let fraction = false;
  const joins = separator === 0x3a || separator === 0x2e || separator === 0x68;
  if (joins && i + 1 < runCount && runStart[i + 1] === end + 1 && isSixty(scan, i + 1)) {
    last = i + 1;
    end = runEnd[last];
    if (
      separator !== 0x68 &&
      text.charCodeAt(end) === separator &&
      last + 1 < runCount &&
      runStart[last + 1] === end + 1 &&
      isSixty(scan, last + 1)
    ) {
      last++;
      end = runEnd[last];
      seconds = true;
      const point = text.charCodeAt(end);
      if (
        (point === 0x2e || point === 0x2c) &&
        isDigit(text.charCodeAt(end + 1)) &&
        last + 1 < runCount &&
        runEnd[last + 1] - runStart[last + 1] >= 3
      ) {
        last++;
        end = runEnd[last];
        fraction = true;
      }
    }
  }
  NOON.lastIndex = end;
  const noon = NOON.exec(text);
  if (noon !== null) end += noon[0].length;
  if (last === i && noon === null) return undefined;
  ZONE.lastIndex = end;
  const zone = ZONE.exec(text);
  if (zone !== null && (separator === 0x3a || noon !== null)) {
    end += zone[0].length;
    while (last + 1 < runCount && runEnd[last + 1] <= end) last++;
  }
  // 10:33:21:07 and 10.33.21.4 are no times
  if (
    noon === null &&
    zone === null &&
    (text.charCodeAt(end) === 0x3a || text.charCodeAt(end) === 0x2e) &&
    isDigit(text.charCodeAt(end + 1))
  )
    return undefined;
  return { start, end, lastRun: last, seconds, fraction, sure: noon !== null || separator === 0x3a || separator === 0x68 };
}

function isSixty({ text, runStart, runEnd }: Scan, i: number): boolean {
  return runEnd[i] - runStart[i] === 2 && text.charCodeAt(runStart[i]) <= 0x35;
}

/** Hours alone that begin with run i: `8`, `12`. The words beside them say that they are of a clock. */
export function readHours({ text, runStart, runEnd }: Scan, i: number): ReadTime | undefined {
  const start = runStart[i];
  const end = runEnd[i];
  const after = text.charCodeAt(end);
  if (end - start > 2 || Number(text.slice(start, end)) > 24) return undefined;
  if ((after === 0x2e || after === 0x2c || after === 0x3a || after === 0x2f) && isDigit(text.charCodeAt(end + 1))) return undefined;
  return after === 0x25 ? undefined : { start, end, lastRun: i, seconds: false, fraction: false, sure: false };
}
