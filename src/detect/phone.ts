import { firstFrom } from '../first-from.ts';
import type { Candidate, DetectContext, Detector, DetectorSetup, Scan } from '../types.ts';
import { cueAt, extensionEnd, isLinkBefore, isMoney, leftEdge, vanityEnd } from './phone-affix.ts';
import { createGroups, readGroups, SEP, separatorBetween, joins } from './phone-groups.ts';
import { type OwnWords, ownWords } from './own-words.ts';
import { createReader, endOf, type Place, type Reading } from './phone-reading.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Longest number in view units, its extension included. */
const MAX_LENGTH = 88;
const MAX_EXTENSION = 24;
/** A text up to this length is seen whole from anywhere in it. */
const SHORT = 88;
const MIN_DIGITS = 6;
const MAX_DIGITS = 15;
/** A word left of a number says what it is from as far away as this. */
const OTHER_REACH = 20;

/**
 * Telephone numbers: international ones by their calling code, national ones of the expected regions by lengths, ranges and groups, and any number
 * behind a label. Knows no words: what a label is, what an extension is called and what else a number can be is in the rule file.
 */
export const phone: Detector = {
  name: 'phone',
  signals: [
    'international',
    'plus',
    'possible',
    'link',
    'trunk',
    'valid',
    'general',
    'format',
    'groups',
    'thousands',
    'loose',
    'weak-label',
    'initial',
    'label-right',
    'extension',
    'vanity',
    'signed',
    'whole-message',
    'short-message',
    'loose-plan',
    'other-number',
    'other-near',
    'amount',
  ],
  words: ['weak', 'initials', 'after', 'extension', 'other', 'units'],
  ownLists: ['other', 'units'],
  maxLength: MAX_LENGTH,
  needs: () => [{ digits: MIN_DIGITS - 2 }, { anchors: ['words'], digits: 3 }],
  prepare(setup) {
    const candidateAt = createFinder(setup);
    return (input, emit) => {
      const { text, runCount, runStart, runEnd, gap, ahead } = input.scan;
      for (let i = 0; i < runCount; i++) {
        const size = runEnd[i] - runStart[i];
        // Most numbers of a log are short and stand alone.
        if (
          size > MAX_DIGITS ||
          (ahead[i] < MIN_DIGITS && (gap[i] === 0 || ahead[i] < MIN_DIGITS - 2) && !mayBeVanity(text, runStart[i], size))
        )
          continue;
        if ((i > 0 && gap[i - 1] !== 0 && isInside(input.scan, i)) || isDate(input.scan, i)) continue;
        const candidate = candidateAt(input, i);
        if (candidate !== null) emit(candidate);
      }
    };
  },
};

function createFinder(setup: DetectorSetup): (input: DetectContext, i: number) => Candidate | null {
  const { rule, regions, concept, cues } = setup;
  const type = rule.type ?? rule.id;
  const read = createReader(regions);
  const groups = createGroups();
  const [weak, initials] = ['weak', 'initials'].map(concept);
  const [after, extension] = ['after', 'extension'].map((list) => [concept(list)]);
  const [other, units] = ['other', 'units'].map((list) => ownWords(setup, list));
  const labels = cues.filter((id) => id >= 0);

  /** The best candidate that begins with run `i`. */
  return function candidateAt(input, i) {
    const { scan, around } = input;
    const { text, runStart, runEnd, gap } = scan;
    const first = runStart[i];
    // +46, +(46), (+46), (46), ( 46
    let open =
      text.charCodeAt(first - 1) === 0x28
        ? first - 1
        : text.charCodeAt(first - 1) === 0x20 && text.charCodeAt(first - 2) === 0x28
          ? first - 2
          : -1;
    const sign = (open >= 0 ? open : first) - 1;
    const plus = text.charCodeAt(sign) === 0x2b;
    if (plus && open < 0 && text.charCodeAt(sign - 1) === 0x28) open = sign - 1;
    const bracket = open >= 0;
    const start = plus ? sign : first;

    const before = plus || i === 0 || gap[i - 1] === 0 ? -1 : separatorBetween(text, runEnd[i - 1], bracket ? open : first);
    const joined = before > 0 && joins(before) ? before : 0;
    const previous = joined === 0 ? 0 : runEnd[i - 1] - runStart[i - 1];
    if (joined !== 0) {
      // In the middle of a row of numbers only a prefix begins one; `(0)` between calling code and number is none.
      const zero = text.charCodeAt(first) === 0x30;
      if (zero ? bracket && runEnd[i] === first + 1 : previous < 5 || joined !== SEP.space) return null;
      if ((joined & SEP.space) === 0 && joined !== SEP.slash) return null;
    }
    const link = isLinkBefore(text, start);
    // A plus ends the number before it: 0046701740605+46 70 174 06 05
    const glued = plus && isDigit(text.charCodeAt(start - 1));
    const edge = link || (bracket && !plus) ? 2 : glued ? 1 : leftEdge(scan, start, labels);
    if (edge === 0) return null;

    readGroups(scan, i, bracket, groups);
    if (groups.total[groups.count - 1] < MIN_DIGITS) {
      const from = bracket ? open : start;
      const end = edge === 2 && joined === 0 ? vanityEnd(text, from) : -1;
      return end < 0 ? null : { start: from, end, value: text.slice(from, end).replace(/[^0-9A-Z]/g, ''), type, signals: ['vanity'] };
    }

    let label = 0;
    for (const cue of cues) if (label < 1 && cue >= 0) label = Math.max(label, around.near(cue, start, runEnd[i + groups.count - 1]));
    const message = around.message && text.length <= SHORT;
    const place: Place = {
      scan,
      groups,
      edge,
      joined,
      previous,
      label,
      weak: around.left(weak, start, OTHER_REACH),
      message,
      plus,
      link,
      signed: label < 1 && isSigned(text, start, runEnd[i + groups.count - 1]),
      extension,
    };
    const reading = read(place);
    return reading === null ? null : dress(input, place, reading, start, open);
  };

  /** The candidate with its ends, and the signals of what stands around it. */
  function dress({ scan, context }: DetectContext, place: Place, reading: Reading, first: number, open: number): Candidate {
    const { text } = scan;
    const signals = [...reading.signals];
    let start = first;
    // A bracket before the first group belongs to the number when it is closed inside; one around the whole number does not.
    if (groups.closedAt > 0 && groups.closedAt <= reading.last) {
      if (open >= 0 && open < start) start = open;
      else if (text.charCodeAt(start - 1) === 0x28) start--;
    }
    let end = endOf(place, reading.last);
    const extended = extensionEnd(scan, end, extension);
    const sure = place.plus || place.link || signals.includes('international');
    if (extended > end && extended - end <= MAX_EXTENSION && extended - start <= MAX_LENGTH) {
      end = extended;
      signals.push('extension');
    }
    if (place.link) signals.push('link');
    if (sure) return { start, end, value: reading.value, type, signals: [...new Set(signals)] };

    if (place.weak) signals.push('weak-label');
    if (isInitial(scan, initials, start)) signals.push('initial');
    if (labelFollows(scan, end, after)) signals.push('label-right');
    if (place.signed && signals.includes('valid')) signals.push('signed');
    const said = otherBefore(text, other, start);
    if ((said >= 0 || other.inField(context.field)) && (place.label < 1 || said > lastCue(scan, cues, start)))
      signals.push(signals.includes('trunk') && signals.includes('format') && signals.includes('valid') ? 'other-near' : 'other-number');
    if (text.charCodeAt(start) !== 0x30 && isAmount(scan, start, end, units)) signals.push('amount');
    return { start, end, value: reading.value, type, signals };
  }
}

/**
 * Nothing begins behind a dot or a dash that joins the run to the one before it, and behind a blank or a slash only what has a prefix.
 * Says cheaply, of most runs of a log, what the reading would find.
 */
function isInside({ text, runStart, runEnd }: Scan, i: number): boolean {
  const start = runStart[i];
  if (start - runEnd[i - 1] !== 1) return false;
  const unit = text.charCodeAt(start - 1);
  if (unit === 0x2e || unit === 0x2d) return true;
  if (text.charCodeAt(start) === 0x30) return false;
  return unit === 0x2f || (unit === 0x20 && start - runStart[i - 1] < 6);
}

/** A year with a month behind it, as log lines begin. */
function isDate({ text, runStart, runEnd, runCount }: Scan, i: number): boolean {
  const start = runStart[i];
  if (runEnd[i] - start !== 4 || i + 1 >= runCount || runStart[i + 1] !== start + 5 || runEnd[i + 1] !== start + 7) return false;
  const century = text.charCodeAt(start + 1);
  const first = text.charCodeAt(start);
  const unit = text.charCodeAt(start + 4);
  return (
    ((first === 0x32 && century === 0x30) || (first === 0x31 && century === 0x39)) &&
    (unit === 0x2d || unit === 0x2f || unit === 0x2e) &&
    text.charCodeAt(start + 7) === unit &&
    text.charCodeAt(start - 1) !== 0x2b
  );
}

/** `1` or `800` with a separator and a capital behind it. */
function mayBeVanity(text: string, start: number, size: number): boolean {
  if (size !== 3 || text.charCodeAt(start) !== 0x38) return false;
  const after = text.charCodeAt(start + (text.charCodeAt(start + 3) === 0x29 ? 5 : 4));
  return after >= 0x41 && after <= 0x5a;
}

/** A single letter stands before the number as in a signature: `T 020...`, `m: 06...`. */
function isInitial(scan: Scan, initials: number, start: number): boolean {
  const { text } = scan;
  let at = start - 1;
  let mark = false;
  for (; at > start - 4; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3a || unit === 0x2e) mark = true;
    else if (unit !== 0x20 && unit !== 0x28) break;
  }
  const unit = text.charCodeAt(at);
  return at < start - 1 && (mark || isUpper(unit) || unit >= 0x370) && cueAt(scan, [initials], at + 1, true) === at;
}

function isUpper(unit: number): boolean {
  return isAsciiLetter(unit) && unit <= 0x5a;
}

/** A word that labels the number follows it at once: "202-555-0143 (mobile)". */
function labelFollows(scan: Scan, end: number, after: readonly number[]): boolean {
  const { text } = scan;
  for (let at = end; at <= end + 3; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || unit === 0x28 || unit === 0x2d || unit === 0x2f || unit === 0x2c || unit === 0x5b) continue;
    return at > end && cueAt(scan, after, at, false) >= 0;
  }
  return false;
}

/** The number ends its line, and a name of two words or three stands before it or is the line above, as at the end of a letter. */
function isSigned(text: string, start: number, end: number): boolean {
  const after = text.charCodeAt(end);
  if (!(Number.isNaN(after) || after === 0x0a || after === 0x0d)) return false;
  const before = text.charCodeAt(start - 1);
  return (before === 0x0a || before === 0x20) && SIGNED.test(text.slice(Math.max(0, start - MAX_SIGNED), start));
}
const MAX_SIGNED = 48;
const SIGNED = /(?:^|\n)[> ]{0,4}\p{Lu}(?:\.|[\p{L}-]{1,15})(?: \p{Lu}(?:\.|[\p{L}-]{1,15})){1,2}(?:, ?|\r?\n[> ]{0,4})$/u;

/** End of the last word of `other` at most OTHER_REACH units left of the number, on its line and with no digit, `@` or placeholder between; or -1. */
function otherBefore(text: string, other: OwnWords, start: number): number {
  let from = start;
  while (from > start - OTHER_REACH && from > 0 && isClear(text, from - 1)) from--;
  return other.lastEnd(text, from, start);
}

function isClear(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit !== 0x0a && unit !== 0x40 && !(unit >= 0x30 && unit <= 0x39) && !(unit === 0x5d && isUpper(text.charCodeAt(at - 1)));
}

/** End of the last cue word of one of the concepts that stands left of the number, or -1. */
function lastCue(scan: Scan, cues: readonly number[], start: number): number {
  const { conceptFrom, conceptList } = scan.vocabulary;
  let last = -1;
  for (let i = firstFrom(scan.cueStart, scan.cueCount, start) - 1; i >= 0 && scan.cueStart[i] > start - 64; i--) {
    if (scan.cueEnd[i] > start) continue;
    const entry = scan.cueEntry[i];
    for (let k = conceptFrom[entry]; k < conceptFrom[entry + 1]; k++)
      if (cues.includes(conceptList[k])) last = Math.max(last, scan.cueEnd[i]);
  }
  return last;
}

/** Money or a unit stands at the number: "1 234 567 kr", "SEK 1 234 567". */
function isAmount({ text }: Scan, start: number, end: number, units: OwnWords): boolean {
  const right = text.charCodeAt(end) === 0x20 ? end + 1 : end;
  const left = text.charCodeAt(start - 1) === 0x20 ? start - 1 : start;
  return (
    isMoney(text.charCodeAt(right)) || isMoney(text.charCodeAt(left - 1)) || units.endAt(text, right) > 0 || units.startOf(text, left) >= 0
  );
}
