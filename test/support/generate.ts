/** A made-up message of bench/generate.mjs. */
export interface GeneratedMessage {
  readonly text: string;
  readonly kind: 'chat' | 'log';
  readonly lang: string;
  /** Categories that really stand in it. */
  readonly holds: readonly string[];
  /** None of them is personal by itself: at most order numbers and times of contact. */
  readonly clean: boolean;
}

interface Generator {
  chatMessages(options?: { units?: number; seed?: number; share?: number; length?: number }): GeneratedMessage[];
  logMessages(options?: { units?: number; seed?: number; share?: number }): GeneratedMessage[];
}

// The generator is plain JavaScript outside the compiled tree, because the benchmark runs without a build of the tests. Seen from build/test/support/.
const generator = (await import(new URL('../../../bench/generate.mjs', import.meta.url).href)) as Generator;

/** Chat in five languages; the same seed gives the same messages. */
export const chatMessages = generator.chatMessages;

/** Pasted logs; the same seed gives the same messages. */
export const logMessages = generator.logMessages;
