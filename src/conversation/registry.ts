import { SordinoError } from '../errors.ts';
import type { Conversation, ConversationOptions } from '../types.ts';

/** Bounds of a registry of conversations. */
export interface RegistryOptions {
  /** Conversations that are open at once; the one that has been silent longest makes room. Default 100 000. */
  readonly max?: number;
  /** Units of text that all of them keep to look back into; the one that has been silent longest makes room. Default 32 Mi. */
  readonly maxKept?: number;
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
const DEFAULT_MAX_KEPT = 32 * 1024 * 1024;

interface Open {
  readonly conversation: Conversation;
  at: number;
  /** Units that it kept when it was last looked at. */
  kept: number;
}

/** Keeps the conversations of a redactor by a key, such as the ticket's number, and forgets the oldest. */
export function conversations(
  redactor: { conversation(options?: ConversationOptions): Conversation },
  { max = DEFAULT_MAX, maxKept = DEFAULT_MAX_KEPT, maxAge, now }: RegistryOptions = {},
): Conversations {
  if (!(Number.isInteger(max) && max >= 1)) throw new SordinoError('ERR_OPTION_INVALID', 'Option "max" is a whole number from 1.');
  if (!(maxKept >= 0)) throw new SordinoError('ERR_OPTION_INVALID', 'Option "maxKept" is a number from 0.');
  if (maxAge !== undefined && !(maxAge > 0 && typeof now === 'function'))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "maxAge" is a positive number, and needs the clock "now".');
  // A map keeps the order in which keys were set: the first is the one that has been silent longest.
  const open = new Map<string, Open>();
  /** What all of them keep, as far as it has been looked at: the one that spoke last may have grown since. */
  let kept = 0;
  let speaking: string | undefined;

  function forget(key: string): void {
    kept -= open.get(key)?.kept ?? 0;
    open.delete(key);
  }

  function measure(): void {
    const entry = speaking === undefined ? undefined : open.get(speaking);
    if (entry === undefined) return;
    kept += entry.conversation.kept - entry.kept;
    entry.kept = entry.conversation.kept;
  }

  /** Makes room for one more. */
  function forgetOld(time: number): void {
    for (const [key, { at }] of open) {
      if (open.size < max && kept <= maxKept && (maxAge === undefined || time - at < maxAge)) return;
      forget(key);
    }
  }

  return {
    of(key, options) {
      const time = now?.() ?? 0;
      measure();
      speaking = key;
      const entry = open.get(key);
      if (entry !== undefined && (maxAge === undefined || time - entry.at < maxAge)) {
        open.delete(key);
        open.set(key, entry);
        entry.at = time;
        return entry.conversation;
      }
      forget(key);
      forgetOld(time);
      const conversation = redactor.conversation(options);
      open.set(key, { conversation, at: time, kept: 0 });
      return conversation;
    },
    close: forget,
    get size() {
      return open.size;
    },
  };
}
