import type { Detector } from '../types.ts';
import { wordHits } from './word-hits.ts';

/** Longest value that is read. */
const LONGEST = 160;
/** Parts of a value, and the parameters before it, stand within these many units of the property's name. */
const NEAR = 72;
/** A part this short is an initial, a code of a country or nothing. */
const SHORTEST = 2;

/**
 * Properties of contact cards and calendars (vCard, RFC 6350; iCalendar, RFC 5545): `N:Berg;Anna;;;`, `FN;CHARSET=UTF-8:Anna Berg`,
 * `ATTENDEE;CN="Anna Berg":mailto:...`. The list `property` names those whose value is the finding, each part between semicolons by itself or, with
 * the option `whole`, all of it; the list `parameter` those that carry it as a parameter.
 */
export const contactCard: Detector = {
  name: 'contact-card',
  signals: [],
  words: ['property', 'parameter'],
  options: ['whole'],
  maxLength: LONGEST,
  needs: () => [
    { anchors: ['colons'], lists: ['property'] },
    { anchors: ['colons'], lists: ['parameter'] },
  ],
  prepare({ rule, concept }) {
    const properties = wordHits([concept('property')]);
    const parameters = wordHits([concept('parameter')]);
    const whole = rule.options?.whole === true;
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const tell = (from: number, to: number): void => {
        let start = from;
        let end = to;
        while (start < end && isEmpty(text.charCodeAt(start))) start++;
        while (end > start && isEmpty(text.charCodeAt(end - 1))) end--;
        if (end - start >= SHORTEST) emit({ start, end, value: '', type, signals: [] });
      };
      const names = properties.own(scan);
      for (let k = 0; k < names.count; k++) {
        const at = cueStart[names.cue[k]];
        if (!beginsProperty(text, at)) continue;
        const from = valueStart(text, cueEnd[names.cue[k]]);
        if (from < 0) continue;
        const to = lineEnd(text, from);
        // `N` is a word of its own: the name has five parts.
        if (cueEnd[names.cue[k]] - at === 1 && text.slice(from, to).split(';').length < 3) continue;
        if (whole) tell(from, to);
        else
          for (let part = from; part < to && part - at < NEAR; ) {
            const next = text.indexOf(';', part);
            const end = next < 0 || next > to ? to : next;
            tell(part, end);
            part = end + 1;
          }
      }
      const carriers = parameters.own(scan);
      for (let k = 0; k < carriers.count; k++) {
        const at = cueStart[carriers.cue[k]];
        const end = cueEnd[carriers.cue[k]];
        if (text.charCodeAt(at - 1) !== 0x3b || text.charCodeAt(end) !== 0x3d) continue;
        const value = PARAMETER.exec(text.slice(end + 1, end + 1 + LONGEST));
        if (value !== null && ':;'.includes(text.charAt(end + 1 + value[0].length))) tell(end + 1, end + 1 + value[0].length);
      }
    };
  },
};

/** A quoted value, or all up to the next parameter. */
const PARAMETER = /^(?:"[^"\r\n]{1,120}"|[^";:,\r\n]{1,120})/;

/** Nothing stands before the property on its line but the name of its group: `item1.ADR`. */
function beginsProperty(text: string, at: number): boolean {
  let start = at;
  if (text.charCodeAt(at - 1) === 0x2e) {
    start--;
    while (start > at - 12 && /[\w-]/.test(text.charAt(start - 1))) start--;
  }
  return start === 0 || isLineBreak(text.charCodeAt(start - 1));
}

/** Behind the parameters and the colon of a property whose name ends at `end`; -1 when that is no property. */
function valueStart(text: string, end: number): number {
  const head = /^(?:;[A-Za-z-]{1,20}(?:=(?:"[^"\r\n]{0,60}"|[^":;\r\n]{0,60}))?){0,6}:(?=[^\s/])/.exec(text.slice(end, end + NEAR));
  return head === null ? -1 : end + head[0].length;
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end < from + LONGEST && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** Blanks, quotes, and the marks that separate parts. */
function isEmpty(unit: number): boolean {
  return unit <= 0x20 || unit === 0x22 || unit === 0x3b || unit === 0x2c || unit === 0x5c;
}
