import { letterOf } from '../letters.ts';
import type { Detector } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { flagsOfWord } from './names/inflection.ts';
import { isOneOf, NAME_LISTS, NAME_OPTIONS, NameReader, OWN_LISTS } from './person-reader.ts';
import { isDigit } from '../units.ts';

const FEWEST = 4;
const MOST = 20;
/** The name itself stands at most this many units before its letters, or behind them. */
const BEFORE = 40;
const BEHIND = 16;
/** Letters that may be left out before and behind. */
const TRIMS = [
  [0, 0],
  [0, 1],
  [1, 0],
] as const;

/**
 * A name letter by letter: `b y r n e`, `T-U-T-T-L-E`. Signals: `twin` the word that it spells stands beside it, and is found too; `known` the lists
 * know it.
 */
export const personSpelled: Detector = {
  name: 'person-spelled',
  signals: ['twin', 'known'],
  words: NAME_LISTS,
  ownLists: OWN_LISTS,
  options: NAME_OPTIONS,
  maxLength: 2 * MOST,
  needs: () => [{ anchors: ['spelled'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    const type = setup.rule.type ?? setup.rule.id;
    return ({ scan }, emit) => {
      const { text } = scan;
      reader.look(scan);
      let past = 0;
      for (let sign = rowNear(text, 2); sign >= 0; sign = rowNear(text, Math.max(sign + 3, past + 1))) {
        const start = rowStart(text, sign);
        const end = rowEnd(text, start);
        const letters = (end - start + 1) / 2;
        if (start < past || letters < FEWEST || letters > MOST) continue;
        past = end;
        const word = spelled(text, start, end);
        const row = withTwin(text, { start, end, twin: -1 });
        const signals = (flagsOfWord(word, 0, word.length, letterOf) & (FLAG.first | FLAG.last)) === 0 ? [] : ['known'];
        if (row.twin >= 0 && !reader.isStop(row.twin)) {
          signals.push('twin');
          emit({ start: row.twin, end: row.twin + (row.end - row.start + 1) / 2, value: '', type, signals });
        }
        emit({ start: row.start, end: row.end, value: '', type, signals });
      }
    };
  },
};

/** Offset of a sign between two single letters, at or behind `from`; -1 when there is none. A row of four letters is met by every fourth unit. */
function rowNear(text: string, from: number): number {
  for (let at = from; at < text.length; at += 4) {
    if (isSign(text, at) && (isSign(text, at + 2) || isSign(text, at - 2))) return at;
    if (isSign(text, at - 1) && isSign(text, at + 1)) return at - 1;
  }
  return -1;
}

function isSign(text: string, at: number): boolean {
  return isOneOf(text.charCodeAt(at), ' -.');
}

/** The same sign stands between all letters of a row. */
function rowStart(text: string, sign: number): number {
  if (!isLone(text, sign - 1)) return sign + 1;
  let at = sign - 1;
  while (at > sign - 2 * MOST && text[at - 1] === text[sign] && isLone(text, at - 2)) at -= 2;
  return at;
}

function rowEnd(text: string, start: number): number {
  let at = start;
  while (at < start + 2 * MOST && text[at + 1] === text[start + 1] && isLone(text, at + 2)) at += 2;
  return at + 1;
}

/** A letter with no letter, digit or apostrophe beside it. */
function isLone(text: string, at: number): boolean {
  return letterOf(text.charCodeAt(at)) !== 0 && !isPart(text.charCodeAt(at - 1)) && !isPart(text.charCodeAt(at + 1));
}

function isPart(unit: number): boolean {
  return letterOf(unit) !== 0 || isDigit(unit) || unit === 0x27;
}

function spelled(text: string, start: number, end: number): string {
  let word = '';
  for (let at = start; at < end; at += 2) word += text[at];
  return word;
}

interface Row {
  readonly start: number;
  readonly end: number;
  /** Where the word stands that the letters spell, -1 when it does not. */
  readonly twin: number;
}

/** The row with its word; `b y r n e I think` and `it is a b y r n e` hold a letter that is a word. */
function withTwin(text: string, row: Row): Row {
  for (const [before, behind] of TRIMS) {
    const start = row.start + 2 * before;
    const end = row.end - 2 * behind;
    const twin = (end - start + 1) / 2 < FEWEST ? -1 : twinOf(text, start, end);
    if (twin >= 0) return { start, end, twin };
  }
  return row;
}

function twinOf(text: string, start: number, end: number): number {
  const wanted = spelled(text, start, end).toLowerCase();
  const from = Math.max(0, start - BEFORE);
  const near = text.slice(from, end + BEHIND + MOST).toLowerCase();
  for (let i = near.indexOf(wanted); i >= 0; i = near.indexOf(wanted, i + 1)) {
    const at = from + i;
    const free = !isPart(text.charCodeAt(at - 1)) && !isPart(text.charCodeAt(at + wanted.length));
    if (free && (at < start || at < end + BEHIND)) return at;
  }
  return -1;
}
