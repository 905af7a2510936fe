import type { Detector } from '../types.ts';
import { AddressTokens, TOKEN } from './address-tokens.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const LONGEST = 120;
/** Blanks, colons and small words that may stand between a label and its value. */
const GAP = 16;
/** Letters of a label that is shortened: `adr.` */
const MAX_SHORTENED = 4;
/** Words of an address behind a label without a colon. */
const MAX_LOOSE = 7;

/**
 * What stands behind a label that says it is an address, up to the end of the line or to what plainly is something else; and the whole value of
 * a field whose name says so. Signals: `number` a number of a house or a postcode is in it, `colon` the label ends in a colon, `field`, `words`
 * three words or more, `place` a country or a region is named, `street` one of the list `street` stands behind a name.
 */
export const addressLine: Detector = {
  name: 'address-line',
  signals: ['number', 'colon', 'field', 'words', 'place', 'street'],
  words: ['label', 'field', 'notField', 'country', 'state', 'street', 'stop', 'ends', 'fillers', 'notLeft', 'notNames'],
  ownLists: ['street', 'stop', 'ends', 'fillers', 'notLeft', 'notNames'],
  maxLength: LONGEST + GAP,
  needs: () => [{ lists: ['label', 'field'] }],
  prepare({ rule, concept, list }) {
    const label = concept('label');
    const inField = concept('field');
    const notField = concept('notField');
    const hits = wordHits([label, concept('country'), concept('state')]);
    const street = list('street');
    const stop = list('stop');
    const ends = list('ends');
    const fillers = list('fillers');
    const notLeft = list('notLeft');
    const isCounted = list('notNames');
    const tokens = new AddressTokens();
    const type = rule.type ?? rule.id;
    return ({ scan, around, context }, emit) => {
      const { text, cueCount, cueStart, cueEnd } = scan;
      if (context.field !== undefined && !around.message && around.field(inField) && !(notField >= 0 && around.field(notField))) {
        const start = text.length - text.trimStart().length;
        const end = text.trimEnd().length;
        if (end > start && end - start <= LONGEST && !/[@[\]]|:\/\//.test(text)) {
          emit({ start, end, value: text.slice(start, end), type, signals: ['field'] });
          return;
        }
      }
      for (let hit = 0; hit < cueCount; hit++) {
        if ((hits.bitsOf(scan, hit) & 1) === 0) continue;
        const at = cueEnd[hit];
        if (isPartOfName(text, cueStart[hit], at)) continue;
        tokens.read(scan, Math.max(0, cueStart[hit] - 24), Math.min(text.length, at + LONGEST));
        const k = tokens.at(at - 1);
        if (k < 0) continue;
        const word = (i: number): string => (tokens.isKind(i, TOKEN.word) ? text.slice(tokens.start[i], tokens.end[i]) : '');
        const own = tokens.at(cueStart[hit]);
        if (own > 0 && notLeft(word(own - 1))) continue;
        let i = k + 1;
        let colon = false;
        let small = 0;
        for (; i < tokens.count; i++) {
          const unit = tokens.kind[i] === TOKEN.mark ? text.charCodeAt(tokens.start[i]) : 0;
          if (unit === 0x3a || unit === 0x3d) colon = true;
          else if (unit === 0x2e && i === k + 1 && tokens.touches(k) && tokens.size(k) <= MAX_SHORTENED) continue;
          else if (unit === 0x2d || unit === 0x2a || unit === 0x22) continue;
          else if (tokens.isKind(i, TOKEN.line) && colon && tokens.digits[i] === 1) continue;
          else if (small < 2 && fillers(word(i))) small++;
          else break;
        }
        if (i >= tokens.count || tokens.start[i] - at > GAP) continue;
        const last = valueEnd(tokens, i, (w) => ends(w), isCounted, word);
        if (last < i) continue;
        const value = measure(tokens, i, last, (w) => stop(w), word);
        if (value === undefined) continue;
        // `Name und Anschrift stammen aus ...`: a sentence goes on
        if (!colon && value.words > MAX_LOOSE) continue;
        const signals: string[] = [];
        if (value.numbers > 0) signals.push('number');
        if (colon) signals.push('colon');
        if (value.words >= 3) signals.push('words');
        for (let place = hit + 1; place < cueCount && cueStart[place] < tokens.end[last]; place++)
          if (
            (hits.bitsOf(scan, place) & 6) !== 0 &&
            cueStart[place] >= tokens.start[i] &&
            cueEnd[place] - cueStart[place] > 2 &&
            !((hits.bitsOf(scan, place) & 4) === 0 && cueStart[place] === tokens.start[i] && value.words === 1)
          ) {
            signals.push('place');
            break;
          }
        for (let name = i + 1; name <= last; name++)
          if (street(word(name))) {
            signals.push('street');
            break;
          }
        const start = tokens.start[i];
        emit({ start, end: tokens.end[last], value: text.slice(start, tokens.end[last]), type, signals });
      }
    };
  },
};

/** `ip_address`, `address-book`, `/address`: the word is a piece of a name in a program. */
function isPartOfName(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  const joins = (unit: number) => unit === 0x5f || unit === 0x2f || unit === 0x2e || unit === 0x40 || unit === 0x5c;
  return (
    joins(before) ||
    before === 0x2d ||
    after === 0x5f ||
    after === 0x2f ||
    after === 0x2d ||
    after === 0x28 ||
    (after === 0x2e && text.charCodeAt(end + 1) > 0x20)
  );
}

/** Index of the last token of the value that begins at `i`. */
function valueEnd(
  t: AddressTokens,
  i: number,
  isEnd: (word: string) => boolean,
  isCounted: (word: string) => boolean,
  word: (i: number) => string,
): number {
  let last = i - 1;
  for (let k = i; k < t.count; k++) {
    const unit = t.kind[k] === TOKEN.mark ? t.text.charCodeAt(t.start[k]) : 0;
    if (t.isKind(k, TOKEN.line)) break;
    if (unit === 0x2e) {
      // A stop ends it, unless an abbreviation or a number stands before and more follows on.
      if (!(t.size(k - 1) <= 4 && (t.isKind(k - 1, TOKEN.word) || t.isKind(k - 1, TOKEN.number)))) break;
      continue;
    }
    if (unit !== 0) {
      if (
        unit === 0x2c ||
        unit === 0x2d ||
        unit === 0x23 ||
        unit === 0x22 ||
        unit === 0x27 ||
        unit === 0xba ||
        unit === 0xb0 ||
        unit === 0x2116 ||
        unit === 0x2f
      )
        continue;
      break;
    }
    if (t.isKind(k, TOKEN.word) && k > i && isEnd(word(k))) break;
    // "to Norway, 6-9 days"
    if (t.isKind(k, TOKEN.number) && (t.digits[k] > 6 || (t.isKind(k + 1, TOKEN.word) && isCounted(word(k + 1))))) break;
    last = k;
  }
  return last;
}

interface Measured {
  readonly numbers: number;
  readonly words: number;
}

/** What the value is made of; undefined when it cannot be an address. */
function measure(
  t: AddressTokens,
  from: number,
  to: number,
  isStop: (word: string) => boolean,
  word: (i: number) => string,
): Measured | undefined {
  let numbers = 0;
  let words = 0;
  let stops = 0;
  let length = 0;
  for (let i = from; i <= to; i++) {
    if (t.isKind(i, TOKEN.number)) {
      if (isDigit(t.text.charCodeAt(t.end[i] + 1)) && /[.:]/.test(t.text.charAt(t.end[i]))) return undefined;
      // `0x7ffe`: a number of a machine
      if (t.size(i) - t.digits[i] > 3 && !/[-/]/.test(t.text.slice(t.start[i], t.end[i]))) return undefined;
      numbers++;
    } else if (t.isKind(i, TOKEN.word)) {
      if (isStop(word(i))) stops++;
      else if (t.size(i) > 1) {
        words++;
        length += t.size(i);
      }
    } else if (t.isKind(i, TOKEN.code)) {
      if (t.size(i) > 10) return undefined;
      if (t.size(i) < 6) numbers++;
    }
  }
  if (words === 0 || length < 3 || stops > 1 || (t.isKind(from, TOKEN.word) && isStop(word(from)))) return undefined;
  return { numbers, words };
}
