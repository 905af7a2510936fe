import type { Detector, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { flagsOfWord } from './names/inflection.ts';
import { nameFlags } from './names/name-list.ts';
import { isDigit } from './numbers.ts';
import { isOneOf, MAX_NAME, NAME_LISTS, NAME_OPTIONS, NAME_SIGNALS, NameReader, nameSignals } from './person-reader.ts';
import { wordHits } from './word-hits.ts';

const AFTER = 1;
const BEFORE = 2;

/**
 * Names that the lists know, with a capital: `Anna`, `Anna Berg`, `Berg Anna`, `Mark Hope`. Signals say what of it is on which list;
 * `inside`: it does not begin a sentence, where any word has a capital. Not before a word of the list `after` (street, company), not behind one of
 * `before`.
 */
export const personListed: Detector = {
  name: 'person-listed',
  signals: [...NAME_SIGNALS, 'inside', 'alone'],
  words: ['after', 'before', ...NAME_LISTS],
  options: NAME_OPTIONS,
  maxLength: MAX_NAME,
  needs: ['words'],
  prepare(setup) {
    const reader = new NameReader(setup);
    const hits = wordHits([setup.concept('after'), setup.concept('before')]);
    return ({ scan }, emit) => {
      const { text, wordCount, wordStart, wordEnd, wordHash, vocabulary } = scan;
      reader.look(scan);
      let past = 0;
      for (let i = 0; i < wordCount; i++) {
        const at = wordStart[i];
        if (at < past || wordEnd[i] - at < 2 || touches(text, at)) continue;
        let flags = nameFlags(wordHash[i]);
        if (flags === 0) {
          flags = flagsOfWord(text, at, wordEnd[i], vocabulary.letter);
          if (flags === 0) continue;
        }
        const parts = reader.read(at);
        if (parts.length === 0) continue;
        const { end } = parts[parts.length - 1];
        const opens = beginsSentence(text, at);
        // `Kan Anna ...`: any word has a capital where a sentence begins
        if (opens && parts.length > 1 && (parts[0].flags & FLAG.word) !== 0 && (parts[1].flags & (FLAG.first | FLAG.word)) === FLAG.first) continue;
        past = end;
        if (hits.endFrom(scan, nextWord(text, end), AFTER) > 0 || follows(scan, hits, at)) continue;
        const signals = nameSignals(parts, text);
        if (!opens) signals.push('inside');
        if (text.charCodeAt(end) === 0x20 && isDigit(text.charCodeAt(end + 1))) signals.push('number');
        if (parts.length === 1) {
          signals.push('alone');
          if ((flags & (FLAG.first | FLAG.last)) === 0) continue;
        }
        emit({ start: at, end, value: '', type: 'listed', signals });
      }
    };
  },
};

/** Part of a path, an address, a code or a longer word. */
function touches(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  return (unit >= 0x2d && unit <= 0x2f) || (unit >= 0x30 && unit <= 0x39) || isOneOf(unit, "@_\\=#$%&+'");
}

/** Any word has a capital here. */
function beginsSentence(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= at - 8 && i >= 0 && isOneOf(text.charCodeAt(i), ' \t"\'(*_>-')) i--;
  return i < 0 || isOneOf(text.charCodeAt(i), '.!?:\n\r|]');
}

function nextWord(text: string, end: number): number {
  while (isOneOf(text.charCodeAt(end), ' .')) end++;
  return end;
}

/** A word of the list `before` ends right before `at`. */
function follows(scan: Scan, hits: ReturnType<typeof wordHits>, at: number): boolean {
  let end = at;
  while (end > at - 3 && isOneOf(scan.text.charCodeAt(end - 1), ' .')) end--;
  if (end === at) return false;
  let from = end;
  while (from > end - 16 && scan.vocabulary.letter(scan.text.charCodeAt(from - 1)) !== 0) from--;
  return from < end && (hits.bitsAt(scan, from, end) & BEFORE) !== 0;
}
