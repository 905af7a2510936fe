import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { conversations } from '../conversation/registry.ts';
import { didYouMean, SordinoError } from '../errors.ts';
import { builtinRules } from '../rules/builtin.generated.ts';
import { checkLayout } from '../rules/check-layout.ts';
import { keyReader, recordReader } from '../rules/read-record.ts';
import type {
  Context,
  Conversation,
  ConversationValueOptions,
  Party,
  RecordLayout,
  RedactedValue,
  Redactor,
  RuleSource,
  Speaker,
  ValueOptions,
} from '../types.ts';
import { resultOf, wrongKey, wrongParties, wrongSpeaker } from './callbacks.ts';
import { functionOr, type GivenParty, invalid, wholeNumber } from './options.ts';
import { OwedLate } from './owed-late.ts';
import { lateInBodies, type RequestRedaction } from './request-redaction.ts';

/** Tells something of a request and its body. Written as a method, so that functions of an Express `Request`, or of a body of a known form, are taken. */
type OfBody<T> = { of(req: IncomingMessage, body: unknown): T | null | undefined }['of'];

/** Which requests belong to one conversation, and what is known of them. The functions get the body as it was sent: keep nothing of it. */
export type ConversationBodyOptions = {
  /** What tells one conversation from another: a path of the body such as 'ticket.id', or a function. None: the request stands alone. */
  readonly key: string | OfBody<string | number | bigint>;
  /** Whom the ticket names, beside those that the layout finds in the body. */
  readonly parties?: OfBody<readonly GivenParty[]>;
  /** Who speaks, where the layout does not say. */
  readonly from?: OfBody<Speaker>;
  /** Conversations open at once; the one that has been silent longest makes room. Default 10 000. */
  readonly max?: number;
  /** Milliseconds of silence after which one is forgotten. Default one hour. */
  readonly maxAge?: number;
  /** Default: those of `rules`, or the shipped ones. */
  readonly layouts?: readonly RecordLayout[];
  /** Milliseconds. Default Date.now. */
  readonly now?: () => number;
};

const NAMES: readonly (keyof ConversationBodyOptions)[] = ['key', 'parties', 'from', 'max', 'maxAge', 'layouts', 'now'];

/** Redacts a body as the next record of its conversation. */
export interface BodyConversations {
  of(req: IncomingMessage, res: ServerResponse, redaction: RequestRedaction): Pick<Redactor, 'redactValue'>;
}

/** Wrong options throw, here and not with the first request. */
export function bodyConversations(
  part: string,
  options: ConversationBodyOptions | undefined,
  redactor: Redactor,
  rules: RuleSource = builtinRules,
): BodyConversations | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null) throw invalid(part, 'conversation', 'an object with a "key"');
  for (const name of Object.keys(options))
    if (!(NAMES as readonly string[]).includes(name))
      throw new SordinoError('ERR_OPTION_UNKNOWN', `${part}: option "conversation.${name}" is not known.${didYouMean(name, NAMES)}`);
  const keyOf = readKey(part, options.key);
  const partiesOf = functionOr(part, 'conversation.parties', options.parties, () => undefined);
  const speakerOf = functionOr(part, 'conversation.from', options.from, () => undefined);
  const callback = (name: string) => ({ option: `${part}: "conversation.${name}"`, redactor });
  const layouts = options.layouts ?? rules.layouts ?? [];
  if (!Array.isArray(layouts)) throw invalid(part, 'conversation.layouts', 'a list of layouts, as loadRules gives');
  for (const [i, layout] of layouts.entries()) {
    const [wrong] = checkLayout(layout, (path) => ({ file: [`conversation.layouts[${i}]`, ...path].join('.') }));
    if (wrong !== undefined) throw wrong;
  }
  const read = recordReader(layouts);
  const open = conversations(redactor, {
    max: wholeNumber(part, 'conversation.max', options.max, 10_000),
    maxAge: wholeNumber(part, 'conversation.maxAge', options.maxAge, 3_600_000),
    now: functionOr(part, 'conversation.now', options.now, Date.now),
  });
  const owed = new WeakMap<Conversation, OwedLate>();

  function owedOf(conversation: Conversation): OwedLate {
    const known = owed.get(conversation);
    if (known !== undefined) return known;
    const fresh = new OwedLate();
    owed.set(conversation, fresh);
    return fresh;
  }

  function redactValue<T>(
    req: IncomingMessage,
    res: ServerResponse,
    redaction: RequestRedaction,
    value: T,
    context: Context,
    valueOptions: ValueOptions,
  ): RedactedValue<T> {
    const reading = read(value);
    const given = resultOf({ ...callback('key'), wanted: 'a text or a number', wrong: wrongKey, call: () => keyOf(req, value) }) ?? '';
    const key = given === '' ? undefined : String(given);
    redaction.alone = key === undefined;
    const { language, format } = context;
    const known = { ...(language !== undefined && { language }) };
    const conversation = key === undefined ? redactor.conversation(known) : open.of(key, known);
    const named = resultOf({ ...callback('parties'), wanted: 'a list of parties', wrong: wrongParties, call: () => partiesOf(req, value) });
    const parties = [...(context.parties ?? []), ...((named ?? []) as readonly Party[]), ...reading.parties];
    const from = resultOf({
      ...callback('from'),
      wanted: '"customer", "agent" or "system"',
      wrong: wrongSpeaker,
      call: () => speakerOf(req, value),
    });
    const record = redaction.name(randomUUID());
    const how: ConversationValueOptions = {
      ...valueOptions,
      record,
      reading: { ...reading, parties },
      ...(from && { from }),
      ...(format && { format }),
    };
    const { late, ...redacted } = conversation.redactValue(value, how);
    redaction.addLate(owedOf(conversation).give(lateInBodies(late, record), res));
    return redacted;
  }

  return {
    of: (req, res, redaction) => ({
      redactValue: (value, context = {}, valueOptions = {}) => redactValue(req, res, redaction, value, context, valueOptions),
    }),
  };
}

function readKey(part: string, key: ConversationBodyOptions['key']): OfBody<string | number | bigint> {
  if (typeof key === 'function') return key;
  const wanted = 'a path of the body such as "ticket.id", or a function';
  if (typeof key !== 'string' || key === '') throw invalid(part, 'conversation.key', wanted);
  try {
    const read = keyReader(key);
    return (_req, body) => read(body);
  } catch {
    throw invalid(part, 'conversation.key', wanted);
  }
}
