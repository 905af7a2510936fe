/** `--conversation FIELD` and what belongs to it. */
import { isSordinoError } from '../errors.ts';
import { keyReader } from '../rules/read-record.ts';
import type { RecordConversationsOptions } from '../stream/record-conversations.ts';
import { type Arguments, type Specs, usageError } from './arguments.ts';
import { type EnginePlan, layoutsOf } from './engine.ts';
import type { Input } from './input.ts';

export const CONVERSATION_OPTIONS = {
  conversation: { type: 'string' },
  conversations: { type: 'string' },
  'conversation-age': { type: 'string' },
} as const satisfies Specs;

export const CONVERSATION_HELP = `  --conversation FIELD records of NDJSON with the same FIELD, such as ticket.id, are one conversation; auto: the field that the layout names
  --conversations N    conversations open at once (10000); the one that has been silent longest is closed
  --conversation-age N close a conversation that N records have not gone on with`;

/** What conversations are told apart by, as plain data; undefined when none are asked for. */
export async function conversationsOf(args: Arguments, engine: EnginePlan): Promise<RecordConversationsOptions | undefined> {
  const key = args.text('conversation');
  if (key === undefined) {
    const alone = ['conversations', 'conversation-age', 'late'].find((name) => args.text(name) !== undefined);
    if (alone !== undefined) throw usageError(`--${alone} belongs to --conversation FIELD.`);
    return undefined;
  }
  const max = wholeNumber(args, 'conversations');
  const maxAge = wholeNumber(args, 'conversation-age');
  try {
    // Wrong words are told before anything is read.
    if (key !== 'auto') keyReader(key);
  } catch (error) {
    throw isSordinoError(error)
      ? usageError(`--conversation: "${key}" is no path. Paths look like ticket_id, ticket.id, ["odd name"].`)
      : error;
  }
  return { key, layouts: await layoutsOf(engine), ...(max && { max }), ...(maxAge && { maxAge }) };
}

/** Only records of their own can belong together. */
export function refuseConversationOf(args: Arguments, inputs: readonly Input[]): void {
  const other = args.text('conversation') === undefined ? undefined : inputs.find(({ format }) => format !== 'ndjson');
  if (other !== undefined)
    throw usageError(
      `--conversation needs NDJSON, a record a line; ${other.name === '-' ? 'standard input' : other.name} was read as ${other.format}.`,
    );
}

function wholeNumber(args: Arguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw usageError(`--${name} is a whole number of at least 1.`);
  return Number(text);
}
