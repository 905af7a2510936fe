/** The conversations that the records of a stream belong to. */
import { keyReader, type RecordReader, recordReader } from '../rules/read-record.ts';
import { type Conversations, conversations } from '../conversation/registry.ts';
import type { Conversation, ConversationText, LateFinding, Redacted, Redactor, RecordLayout } from '../types.ts';

export interface RecordConversationsOptions {
  /** Path of what tells one conversation from another, such as `ticket.id`; 'auto': where the layouts say it is. */
  readonly key: string;
  readonly layouts: readonly RecordLayout[];
  /** Open at once. Default 10 000. */
  readonly max?: number;
  /** Records after which one that came up in none of them is closed. Default: never. */
  readonly maxAge?: number;
}

const DEFAULT_MAX = 10_000;

export class RecordConversations {
  readonly #redactor: Redactor;
  readonly #read: RecordReader;
  readonly #key: ((record: unknown) => string | undefined) | undefined;
  readonly #open: Conversations;
  #count = 0;

  /** Throws when the key is no path. */
  constructor(redactor: Redactor, { key, layouts, max = DEFAULT_MAX, maxAge }: RecordConversationsOptions) {
    this.#redactor = redactor;
    this.#read = recordReader(layouts);
    this.#key = key === 'auto' ? undefined : keyReader(key);
    this.#open = conversations(redactor, { max, ...(maxAge !== undefined && { maxAge, now: () => this.#count }) });
  }

  /** Redacts the texts of a record together. `texts` say where they stand; a record without a key is a conversation of its own, as `keyless` hears. */
  redact(
    record: unknown,
    texts: readonly ConversationText[],
    { late, keyless }: { readonly late: (finding: LateFinding) => void; readonly keyless: () => void },
  ): readonly Redacted[] {
    this.#count++;
    const reading = this.#read(record);
    const key = this.#key === undefined ? reading.key : this.#key(record);
    if (key === undefined) keyless();
    const conversation: Conversation = key === undefined ? this.#redactor.conversation() : this.#open.of(key);
    const said = texts.map((text) => {
      const message = text.place === undefined ? undefined : reading.messages.get(text.place.path);
      return message === undefined ? text : { ...text, ...message };
    });
    const redacted = conversation.redactTexts(said, reading.parties);
    // What the policy lets stand is right as it was given out.
    for (const finding of redacted.late) if (finding.replacement !== null) late(finding);
    return redacted.texts;
  }
}
