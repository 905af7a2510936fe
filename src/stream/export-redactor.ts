/** What chat and ticket exports leave unsaid: that a string is HTML, and that a name is that of a person. */
import { looksLikeHtml } from '../text/looks-like-html.ts';
import type { Context, Redacted, Redactor } from '../types.ts';
import { CleanTexts } from './clean-texts.ts';
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
  const clean = new CleanTexts();
  return {
    ...redactor,
    redact(text, given = {}) {
      const context = given.format === undefined && looksLikeHtml(text) ? read.as('html', given) : given;
      if (isPerson(text, context)) return redactSpeaker(redactor, text, context);
      if (!isPlain(context)) return redactor.redact(text, context);
      if (clean.has(text, context.field)) return { text, findings: [], degraded: false };
      const redacted = redactor.redact(text, context);
      if (isUntouched(redacted)) clean.add(text, context.field);
      return redacted;
    },
  };
}

/** Nothing but the field tells what is found in a text. */
function isPlain({ format, language, parties, previous }: Context): boolean {
  return format === undefined && language === undefined && parties === undefined && previous === undefined;
}

function isUntouched({ findings, degraded }: Redacted): boolean {
  return findings.length === 0 && !degraded;
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
