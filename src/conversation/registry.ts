import { SordinoError } from '../errors.ts';
import type { Conversation, ConversationOptions } from '../types.ts';

/** Bounds of a registry of conversations. */
export interface RegistryOptions {
  /** Conversations that are open at once; the one that has been silent longest makes room. Default 100 000. */
  readonly max?: number;
  /** A conversation that has been silent this long, in the unit of `now`, is forgotten. Default: never. */
  readonly maxAge?: number;
  /** The clock of the caller. Needed with `maxAge`. */
  readonly now?: () => number;
}

/** Conversations by key: many that go on at once, in a bounded space. */
export interface Conversations {
  /** The conversation of the key; a new one, with these options, when none is open. */
  of(key: string, options?: ConversationOptions): Conversation;
  /** Forgets one: the ticket is closed. */
  close(key: string): void;
  /** Open ones. */
  readonly size: number;
}

const DEFAULT_MAX = 100_000;

/** Keeps the conversations of a redactor by a key, such as the ticket's number, and forgets the oldest. */
export function conversations(
  redactor: { conversation(options?: ConversationOptions): Conversation },
  { max = DEFAULT_MAX, maxAge, now }: RegistryOptions = {},
): Conversations {
  if (!(Number.isInteger(max) && max >= 1)) throw new SordinoError('ERR_OPTION_INVALID', 'Option "max" is a whole number from 1.');
  if (maxAge !== undefined && !(maxAge > 0 && typeof now === 'function'))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "maxAge" is a positive number, and needs the clock "now".');
  // A map keeps the order in which keys were set: the first is the one that has been silent longest.
  const open = new Map<string, { conversation: Conversation; at: number }>();

  function forgetOld(time: number): void {
    for (const [key, { at }] of open) {
      if (open.size < max && (maxAge === undefined || time - at < maxAge)) return;
      open.delete(key);
    }
  }

  return {
    of(key, options) {
      const time = now?.() ?? 0;
      const entry = open.get(key);
      if (entry !== undefined && (maxAge === undefined || time - entry.at < maxAge)) {
        open.delete(key);
        open.set(key, { conversation: entry.conversation, at: time });
        return entry.conversation;
      }
      open.delete(key);
      forgetOld(time);
      const conversation = redactor.conversation(options);
      open.set(key, { conversation, at: time });
      return conversation;
    },
    close(key) {
      open.delete(key);
    },
    get size() {
      return open.size;
    },
  };
}
