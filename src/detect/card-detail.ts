import { type DetectContext, type Detector, GAP, type Need, type Scan } from '../types.ts';
import { isDigit, isEmphasised, isMaskUnit } from '../units.ts';
import { isWordUnit } from './numbers.ts';
import { type WordHits, wordHits } from './word-hits.ts';

/** A card number this near on the left makes a month and year its expiry. */
const NEAR_CARD = 80;

/** Digits of the shortest card beside which its expiry stands. */
const MIN_CARD = 13;

/** Between an expiry and the code behind it: `and code `. */
const MAX_BETWEEN = 20;

/** A label, a word for the code beside an expiry, or the number of a card, whole or masked. */
const NEEDS: readonly Need[] = [
  { digits: 3, lists: ['cue'] },
  { digits: 3, lists: ['code'] },
  { digits: 13 },
  { anchors: ['masked'], digits: 3 },
];

/**
 * Month and year to which a card is valid: 12/27, 12/2027, 12-27, 12.27, 12 2027, 2027-12, and 1227 or 12 27 with a label.
 * Signals: `card-near` or with a code behind it that a word of the list `code` names ("12/27 cvc 123"), `slash`.
 * Years 2020 to 2049: the core has no clock, and cards live ten years at most.
 */
export const cardExpiry: Detector = {
  name: 'card-expiry',
  types: ['expiry'],
  signals: ['card-near', 'slash'],
  words: ['code'],
  maxLength: 16,
  needs: () => NEEDS,
  prepare({ cues, concept }) {
    const codes = wordHits([concept('code')]);
    return (input, emit) => {
      const { scan } = input;
      const { text, runStart, runEnd, gap, runCount } = scan;
      for (let i = 0; i < runCount; i++) {
        const first = runEnd[i] - runStart[i];
        if (first !== 2 && first !== 4 && first !== 1) continue;
        if (i > 0 && gap[i - 1] !== 0 && (gap[i - 1] & (GAP.space | GAP.comma | GAP.wrap)) === 0) continue;
        if (isDigit(text.charCodeAt(runStart[i] - 1))) continue;
        if (first === 4 && isMonthYear(text, runStart[i], runStart[i] + 2) && !continues(scan, i)) {
          const behind = isBehindCard(scan, i);
          if (behind || labelled(input, cues, runStart[i], runEnd[i]))
            emit({ start: runStart[i], end: runEnd[i], value: '', type: 'expiry', signals: behind ? ['card-near'] : [] });
          continue;
        }
        const j = i + 1;
        if (j >= runCount || gap[i] === 0 || (gap[i] & (GAP.paren | GAP.comma | GAP.wrap | GAP.markup)) !== 0 || continues(scan, j))
          continue;
        const second = runEnd[j] - runStart[j];
        const forward =
          first !== 4 && (second === 2 || second === 4) && isMonth(text, runStart[i], runEnd[i]) && isYear(text, runStart[j], runEnd[j]);
        const iso = first === 4 && second === 2 && isYear(text, runStart[i], runEnd[i]) && isMonth(text, runStart[j], runEnd[j]);
        if (!forward && !iso) continue;
        if (isGlued(text, runStart[i], runEnd[j]) && !labelled(input, cues, runStart[i], runEnd[j])) continue; // a piece of an identifier
        if (!(gap[i] & SEPARATES) && second !== 4 && !labelled(input, cues, runStart[i], runEnd[j])) continue;
        const signals = cardNear(scan, i) || codeFollows(scan, codes, j) ? ['card-near'] : [];
        if (gap[i] & GAP.slash) signals.push('slash');
        if (signals.includes('card-near') || labelled(input, cues, runStart[i], runEnd[j]))
          emit({ start: runStart[i], end: runEnd[j], value: '', type: 'expiry', signals });
      }
    };
  },
};

/**
 * Verification value or PIN: three to six digits (options `min`, `max`) right of a label, also one by one (`1 2 3`), or three behind an expiry that stands behind a card number
 * or before a word of the list `code`. Signals: `triple`; `remark` when brackets with a digit in them stand behind the label.
 */
export const cardCode: Detector = {
  name: 'card-code',
  signals: ['triple', 'remark'],
  words: ['code'],
  options: ['min', 'max'],
  maxLength: 12,
  needs: (rule) => (rule.signals?.triple === undefined ? NEEDS.slice(0, 1) : NEEDS),
  prepare({ rule, cues, concept }) {
    const codes = wordHits([concept('code')]);
    const min = Number(rule.options?.min ?? 3);
    const max = Number(rule.options?.max ?? 4);
    const type = rule.type ?? rule.id;
    return (input, emit) => {
      const { scan } = input;
      const { text, runStart, runEnd, runCount, gap } = scan;
      for (let i = 0; i < runCount; i++) {
        const start = runStart[i];
        const last = onesEnd(scan, i);
        const end = runEnd[last];
        const digits = end - start - (last - i);
        if (digits < min || digits > max) continue;
        if (continues(scan, last) || (i > 0 && gap[i - 1] !== 0 && (gap[i - 1] & (GAP.space | GAP.comma | GAP.wrap | GAP.slash)) === 0))
          continue;
        if ((isMaskUnit(text.charCodeAt(start - 1)) || isMaskUnit(text.charCodeAt(end))) && !isEmphasised(text, start, end)) continue;
        // "It is a Lane 3000" answers another question.
        if (MODEL.test(text.slice(Math.max(0, start - 16), start)) && !cues.some((cue) => cue >= 0 && scan.conceptHits[cue] > 0)) continue;
        const remark = remarkStart(text, start);
        const isRemarked = remark < start && labelled(input, cues, remark, end);
        const label = isRemarked || labelled(input, cues, start, end);
        if (last > i && !label) continue;
        if (
          isDigit(text.charCodeAt(end)) ||
          (isWordUnit(text.charCodeAt(end)) && !label) ||
          (isWordUnit(text.charCodeAt(start - 1)) && !label)
        )
          continue;
        const triple = type === 'cvv' && !label && i >= 2 && !isGlued(text, start, end) && behindExpiry(scan, codes, i);
        if (label || triple) emit({ start, end, value: '', type, signals: triple ? ['triple'] : isRemarked ? ['remark'] : [] });
      }
    };
  },
};

/** Last of the single digits that run i begins, a blank between; i when it begins none, or one that stands in such a row. */
function onesEnd({ runStart, runEnd, gap, runCount }: Scan, i: number): number {
  const isOne = (k: number) => k < runCount && runEnd[k] - runStart[k] === 1;
  const joins = (k: number) => gap[k] === GAP.space && runStart[k + 1] - runEnd[k] === 1 && isOne(k) && isOne(k + 1);
  if (i > 0 && joins(i - 1)) return i;
  let last = i;
  while (joins(last)) last++;
  return last;
}

/** Where the remark in brackets begins that holds a digit and stands between a label and its value, `cvv (3 digits): 123`; `start` when there is none. */
function remarkStart(text: string, start: number): number {
  return start - (REMARK.exec(text.slice(Math.max(0, start - MAX_REMARK), start))?.[0].length ?? 0);
}
const REMARK = / ?\(\d[^()\n\d]{0,24}\)[:= ]{1,3}$/;
const MAX_REMARK = 32;

function labelled({ around }: DetectContext, cues: readonly number[], start: number, end: number): boolean {
  return cues.some((cue) => around.near(cue, start, end) === 1);
}

/** A word with a capital inside a sentence, before the number of a model. */
const MODEL = /\p{Ll} \p{Lu}\p{Ll}{2,14} $/u;

/** More digits follow tightly: a date of three parts, a longer number. */
function continues(scan: Scan, i: number): boolean {
  return scan.gap[i] !== 0 && (scan.gap[i] & (GAP.space | GAP.comma | GAP.wrap)) === 0;
}

/** Letters touch it, or a dash that letters touch. */
function isGlued(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  return (
    isWordUnit(before) ||
    isWordUnit(after) ||
    (before === 0x2d && isWordUnit(text.charCodeAt(start - 2))) ||
    (after === 0x2d && isWordUnit(text.charCodeAt(end + 1)))
  );
}

function isMonth(text: string, start: number, end: number): boolean {
  const month = Number(text.slice(start, end));
  return month >= 1 && month <= 12;
}

function isYear(text: string, start: number, end: number): boolean {
  const year = Number(text.slice(start, end)) % 2000;
  return year >= 20 && year <= 49;
}

function isMonthYear(text: string, start: number, middle: number): boolean {
  return isMonth(text, start, middle) && isYear(text, middle, middle + 2);
}

/** Thirteen or more digits, or a masked number, end within NEAR_CARD units left of run i. */
function cardNear(scan: Scan, i: number): boolean {
  const { text, runStart, runEnd, gap } = scan;
  const from = runStart[i] - NEAR_CARD;
  let digits = 0;
  for (let k = i - 1; k >= 0 && runEnd[k] > from; k--) {
    digits = k < i - 1 && gap[k] === 0 ? 0 : digits;
    digits += runEnd[k] - runStart[k];
    if (digits >= MIN_CARD && digits <= 19 && (k === 0 || gap[k - 1] === 0 || (gap[k - 1] & GAP.space) !== 0)) return true;
    if (runEnd[k] - runStart[k] === 4 && maskEnds(text, runStart[k])) return true;
  }
  return false;
}

/** 3782 822463 10005, 1127: directly behind the number of a card. */
function isBehindCard(scan: Scan, i: number): boolean {
  return i > 0 && /^(?:,|;|\/| \/)? $/.test(scan.text.slice(scan.runEnd[i - 1], scan.runStart[i])) && endsCard(scan, i - 1);
}

/** The groups that end with run k are a card, whole or masked: `020 7946 0733` below one is a phone. */
function endsCard({ text, runStart, runEnd, gap }: Scan, k: number): boolean {
  if (runEnd[k] - runStart[k] === 4 && maskEnds(text, runStart[k])) return true;
  let digits = runEnd[k] - runStart[k];
  for (let g = k; g > 0 && gap[g - 1] !== 0 && digits < MIN_CARD; g--) digits += runEnd[g - 1] - runStart[g - 1];
  return digits >= MIN_CARD;
}

/** Stars before the last four digits, a blank or dash between at most. */
function maskEnds(text: string, at: number): boolean {
  let k = at - 1;
  if (text.charCodeAt(k) === 0x20 || text.charCodeAt(k) === 0x2d) k--;
  return isMaskUnit(text.charCodeAt(k)) && isMaskUnit(text.charCodeAt(k - 1));
}

/** A word for the code stands between run j and the next, which is three or four digits. */
function codeFollows(scan: Scan, codes: WordHits, j: number): boolean {
  const { text, runStart, runEnd, runCount, cueStart, cueEnd } = scan;
  if (j + 1 >= runCount || runStart[j + 1] - runEnd[j] > MAX_BETWEEN) return false;
  const size = runEnd[j + 1] - runStart[j + 1];
  if (size < 3 || size > 4 || continues(scan, j + 1) || !/^[\s,;/]+\p{L}+[:.]? ?$/u.test(text.slice(runEnd[j], runStart[j + 1])))
    return false;
  const own = codes.own(scan);
  for (let k = 0; k < own.count; k++) if (cueStart[own.cue[k]] >= runEnd[j] && cueEnd[own.cue[k]] <= runStart[j + 1]) return true;
  return false;
}

/** Marks between a month and its year. */
const SEPARATES = GAP.slash | GAP.dash | GAP.dot;

/** ... 4111 1111 1111 1111 12/27 123: the run behind an expiry that stands behind a card number. */
function behindExpiry(scan: Scan, codes: WordHits, i: number): boolean {
  const { text, runStart, runEnd, gap } = scan;
  if (
    runStart[i] - runEnd[i - 1] > MAX_BETWEEN ||
    !/^[\s,;/]*(?:\p{L}{1,8}[:.,]? ?){0,2}$/u.test(text.slice(runEnd[i - 1], runStart[i])) ||
    gap[i - 2] === 0 ||
    (gap[i - 2] & SEPARATES) === 0 ||
    runStart[i - 1] - runEnd[i - 2] > 3 ||
    // `31.12. 48 217`: the end of a date
    (i > 2 && runStart[i - 2] - runEnd[i - 3] === 1 && (gap[i - 3] & GAP.dot) !== 0)
  )
    return false;
  return (
    isMonth(text, runStart[i - 2], runEnd[i - 2]) &&
    isYear(text, runStart[i - 1], runEnd[i - 1]) &&
    (cardNear(scan, i - 2) || codeFollows(scan, codes, i - 1))
  );
}
