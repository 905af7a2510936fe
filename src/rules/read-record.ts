import { SordinoError } from '../errors.ts';
import type { ConversationText, MessageLayout, Party, PartyLayout, RecordLayout, RecordReading, Speaker, SpeakerLayout } from '../types.ts';
import { parseRecordPath, type RecordPath, type RecordValue, valuesAt } from './record-path.ts';

/** Longest text that is read as a key, an id or the name of somebody. */
const MAX_TEXT = 1000;
/** Messages of one record whose speaker and order are read; what comes behind them is examined as fields are. */
const MAX_MESSAGES = 5000;
/** Parties of one record; a conversation holds no more. */
const MAX_PARTIES = 50;

/** Reads the key, the parties and the messages of a record. */
export type RecordReader = (record: unknown) => RecordReading;

type Read = (from: RecordValue) => string | undefined;

/** A reader for these layouts: all are read at once, as no two mean different things by one path. */
export function recordReader(layouts: readonly RecordLayout[]): RecordReader {
  const compiled = layouts.map(compileLayout);
  return (record) => {
    const root: RecordValue = { path: '$', value: record };
    let key: string | undefined;
    const parties = new Map<string, Party>();
    const messages = new Map<string, Pick<ConversationText, 'turn' | 'from' | 'html'>>();
    for (const layout of compiled)
      for (const within of layout.within)
        for (const at of valuesAt(root, within)) {
          if (typeof at.value !== 'object' || at.value === null) continue;
          const before = parties.size + messages.size;
          for (const read of layout.parties)
            for (const party of read(at)) if (parties.size < MAX_PARTIES) parties.set(JSON.stringify(party), party);
          for (const read of layout.messages) read(at, messages);
          if (parties.size + messages.size > before) key ??= layout.key(at);
        }
    return { key, parties: [...parties.values()], messages };
  };
}

/** What stands at one path of records, as a text. Throws when the path is none. */
export function keyReader(path: string): (record: unknown) => string | undefined {
  const read = firstOf([path]);
  return (record) => read({ path: '$', value: record });
}

function compileLayout({ within = [''], key = [], parties = [], messages = [] }: RecordLayout) {
  return {
    within: within.map(pathOf),
    key: firstOf(key),
    parties: parties.map(partyReader),
    messages: messages.map(messageReader),
  };
}

function pathOf(path: string): RecordPath {
  const parsed = typeof path === 'string' ? parseRecordPath(path) : undefined;
  if (parsed === undefined)
    throw new SordinoError('ERR_OPTION_INVALID', `"${path}" is no path. Paths look like ticket.id, comments[].body, ["odd name"].`);
  return parsed;
}

/** What stands for a value that was there names nobody. */
const PLACEHOLDER = /\[[A-Z][A-Z_]*\]/;

/** A text, a number or a word of JSON; numbers and `true` as they are written. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  return text === '' || text.length > MAX_TEXT || PLACEHOLDER.test(text) ? undefined : text;
}

function* textsAt(from: RecordValue, paths: readonly RecordPath[]): Generator<string> {
  for (const path of paths)
    for (const { value } of valuesAt(from, path)) {
      const text = textOf(value);
      if (text !== undefined) yield text;
    }
}

/** The first path that leads to a text. */
function firstOf(paths: readonly string[]): Read {
  const parsed = paths.map(pathOf);
  return (from) => textsAt(from, parsed).next().value ?? undefined;
}

/** The same, where `first + last` joins two. */
function nameOf(paths: readonly string[]): Read {
  const joined = paths.map((path) => path.split(' + ').map((part) => firstOf([part])));
  return (from) => {
    for (const parts of joined) {
      const name = parts.flatMap((part) => part(from) ?? []).join(' ');
      if (name !== '') return name;
    }
    return undefined;
  };
}

function partyReader({ at, role, name = [], email = [], phone = [], company = [], ids = [] }: PartyLayout): (root: RecordValue) => Party[] {
  const path = pathOf(at);
  const read = { name: nameOf(name), company: nameOf(company) };
  const lists = { email: email.map(pathOf), phone: phone.map(pathOf), ids: ids.map(pathOf) };
  return (root) =>
    valuesAt(root, path).flatMap((someone) => {
      const emails = [...textsAt(someone, lists.email)];
      const phones = [...textsAt(someone, lists.phone)];
      const found: Party = {
        role,
        ...defined('name', read.name(someone)),
        ...defined('company', read.company(someone)),
        ...defined('email', emails[0]),
        ...defined('phone', phones[0]),
        ids: [...textsAt(someone, lists.ids)],
      };
      // Each has one address and one number; who has more is named again.
      const others = [...emails.slice(1).map((more) => ({ role, email: more })), ...phones.slice(1).map((more) => ({ role, phone: more }))];
      return [...(Object.keys(found).length > 2 || found.ids?.length ? [found] : []), ...others];
    });
}

function defined(name: keyof Party, text: string | undefined): Partial<Party> {
  return text === undefined ? {} : { [name]: text };
}

function messageReader({ at, text, html = [], from }: MessageLayout) {
  const path = pathOf(at);
  const texts = text.map((field) => ({ path: pathOf(field), html: html.includes(field) }));
  const speakerOf = speakerReader(from);
  return (root: RecordValue, messages: Map<string, Pick<ConversationText, 'turn' | 'from' | 'html'>>): void => {
    for (const message of valuesAt(root, path)) {
      const turn = messages.size;
      if (turn >= MAX_MESSAGES) return;
      const speaker = speakerOf(message, root);
      for (const field of texts)
        for (const place of valuesAt(message, field.path))
          if (typeof place.value === 'string' && place.value !== '' && !messages.has(place.path))
            messages.set(place.path, { turn, ...(speaker && { from: speaker }), ...(field.html && { html: true }) });
    }
  };
}

const SPEAKERS = ['customer', 'agent', 'system'] as const;

function speakerReader(from: Speaker | SpeakerLayout | undefined): (message: RecordValue, root: RecordValue) => Speaker | undefined {
  if (from === undefined || typeof from === 'string') return () => from;
  const paths = from.path.map(pathOf);
  const requester = from.requester?.map(pathOf) ?? [];
  return (message, root) => {
    const ids = [...textsAt(root, requester)];
    for (const said of textsAt(message, paths)) {
      const speaker = SPEAKERS.find((who) => from[who]?.some((word) => word.toLowerCase() === said.toLowerCase()));
      if (speaker !== undefined) return speaker;
      if (ids.length > 0) return ids.includes(said) ? 'customer' : 'agent';
    }
    return undefined;
  };
}
