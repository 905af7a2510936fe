import type { Detector } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { ownWords } from './own-words.ts';
import { isOneOf, MAX_NAME, NAME_LISTS, NAME_OPTIONS, NAME_SIGNALS, NameReader, nameSignals, OWN_LISTS } from './person-reader.ts';

/** The code that was asked for with the name: `smith 7369`, `rajesh axr 408`, `robert and 3948`. */
const CODE_BEHIND = /^(?: \d{3}|,? (?:and |och |un |und |en )?(?=[a-z ]{0,8}\d)(?:[a-z\d]{1,4}(?: |$)){1,6}$)/i;
/** A longer message is no bare answer. */
const MAX_ANSWER = 48;

/**
 * A text that is a name and nothing else: the value of a field called so (list `fields`, unless the field's name holds a word of `not`; or all of the
 * field's name stands in the list `whole`), and an answer in a chat of at most three words that the lists know, behind words of the list
 * `openers` (yes, hello) or alone. Signals beside those of names:
 * `field`, `answer`.
 */
export const personField: Detector = {
  name: 'person-field',
  types: ['field', 'answer'],
  signals: [...NAME_SIGNALS, 'field', 'answer'],
  words: ['fields', 'whole', 'not', 'openers', ...NAME_LISTS],
  ownLists: [...OWN_LISTS, 'whole', 'openers'],
  options: NAME_OPTIONS,
  maxLength: MAX_NAME,
  needs: () => [{ anchors: ['short'] }, { field: ['fields'] }],
  prepare(setup) {
    const reader = new NameReader(setup);
    const fields = setup.concept('fields');
    const not = setup.concept('not');
    const whole = setup.list('whole');
    const openers = ownWords(setup, 'openers');
    return ({ scan, around, context }, emit) => {
      const { text } = scan;
      if (text.length > MAX_NAME) return;
      const field = (around.field(fields) && !around.field(not)) || whole(context.field ?? '');
      if (!field && (!around.message || text.length > MAX_ANSWER)) return;
      reader.look(scan);
      let start = 0;
      while (isOneOf(text.charCodeAt(start), ' \t"')) start++;
      let end = text.length;
      while (end > start && isOneOf(text.charCodeAt(end - 1), ' \t\r\n"')) end--;
      if (field) {
        // The field says what it is: whatever is written with letters alone, and is no stop word, is the name
        if (
          end - start < 2 ||
          (reader.isStop(start) && !reader.isSurnameWithParticles(start)) ||
          /[\d@/\\_<>{}=]|:\S|\. \p{Lu}\p{Ll}+ \p{Ll}/u.test(text) ||
          text.split(' ').length > 6
        )
          return;
        if (!/\p{L}/u.test(text)) return;
        emit({ start, end, value: '', type: 'field', signals: ['field'] });
        return;
      }
      while (end > start && isOneOf(text.charCodeAt(end - 1), '.!,')) end--;
      // `ja adam`, `hej jo, anna`: a word or two that agree or greet
      for (let next = openers.endAt(text, start); next > start && next < end; next = openers.endAt(text, start)) {
        start = next;
        while (isOneOf(text.charCodeAt(start), ' ,.!')) start++;
      }
      const parts = reader.read(start, 'bare');
      if (parts.length === 0 || parts.length > 3) return;
      const last = parts[parts.length - 1].end;
      // `emre yildirim is my name`: two names at the head of a short answer are one
      const rest = text.slice(last, end);
      // `emre yildirim, 4/2 2009`: a phrase of its own, whatever follows
      const closed = parts.length > 1 && (parts[0].flags & FLAG.first) !== 0 && /^[,.;] /.test(rest);
      if (!closed && rest !== '' && !CODE_BEHIND.test(rest) && (parts.length < 2 || /\d/.test(rest))) return;
      if (!closed && last !== end && text.length > 40) return;
      end = last;
      if (parts.every((part) => (part.flags & (FLAG.first | FLAG.last)) === 0)) return;
      const signals = nameSignals(parts, text);
      signals.push('answer');
      emit({ start, end, value: '', type: 'answer', signals });
    };
  },
};
