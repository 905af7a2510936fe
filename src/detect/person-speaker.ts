import type { Detector } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { isOneOf, MAX_NAME, NAME_LISTS, NAME_OPTIONS, NAME_SIGNALS, NameReader, nameSignals, OWN_LISTS } from './person-reader.ts';

/** `(10:33)`, `[2025-01-02 10:33]`, right before a colon. */
const TIME_AFTER = /[ \t][([]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?[)\]]?$/i;
/** What may stand before a speaker on his line: a time in brackets or bare, a bullet, quoting. */
const TIME_BEFORE =
  /(?:^|\n)[>\s*-]{0,6}[[(]?(?:[\d./-]{6,10}[T ,]{1,2})?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?(?: ?[ap]m)?[\])]?[ \t:|-]{1,4}$/i;

/**
 * The one who speaks, in a transcript: `[10:33] anna:`, `Anna Berg (10:33):`, `Anna:` at the start of a line. Signals beside those of names: `time`,
 * `unknown` no list has any part of it.
 */
export const personSpeaker: Detector = {
  name: 'person-speaker',
  types: ['speaker'],
  signals: [...NAME_SIGNALS, 'time', 'unknown'],
  words: NAME_LISTS,
  ownLists: OWN_LISTS,
  options: NAME_OPTIONS,
  maxLength: MAX_NAME,
  needs: () => [{ anchors: ['colons'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    return ({ scan }, emit) => {
      const { text, colon, colonCount, vocabulary } = scan;
      reader.look(scan);
      for (let i = 0; i < colonCount; i++) {
        const sign = colon[i];
        const next = text.charCodeAt(sign + 1);
        if (sign + 1 < text.length && !isOneOf(next, ' \t\r\n"')) continue;
        let end = sign;
        let time = false;
        const last = text.charCodeAt(sign - 1);
        if (isOneOf(last, ')]') || (last >= 0x30 && last <= 0x39)) {
          const match = TIME_AFTER.exec(text.slice(Math.max(0, sign - 20), sign));
          if (match === null) continue;
          end -= match[0].length;
          time = true;
        }
        if (vocabulary.letter(text.charCodeAt(end - 1)) === 0 && text.charCodeAt(end - 1) !== 0x2e) continue;
        // Back to the start of the line, or to what is no part of a name
        let start = end;
        while (start > 0 && start > end - 48) {
          const unit = text.charCodeAt(start - 1);
          if (vocabulary.letter(unit) === 0 && !isOneOf(unit, " -'.")) break;
          start--;
        }
        while (start < end && isOneOf(text.charCodeAt(start), " -.'")) start++;
        if (start === end) continue;
        const line =
          start === 0 || isOneOf(text.charCodeAt(start - 1), '\n') || /\n[>\s*-]{0,6}$/.test(text.slice(Math.max(0, start - 8), start));
        // `14:20, Dauer 0:21:` says how long it was
        if (time && !line && !isOneOf(last, ')]')) continue;
        if (!time) time = TIME_BEFORE.test(text.slice(Math.max(0, start - 36), start));
        if (!line && !time) continue;
        const parts = reader.read(start, time ? 'any' : 'no');
        if (parts.length === 0 || parts[parts.length - 1].end !== end) continue;
        const signals = nameSignals(parts, text);
        if (time) signals.push('time');
        if (parts.every((part) => (part.flags & (FLAG.first | FLAG.last)) === 0 && !part.shape)) signals.push('unknown');
        emit({ start, end, value: '', type: 'speaker', signals });
      }
    };
  },
};
