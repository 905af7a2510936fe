import type { CategoryId, Context, DialogueWords, Finding, Redacted, RedactedValue, ValueOptions } from '../types.ts';

/** Something that the dialogue, not the text itself, says is personal. Offsets of the text it was looked for in. */
export interface KnownHit {
  readonly start: number;
  readonly end: number;
  readonly category: CategoryId;
  /** How it is known: 'party', 'propagated', 'repeated' where a rule may know better, 'answer', 'token' for an answer of one word, 'split', 'part'. */
  readonly type: string;
  readonly score: number;
}

/** Finds what the dialogue knows in a view's text. */
export interface Finder {
  in(text: string): readonly KnownHit[];
}

/** What the dialogue adds to the examination of one text. */
export interface Aid {
  readonly known?: Finder | undefined;
  /** What the message before asked: its words are labels of a short answer. */
  readonly question?: string;
  /** With offsets of the source text. */
  readonly extra?: readonly KnownHit[];
}

/** A finding and what stands in its place; null: it stays. */
export interface Marked extends Finding {
  readonly replacement: string | null;
}

/** What a conversation needs of the redactor, which hands it in. */
export interface Examiner {
  readonly dialogue: DialogueWords;
  /** Everything in a text, and the text without it. */
  examine(text: string, context: Context, aid: Aid): { readonly findings: readonly Marked[]; readonly text: string };
  /** Records do not say which of their texts are HTML. */
  looksLikeHtml(text: string): boolean;
  /** A number that is read out, as somebody would write it. */
  written(said: string): string;
  /** Says that a conversation is talking; its `rest` is called once many others have talked since. */
  wake(rest: () => void): void;
  /** Only what the aid names. */
  mark(text: string, context: Context, aid: Aid): readonly Marked[];
  /** Goes through the texts of a JSON value. */
  walk<T>(
    value: T,
    redactText: (text: string, context: Context, place: { readonly in: 'value' | 'key'; readonly path: string }) => Redacted,
    context?: Context,
    options?: ValueOptions,
  ): RedactedValue<T>;
}
