import { firstFrom } from '../first-from.ts';
import type { Scan, Surroundings } from '../types.ts';
import { isDigit } from '../units.ts';

/** A label ends at most this many units left of its value. */
const LABEL = 24;
/** A word this near, on either side, counts half. */
const NEAR = 40;
/** An answer begins at most this many units behind the beginning of its message. */
const ANSWER = 24;
/** Longest word of a rule file that can matter: NEAR + this stays within REACH. */
const LONGEST_CUE = 40;
/** Words that may stand between a label and its value: "number is now". */
const MAX_FILLERS = 2;
const MAX_FILLER_LENGTH = 10;

/** Names that exports and chat APIs give to the fields in which people write; compared without case and separators. */
const MESSAGE_FIELDS = new Set(
  'text body message msg comment content note answer reply description utterance transcript plainbody htmlbody bodytext textbody messagebody commentbody rawsubject subject'.split(
    ' ',
  ),
);

/** True for a text in no field, and in one that holds messages. */
export function isMessageField(field: string | undefined): boolean {
  return field === undefined || MESSAGE_FIELDS.has(field.toLowerCase().replace(/[^a-z]/g, ''));
}

const NO_CONCEPTS: ReadonlySet<number> = new Set();

/** What stands around the candidates of the scan it looks at. One object serves scan after scan. */
export class ScanSurroundings implements Surroundings {
  #scan: Scan | undefined;
  #fieldConcepts: ReadonlySet<number> = NO_CONCEPTS;
  #asked: ReadonlySet<number> = NO_CONCEPTS;
  message = true;

  /** `fieldConcepts`: what the name of the field speaks of; `asked`: what the message before this one asks for. */
  look(scan: Scan, fieldConcepts: ReadonlySet<number> = NO_CONCEPTS, message = true, asked: ReadonlySet<number> = NO_CONCEPTS): this {
    this.#scan = scan;
    this.#fieldConcepts = fieldConcepts;
    this.#asked = asked;
    this.message = message;
    return this;
  }

  near(concept: number, start: number, end: number): number {
    if (concept < 0) return 0;
    if (this.#fieldConcepts.has(concept) || this.#isAnswer(concept, start)) return 1;
    const scan = this.#scan;
    if (scan === undefined || scan.conceptHits[concept] === 0) return 0;
    const { text, cueStart, cueEnd, cueEntry, cueCount } = scan;
    const { entryConcepts } = scan.vocabulary;
    let strength = 0;
    const first = firstFrom(scan.cueStart, scan.cueCount, start);
    for (let i = first - 1; i >= 0 && cueStart[i] >= start - NEAR - LONGEST_CUE; i--) {
      const gap = start - cueEnd[i];
      if (gap < 0 || gap > NEAR || !entryConcepts[cueEntry[i]].includes(concept)) continue;
      if (gap <= LABEL && isLabelGap(text, cueEnd[i], start)) return 1;
      if (strength === 0 && isNearGap(text, cueEnd[i], start)) strength = 0.5;
    }
    if (strength > 0) return strength;
    for (let i = first; i < cueCount && cueStart[i] <= end + NEAR; i++) {
      if (cueStart[i] < end || !entryConcepts[cueEntry[i]].includes(concept)) continue;
      if (isNearGap(text, end, cueStart[i])) return 0.5;
    }
    return 0;
  }

  left(concept: number, start: number, within = LABEL): boolean {
    if (concept < 0) return false;
    if (this.#fieldConcepts.has(concept) || this.#isAnswer(concept, start)) return true;
    const scan = this.#scan;
    if (scan === undefined || scan.conceptHits[concept] === 0) return false;
    const { text, cueStart, cueEnd, cueEntry } = scan;
    for (let i = firstFrom(scan.cueStart, scan.cueCount, start) - 1; i >= 0 && cueStart[i] >= start - within - LONGEST_CUE; i--) {
      const gap = start - cueEnd[i];
      if (gap < 0 || gap > within || !scan.vocabulary.entryConcepts[cueEntry[i]].includes(concept)) continue;
      if (isClear(text, cueEnd[i], start)) return true;
    }
    return false;
  }

  /** A value at the beginning of a message answers the question before it. */
  #isAnswer(concept: number, start: number): boolean {
    return start <= ANSWER && this.#asked.size > 0 && this.#asked.has(concept);
  }

  field(concept: number): boolean {
    return this.#fieldConcepts.has(concept);
  }
}

/** Punctuation, space, a digit of the label's own (`CVC2`, `tel1`) and at most two short words; a line break only where nothing but space and punctuation stands. */
function isLabelGap(text: string, from: number, to: number): boolean {
  let fillers = 0;
  let wrapped = false;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a) {
      if (fillers > 0 || wrapped) return false;
      wrapped = true;
    } else if (isLetter(unit)) {
      let end = i + 1;
      while (end < to && isLetter(text.charCodeAt(end))) end++;
      // Letters that touch the label are the rest of its word; letters that touch the value are part of the value.
      if (end - i > MAX_FILLER_LENGTH || i === from || ++fillers > MAX_FILLERS || wrapped) return false;
      i = end - 1;
    } else if (!isLabelUnit(unit) && !(i === from && isDigit(unit) && i + 1 < to && isLabelUnit(text.charCodeAt(i + 1)))) return false;
  }
  return true;
}

/** No placeholder, no second line break: the word stands beside the value, not in another paragraph. */
function isNearGap(text: string, from: number, to: number): boolean {
  let breaks = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a && ++breaks > 1) return false;
    if (unit === 0x5d && isUpper(text.charCodeAt(i - 1))) return false;
  }
  return true;
}

/** On one line, with no digit and no `@` between, and no placeholder: what such a word says is said of this value and of no other. */
function isClear(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x40 || isDigit(unit)) return false;
    if (unit === 0x5d && isUpper(text.charCodeAt(i - 1))) return false;
  }
  return true;
}

function isLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || unit >= 0xc0;
}

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** Space, CR, and `: = # . - " ' ( ) [ { < > * _ / | , + ~ \ ?` and the grave accent. */
function isLabelUnit(unit: number): boolean {
  return LABEL_UNITS.includes(unit);
}
const LABEL_UNITS = [...' \t\r:=#.-"\'([{<>*_/|,)+~`\\?!;&']
  .map((c) => c.charCodeAt(0))
  .concat(0xba, 0xb0, 0x2116, 0x201c, 0x201d, 0x201e, 0xab, 0xbb, 0x2192);
