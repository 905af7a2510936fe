import { isDigit } from '../units.ts';

/** A kind of postcode that text[start..end) is. */
export interface PostcodeShape {
  readonly end: number;
  /** How much the shape says by itself: 0 any number has it, 1 few others have it, 2 nothing else has it. */
  readonly strength: 0 | 1 | 2;
}

const GB_AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU ' +
    'HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP ' +
    'SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);
/** Units of measure that look like the letters of a Dutch postcode. */
const MEASURES = new Set('MB GB KB TB KM CM MM MA HZ KW MW PM AM AD BC DB PT KR'.split(' '));

const GB = /([A-Z]{1,2})(\d[A-Z\d]?)( ?)(\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z\d])/iy;
const GIR = /GIR ?0AA(?![A-Za-z\d])/y;
/** Ireland: a district, and a key of four. */
const EIRCODE = /[AC-FHKNPRTV-Y]\d[\dW] ?(?=[A-Z\d]{0,3}\d)[\dAC-FHKNPRTV-Y]{4}(?![A-Za-z\d])/y;
const CANADA = /[ABCEGHJ-NPRSTVXY]\d[A-Z]( ?)\d[A-Z]\d(?![A-Za-z\d])/iy;
/** The letters F, I, O, Q, U and Y are not used. */
const DUTCH = /[1-9]\d{3} ?([A-EGHJ-NPR-TV-XZ]{2})(?![A-Za-z\d])/y;
/** The same in small letters, as chats have it: no blank, or the digits alone could be anything. */
const LOWER_DUTCH = /[1-9]\d{3}([a-eghj-npr-tv-xz]{2})(?![A-Za-z\d])/y;
const PREFIXED =
  /(?:LV|LT|AZ|EE|EST|FI|FIN|AX|SE|DK|NO|CH|FL|LI|DE|FR|NL|BE|PL|AT|IT|ES|PT|GR|LU|SI|SLO|HR|SK|CZ|HU|RO|BG|MD|[DASFBLNIH])-? ?\d{2,6}(?:[- ]\d{2,3})?(?![\w-])/y;
const DIGITS =
  /\d{5}-\d{3,4}(?![\w-])|\d{4}-\d{3}(?![\w-])|\d{3}-\d{4}(?![\w-])|\d{2}-\d{3}(?![\w-])|\d{3} \d{2}(?![\w-])|\d{4,6}(?![\w-])/y;

/** The British or Canadian postcode, or one with the sign of its country, that begins with a letter at `at`. */
export function letterPostcode(text: string, at: number): PostcodeShape | undefined {
  if (text.charCodeAt(at) === 0x47 && text.startsWith('GIR', at)) {
    GIR.lastIndex = at;
    if (GIR.test(text)) return { end: GIR.lastIndex, strength: 2 };
  }
  GB.lastIndex = at;
  const gb = GB.exec(text);
  if (gb !== null && GB_AREAS.has(gb[1].toUpperCase()))
    return { end: GB.lastIndex, strength: gb[3] === '' || gb[0] !== gb[0].toUpperCase() ? 0 : 2 };
  CANADA.lastIndex = at;
  const canada = CANADA.exec(text);
  if (canada !== null) return { end: CANADA.lastIndex, strength: canada[1] === '' || canada[0] !== canada[0].toUpperCase() ? 0 : 2 };
  EIRCODE.lastIndex = at;
  if (EIRCODE.test(text)) return { end: EIRCODE.lastIndex, strength: text.charCodeAt(at + 3) === 0x20 ? 2 : 0 };
  PREFIXED.lastIndex = at;
  const prefixed = PREFIXED.exec(text);
  if (prefixed === null) return undefined;
  const dashed = prefixed[0].includes('-', 1);
  const long = prefixed[0].length - prefixed[0].search(/\d/) >= 4;
  if (!long) return undefined;
  const sure = /^(?:LV-\d{4}|LT-\d{5}|EE-?\d{5}|(?:FI|FIN|AX)-\d{5}|SE-\d{3} ?\d{2}|DK-\d{4}|PL-\d{2}-\d{3})$/.test(prefixed[0]);
  const glued = GLUED.test(prefixed[0]) && BEHIND_TOWN.test(text.slice(Math.max(0, at - 4), at));
  return { end: PREFIXED.lastIndex, strength: sure || glued ? 2 : dashed ? 1 : 0 };
}

/** `Cesis LV4101`, `Ogre, LV 5001`: without its hyphen a code of a country may be that of a thing, but for a town before it. */
const GLUED = /^(?:LV ?\d{4}|LT ?\d{5})$/;
const BEHIND_TOWN = /\p{Ll}{2},? $/u;

/** The postcode that begins with a digit at `at`. */
export function digitPostcode(text: string, at: number): PostcodeShape | undefined {
  DUTCH.lastIndex = at;
  const dutch = DUTCH.exec(text);
  if (dutch !== null && !MEASURES.has(dutch[1]) && !/^S[ADS]$/.test(dutch[1])) return { end: DUTCH.lastIndex, strength: 1 };
  DIGITS.lastIndex = at;
  if (!DIGITS.test(text)) return undefined;
  const end = DIGITS.lastIndex;
  const after = text.charCodeAt(end);
  if (after === 0x25 || ((after === 0x2e || after === 0x2c || after === 0x3a) && isDigit(text.charCodeAt(end + 1)))) return undefined;
  const grouped = end - at === 6 && (text.charCodeAt(at + 2) === 0x2d || text.charCodeAt(at + 3) === 0x20);
  return { end, strength: grouped ? 1 : 0 };
}

/** `3334cs`: a Dutch postcode in small letters. Behind a street only; by itself it may be a measure. */
export function lowerDutch(text: string, at: number): PostcodeShape | undefined {
  LOWER_DUTCH.lastIndex = at;
  const found = LOWER_DUTCH.exec(text);
  return found === null || MEASURES.has(found[1].toUpperCase()) ? undefined : { end: LOWER_DUTCH.lastIndex, strength: 0 };
}
