import { EXAMPLE, letterName } from '../letters.ts';
import type { Detector, Scan } from '../types.ts';
import { BBAN_OF } from './iban-countries.ts';
import { MAX_NUMBER_WORD, NUMERAL_WORDS, type NumberWord, numberWord } from './number-words.ts';
import { isWordUnit } from './numbers.ts';
import { type WordHits, wordHits } from './word-hits.ts';
import { isAsciiLetter, isDigit, isEmphasised, isMaskUnit } from '../units.ts';

/** Words and groups that are read to either side of the first numeral. */
const MAX_STEPS = 24;
/** Between two words of one number stand blanks, commas, dashes, full stops. */
const MAX_GAP = 4;
/** No bank has shorter ones. */
const MIN_IBAN = 15;

/** Steps behind the first numeral within which an account may hold the letters of its bank, and how many those are. */
const BANK_CODE = 3;
const BANK_LETTERS = 4;

/** Something said in a number: a word, a group of figures, a letter. */
interface Step {
  readonly start: number;
  readonly end: number;
  readonly word: NumberWord | { readonly kind: 'figures' | 'letters'; readonly says?: string };
}

/** Letters in a number: none, a few inside, or also before it, as serial numbers have them: `K L null neun`, `KLMN null neun`. */
const LETTERS = { none: 0, inside: 1, leading: 2 } as const;
type Letters = (typeof LETTERS)[keyof typeof LETTERS];
/** Most capitals that stand together before a number. */
const MAX_LEAD = 5;

/**
 * Numbers that are read out, as transcripts have them: `noll sju noll, trettiosex femtiofem`, `four five double six 7375`. Options: `min` and `max`
 * digits; `words` of it that are numerals; `letters`: it may hold letters, `n l zesennegentig i n g b nul`; `lead`: it may begin with them, and their
 * names are said too. Value: its digits and letters. Signals:
 * `letters`; `country` it begins as accounts of a country do and is about as long; `counting` each is one more than the one before.
 */
export const spokenDigits: Detector = {
  name: 'spoken-digits',
  signals: ['letters', 'country', 'counting'],
  options: ['min', 'max', 'words', 'letters', 'lead'],
  brings: { numerals: NUMERAL_WORDS },
  maxLength: (2 * MAX_STEPS + 1) * 12,
  needs: () => [{ lists: ['numerals'], twice: true }],
  prepare({ rule, concept }) {
    const min = Number(rule.options?.min ?? 12);
    const max = Number(rule.options?.max ?? 40);
    const words = Number(rule.options?.words ?? 4);
    const letters = rule.options?.lead === true ? LETTERS.leading : rule.options?.letters === true ? LETTERS.inside : LETTERS.none;
    const type = rule.type ?? rule.id;
    const heard = wordHits([concept('numerals')]);
    return ({ scan }, emit) => {
      for (const { steps, value, numerals } of spokenNumbers(scan, heard, letters)) {
        const digits = value.replace(/\D/g, '');
        if (numerals < words || digits.length < min || digits.length > max) continue;
        const start = steps[0].start;
        const end = steps[steps.length - 1].end;
        const signals: string[] = [];
        if (COUNTING.includes(digits)) signals.push('counting');
        if (digits.length < value.length) signals.push('letters');
        const country =
          letters === LETTERS.inside && value.length >= MIN_IBAN - 2 ? countryBefore(scan.text, start, value.length) : undefined;
        if (country === undefined) emit({ start, end, value, type, signals });
        else emit({ start: country.start, end, value: country.code + value, type, signals: ['country', ...signals] });
      }
    };
  },
};

/** A number that is said. */
interface SpokenNumber {
  readonly steps: readonly Step[];
  readonly value: string;
  /** Words of it that are numerals. */
  readonly numerals: number;
}

/** The numbers of the last scan, by the letters that they may have: several rules want them, and each text is read for them once. */
const read: ({ readonly scan: Scan; readonly serial: number; readonly numbers: readonly SpokenNumber[] } | undefined)[] = [];

function spokenNumbers(scan: Scan, heard: WordHits, letters: Letters): readonly SpokenNumber[] {
  const known = read[letters];
  if (known?.scan === scan && known.serial === scan.serial) return known.numbers;
  const { text, cueStart, cueEnd } = scan;
  const numbers: SpokenNumber[] = [];
  const own = heard.own(scan);
  let last = -1;
  for (let k = 0; k < own.count; k++) {
    const from = cueStart[own.cue[k]];
    if (from < last) continue;
    const steps = stepsAround(text, from, cueEnd[own.cue[k]], letters);
    if (steps.length < 2) continue;
    last = steps[steps.length - 1].end;
    const numerals = steps.filter(({ word }) => word.kind === 'numeral').length;
    numbers.push({ steps, value: spokenValue(text, steps), numerals });
  }
  read[letters] = { scan, serial: scan.serial, numbers };
  return numbers;
}

/** The digits and letters of a number that is read out, as somebody would write it: `KL null neun` is KL09, `K as in Kalle, nine` is K9. */
export function writtenNumber(spoken: string): string {
  const said = spoken.replace(EXAMPLE, '$1');
  const steps: Step[] = [];
  let languages = -1;
  for (const { 0: word, index } of said.matchAll(/[\p{L}\p{M}\d]+/gu)) {
    const step = stepOf(said, index, index + word.length, LETTERS.leading, MAX_LEAD, languages);
    if (step === undefined) continue;
    steps.push(step);
    if ('languages' in step.word && (step.word.languages & languages) !== 0) languages &= step.word.languages;
  }
  return spokenValue(said, steps);
}

/** What people say when they count, or try a microphone. */
const COUNTING = '012345678910111213141516';

function isCountry(code: string): boolean {
  return bbanOf(code) !== '';
}

/** What stands behind the check digits of its accounts, place by place. */
function bbanOf(code: string): string {
  return BBAN_OF[(code.charCodeAt(0) - 65) * 26 + code.charCodeAt(1) - 65];
}

/** The number that the word text[start..end) belongs to, without words at its edges that say no digits. */
function stepsAround(text: string, start: number, end: number, letters: Letters): readonly Step[] {
  const first = wordStep(text, start, end);
  if (first === undefined || first.word.kind !== 'numeral') return [];
  let { languages } = first.word;
  /** Takes the word in when it is of the same language. */
  const belongs = ({ word }: Step): boolean => {
    if (word.kind !== 'numeral' && word.kind !== 'scale') return true;
    if ((word.languages & languages) === 0) return false;
    languages &= word.languages;
    return true;
  };
  const after: Step[] = [];
  for (let at = end; after.length < MAX_STEPS; at = after[after.length - 1].end) {
    const step = stepAfter(text, at, letters, letters === LETTERS.inside && after.length < BANK_CODE, languages);
    if (step === undefined || !belongs(step)) break;
    const joiner = after.at(-1)?.word.kind === 'joiner' ? (after.at(-2) ?? first) : undefined;
    if (joiner !== undefined && !mayJoin(joiner, step)) break;
    after.push(step);
  }
  while (after.length > 0 && !endsNumber(text, after[after.length - 1])) after.pop();
  const before: Step[] = [];
  for (let at = start; before.length < MAX_STEPS; at = before[before.length - 1].start) {
    const step = stepBefore(text, at, letters, languages);
    if (step === undefined || !belongs(step)) break;
    if (step.word.kind === 'joiner') {
      const smaller = stepBefore(text, step.start, letters, languages);
      if (smaller === undefined || !mayJoin(smaller, before.at(-1) ?? first) || !belongs(smaller)) break;
      before.push(step, smaller);
    } else before.push(step);
  }
  while (before.length > 0 && !beginsNumber(text, before[before.length - 1], letters)) before.pop();
  return [...before.reverse(), first, ...after];
}

/** `two hundred and four`, `sechs und vierzig`: but not `ninety nine and two`. */
function mayJoin({ word: before }: Step, { word: after }: Step): boolean {
  if (after.kind !== 'numeral') return false;
  return before.kind === 'scale' || (before.kind === 'numeral' && before.value < 10 && after.value >= 20 && after.value < 100);
}

function beginsNumber(text: string, { word, start, end }: Step, letters: Letters): boolean {
  const { kind } = word;
  if (kind === 'letters') return letters === LETTERS.leading && !('says' in word) && (!isVowel(text, start, end) || isSpelled(text, start));
  return kind === 'numeral' || kind === 'figures' || kind === 'repeat';
}

function endsNumber(text: string, { word: { kind }, start, end }: Step): boolean {
  if (kind === 'letters') return end - start === 1 && !isVowel(text, start, end);
  return kind === 'numeral' || kind === 'figures' || kind === 'scale';
}

/** `A S `: a capital of its own, and another one behind it. */
function isSpelled(text: string, at: number): boolean {
  return SPELLED.test(text.slice(at, at + 4));
}
const SPELLED = /^[A-Z][ ,.-][A-Z](?![\p{L}\p{N}])/u;

/** A vowel by itself is a word of some language more often than the end or the beginning of a number. */
function isVowel(text: string, start: number, end: number): boolean {
  return end - start === 1 && 'aeiouyAEIOUY'.includes(text[start]);
}

/** Small words that are countries too. */
const WORDS: ReadonlySet<string> = new Set(['al', 'at', 'be', 'de', 'do', 'es', 'is', 'it', 'me', 'mi', 'no', 'sa', 'se', 'si']);

/** `ch`, `c h`: the country of an account that begins at `at` and has `size` digits and letters. What is a word too, as in `the card is`, needs exactly the right number of them. */
function countryBefore(text: string, at: number, size: number): { readonly start: number; readonly code: string } | undefined {
  const match = /(?<![\p{L}\p{N}])([A-Za-z]) ?([A-Za-z])[\s,]{1,2}$/u.exec(text.slice(Math.max(0, at - 8), at));
  if (match === null) return undefined;
  const code = `${match[1]}${match[2]}`.toUpperCase();
  if (!isCountry(code) || (WORDS.has(`${match[1]}${match[2]}`) && size !== bbanOf(code).length + 2)) return undefined;
  return { start: at - match[0].length, code };
}

function stepAfter(text: string, at: number, letters: Letters, bank: boolean, languages: number): Step | undefined {
  let start = at;
  while (start - at < MAX_GAP && isGap(text.charCodeAt(start))) start++;
  if (start === at) return undefined;
  let end = start;
  while (end - start <= MAX_NUMBER_WORD && isWordUnit(text.charCodeAt(end))) end++;
  return stepOf(text, start, end, letters, bank ? BANK_LETTERS : 1, languages);
}

function stepBefore(text: string, at: number, letters: Letters, languages: number): Step | undefined {
  let end = at;
  while (at - end < MAX_GAP && isGap(text.charCodeAt(end - 1))) end--;
  if (end === at) return undefined;
  let start = end;
  while (end - start <= MAX_NUMBER_WORD && start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  return stepOf(text, start, end, letters, letters === LETTERS.leading ? MAX_LEAD : 1, languages);
}

/** `most`: letters that may stand together; `languages`: those in which the number is said so far. */
function stepOf(text: string, start: number, end: number, letters: Letters, most: number, languages?: number): Step | undefined {
  if (start === end) return undefined;
  if (isDigit(text.charCodeAt(start))) return isGroup(text, start, end) ? { start, end, word: { kind: 'figures' } } : undefined;
  // `Y` by itself is also "and".
  if (letters === LETTERS.leading && text[start] === 'Y' && end - start === 1) return { start, end, word: { kind: 'letters' } };
  const step = wordStep(text, start, end, languages);
  if (step !== undefined || letters === LETTERS.none) return step;
  if (letters === LETTERS.leading) {
    const says = letterName(text, start, end);
    if (says !== undefined) return { start, end, word: { kind: 'letters', says } };
  }
  const size = end - start;
  if (size > most || (size !== 1 && (letters === LETTERS.leading ? !isCapitals(text, start, end) : size !== BANK_LETTERS)))
    return undefined;
  for (let i = start; i < end; i++) if (!isAsciiLetter(text.charCodeAt(i))) return undefined;
  return { start, end, word: { kind: 'letters' } };
}

function isCapitals(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  return word === word.toUpperCase();
}

function wordStep(text: string, start: number, end: number, languages?: number): Step | undefined {
  const word = numberWord(text, start, end, languages);
  return word && { start, end, word };
}

/** Figures that are a group of a number: four at most, and not the rest of a masked one. */
function isGroup(text: string, start: number, end: number): boolean {
  if (end - start > 4) return false;
  if ((isMaskUnit(text.charCodeAt(start - 1)) || isMaskUnit(text.charCodeAt(end))) && !isEmphasised(text, start, end)) return false;
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

/** Blank, line break, comma, dash, full stop. */
function isGap(unit: number): boolean {
  return unit === 0x20 || unit === 0x2c || unit === 0x2d || unit === 0x2e || unit === 0x0a;
}

/** The digits and letters that are said: `twenty three` is 23, `two hundred four` 204, `double oh` 00. */
function spokenValue(text: string, steps: readonly Step[]): string {
  let value = '';
  /** A numeral that may go on: 40 with 1 to 9, 200 with 1 to 99. */
  let open = -1;
  let room = 0;
  let times = 1;
  let end = -1;
  let joined = false;
  const flush = () => {
    if (open >= 0) value += String(open).repeat(times);
    if (open >= 0) times = 1;
    open = -1;
    room = 0;
  };
  for (const { start, end: stepEnd, word } of steps) {
    // A comma ends a numeral.
    if (end >= 0 && start - end > 1) flush();
    end = stepEnd;
    switch (word.kind) {
      case 'numeral': {
        const tens = word.value % 10 === 0 && word.value >= 20 && word.value < 100;
        if (open > 0 && word.value > 0 && word.value < room) open += word.value;
        else if (joined && tens && open > 0 && open < 10) open += word.value;
        else {
          flush();
          open = word.value;
        }
        room = tens ? 10 : word.value >= 100 && open === word.value ? roundness(open) : 0;
        break;
      }
      case 'scale':
        if (open > 0 && open < word.value) open *= word.value;
        else {
          flush();
          open = word.value;
        }
        room = word.value;
        break;
      case 'repeat':
        flush();
        times = word.times;
        break;
      case 'figures':
      case 'letters':
        flush();
        value += ('says' in word && word.says) || text.slice(start, stepEnd).replace(/ /g, '').toUpperCase();
        break;
      case 'sign':
        flush();
    }
    joined = word.kind === 'joiner';
  }
  flush();
  return value;
}

/** 100 for 1900, 1000 for 2000: what may follow a round numeral. */
function roundness(value: number): number {
  return value % 1000 === 0 ? 1000 : value % 100 === 0 ? 100 : 0;
}
