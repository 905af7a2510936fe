/** What chat and ticket exports leave unsaid: that a string is HTML, and that a name is that of a person. */
import { looksLikeHtml } from '../text/looks-like-html.ts';
import type { Context, Redactor } from '../types.ts';
import { redactSpeaker } from './speaker.ts';

/** Fields that hold the name of a person when they stand in one who writes; elsewhere they may name anything. */
const NAME_FIELD = /^(?:name|nick_?name|user_?name|global_?name|display_?name|real_?name|actor|text)$/i;
const PERSON_PATH =
  /\.(?:author|actor|sender|user|member|recipient|mentions?(?:\[\d+\])?)\.(?:name|nick_?name|user_?name|global_?name|display_?name|real_?name)$|\.actor$/i;
/** `{"type": "mention", "attrs": {"text": "@Anna"}}` */
const MENTION_PATH = /\.attrs\.text$/;

/** The redactor, told what of such strings their place and look say. */
export function exportRedactor(redactor: Redactor): Redactor {
  const read = new ReadContext();
  return {
    ...redactor,
    redact(text, given = {}) {
      const context = given.format === undefined && looksLikeHtml(text) ? read.as('html', given) : given;
      return isPerson(text, context) ? redactSpeaker(redactor, text, context) : redactor.redact(text, context);
    },
  };
}

function isPerson(text: string, context: Context): boolean {
  // Paths cost something, so the field is asked first.
  const { field } = context;
  if (field === undefined || !NAME_FIELD.test(field)) return false;
  if (field === 'text') return text.startsWith('@') && MENTION_PATH.test(context.path ?? '');
  return PERSON_PATH.test(context.path ?? '');
}

/** A context in another format. Its path is made only when someone asks. */
class ReadContext implements Context {
  #given: Context = {};
  format: Context['format'];

  as(format: Context['format'], given: Context): this {
    this.#given = given;
    this.format = format;
    return this;
  }

  get field(): string | undefined {
    return this.#given.field;
  }

  get path(): string | undefined {
    return this.#given.path;
  }

  get parties(): Context['parties'] {
    return this.#given.parties;
  }
}
