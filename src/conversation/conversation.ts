import { checkOptions, refuseSlips, SordinoError } from '../errors.ts';
import { EXAMPLE } from '../letters.ts';
import type {
  Context,
  Conversation,
  ConversationOptions,
  ConversationText,
  ConversationValueOptions,
  Finding,
  LateFinding,
  Party,
  Redacted,
  RedactedValue,
} from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import type { Examiner, KnownHit, Marked } from './hits.ts';
import { addressParts, tellAddress, type ToldAddress } from './address-parts.ts';
import { alikeOf, codeOf, numberOf, type KnownCode } from './known-codes.ts';
import { Known } from './known.ts';
import { hiddenBy, type Kept, reveal } from './late.ts';
import { type KnownWord, learnFirm, learnName, MAX_PARTIES, readParties } from './parties.ts';
import { answerTo, questionOf, readBack } from './question.ts';
import { continuation, isLead, joinParts, MAX_BUBBLE, MAX_PARTS, openParts } from './split-values.ts';
import { speaksOfSecret, toldSecrets } from './told-secrets.ts';
import { textsOfValue } from './value-texts.ts';

/** Messages whose text is kept to find in them what a later one reveals. */
export const MAX_MESSAGES = 200;
/** Units of text kept in all. */
export const MAX_KEPT = 65_536;
/** Words of names that are remembered beside those of the parties. */
const MAX_LEARNED = 100;
/** A name this sure is looked for in the whole conversation; one of several words needs less. */
const CERTAIN = 0.55;
const CERTAIN_WHOLE = 0.5;
/** From here on the words around a name vouch for it, unless it was found without any. */
const SURE = 0.75;
const BARE_TYPES: ReadonlySet<string> = new Set(['listed', 'answer']);
/** Codes are written like nothing else, so that what a label alone says is enough; those that begin with letters, and user names, most of all. */
const CERTAIN_CODE = 0.5;
const CERTAIN_SHAPE = 0.4;
/** A value this near the beginning answers the question before it. */
const ANSWER_BEGINS = 24;
/** Findings of these teach nothing new. */
const LEARNED_TYPES: ReadonlySet<string> = new Set(['party', 'propagated', 'repeated', 'part']);
/** A value that crosses from one message to the next is this sure. */
const JOINED = 0.6;
/** Messages that may pass until a question no longer labels what is said. */
const MAX_ANSWERS = 3;
/** Values that people break over messages: numbers, addresses, keys. Names and dates join what does not belong together. */
const BREAKABLE: ReadonlySet<string> = new Set([
  'card',
  'bank-account',
  'email',
  'phone',
  'national-id',
  'licence',
  'device',
  'order',
  'secret',
]);

/** What people announce in one message and say in the next, beside these. */
const TOLD: ReadonlySet<string> = new Set(['card-detail', 'username', 'birth-date', 'ip']);

/** A message as the dialogue reads it: without tags, so that offsets stay. */
interface Said {
  readonly index: number;
  readonly spoken: string;
}

const CONVERSATION_OPTIONS = ['parties', 'language'] as const satisfies readonly (keyof ConversationOptions)[];

/** One side of the conversation. */
interface Side {
  /** Their last messages, the newest last. */
  readonly tail: Said[];
  /** What their last message asked. */
  question: string;
  /** The same, or what the one before asked as long as nobody gave it. */
  wanted: string;
  /** It spoke of a secret. */
  hinted: boolean;
  /** A number was said since they asked. */
  given: boolean;
  /** Messages of others since. */
  answers: number;
  /** The category of which their last message held the first part. */
  open: string | undefined;
}

/** A text while it is being taken in. */
interface Part extends Said {
  readonly given: ConversationText;
  readonly context: Context;
  readonly extra: KnownHit[];
  question: string;
  findings: readonly Marked[];
  text: string;
  /** It could not be examined. */
  error?: { readonly cause: unknown };
}

const MESSAGE_NAMES: ReadonlySet<string> = new Set(['from', 'format', 'field']);
const PARTY_NAMES: ReadonlySet<string> = new Set(['role', 'name', 'email', 'phone', 'company', 'ids']);

/** What the texts of one call reveal to all others. */
interface News {
  readonly words: KnownWord[];
  readonly parties: Party[];
  cards: boolean;
  readonly codes: KnownCode[];
  /** Stretches of values of which the rest came later, by message. */
  readonly split: Map<number, KnownHit[]>;
}

/** A conversation over a redactor, which hands itself in. */
export function createConversation(examiner: Examiner, options: ConversationOptions = {}): Conversation {
  checkOptions(options, 'conversation', CONVERSATION_OPTIONS);
  const { language } = options;
  const { dialogue } = examiner;
  if (language !== undefined && typeof language !== 'string')
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "language" is a BCP 47 tag, such as "lv".');
  const parties = new Map<string, Party>();
  // What is compiled is many times what it is compiled from: of thousands of open conversations only those that are talking keep it.
  let compiled: Known | undefined;
  const learned = new Map<string, KnownWord>();
  const endings = new Set<string>();
  const codes = new Map<string, KnownCode>();
  const toldAddress: ToldAddress = { at: Number.NEGATIVE_INFINITY, sizes: new Set() };
  let owners = MAX_PARTIES;
  let kept: Kept[] = [];
  let keptUnits = 0;
  let count = 0;
  const sides = new Map<string, Side>();
  let last = '';
  know(options.parties ?? []);

  /** Gives the parties that are new. */
  function know(named: readonly Party[]): Party[] {
    if (!Array.isArray(named) || named.some((party) => typeof party !== 'object' || party === null))
      throw new SordinoError('ERR_OPTION_INVALID', 'Option "parties" is a list of objects, such as [{ role: "requester", name: "..." }].');
    const fresh: Party[] = [];
    for (const party of named as readonly Party[]) {
      refuseSlips(party, 'party', PARTY_NAMES);
      const key = JSON.stringify(party);
      if (parties.size >= MAX_PARTIES || parties.has(key)) continue;
      parties.set(key, party);
      fresh.push(party);
    }
    if (fresh.length > 0) compiled = undefined;
    return fresh;
  }

  function names(): Known {
    compiled ??= new Known(
      readParties([...parties.values()], dialogue, language),
      [...learned.values()],
      MAX_PARTIES,
      endings,
      codes.values(),
    );
    return compiled;
  }
  const rest = () => {
    compiled = undefined;
  };

  function sideOf(from: string): Side {
    let side = sides.get(from);
    if (side === undefined) {
      side = { tail: [], question: '', wanted: '', hinted: false, given: false, answers: 0, open: undefined };
      sides.set(from, side);
    }
    return side;
  }

  /** The other side, as long as this may still be the answer to what it asked. */
  function asker(from: string): Side | undefined {
    const other = from === '' || last !== from ? sides.get(last) : [...sides].find(([who]) => who !== from && who !== 'system')?.[1];
    return other === undefined || other.answers >= MAX_ANSWERS ? undefined : other;
  }

  /** Findings that cross from earlier messages of the side into this one: what lies here is given, what lies there is news. */
  function crossing(side: Side, { spoken, context }: Part, news: News): KnownHit[] {
    const here: KnownHit[] = [];
    const joined = joinParts([...side.tail.map((message) => message.spoken), spoken]);
    if (joined === undefined) return here;
    for (const finding of examiner.examine(joined.text, context, { known: names() }).findings) {
      if (finding.score < JOINED || !BREAKABLE.has(finding.category)) continue;
      const touched = joined.parts.filter((part) => finding.start < part.at + part.length && part.at < finding.end);
      if (touched.length >= 2 && learnCard(joined.text, finding)) news.cards = true;
      if (touched.length < 2 || touched.at(-1) !== joined.parts.at(-1)) continue;
      for (const part of touched) {
        const hit: KnownHit = {
          start: part.from + Math.max(0, finding.start - part.at),
          end: part.from + Math.min(part.length, finding.end - part.at),
          category: finding.category,
          type: 'split',
          score: finding.score,
        };
        const message = side.tail[part.index];
        if (message === undefined) here.push(hit);
        else news.split.set(message.index, [...(news.split.get(message.index) ?? []), hit]);
      }
    }
    return here;
  }

  /** What this message is when its speaker's last one was its label. */
  function labelled(label: string, { spoken, context }: Part): KnownHit[] {
    const lead = `${label.trim()} `;
    const { findings } = examiner.examine(lead + spoken, context, { known: names() });
    return findings.flatMap(({ start, end, category, score }) =>
      start === lead.length && (BREAKABLE.has(category) || TOLD.has(category))
        ? [{ start: 0, end: end - lead.length, category, type: 'answer', score }]
        : [],
    );
  }

  /** Remembers the last four digits of cards: people say which card they mean by them. */
  function learnCard(text: string, { category, start, end }: { category: string; start: number; end: number }): boolean {
    const digits = category === 'card' ? text.slice(start, end).replace(/\D/g, '') : '';
    // Six to eleven digits may be the first ones; the second of two groups is what people say of it.
    if ((digits.length < 12 && digits.length !== 4 && digits.length !== 8) || endings.size >= MAX_LEARNED || endings.has(digits.slice(-4)))
      return false;
    endings.add(digits.slice(-4));
    return true;
  }

  /** Remembers a number or code, which is looked for from then on. */
  function learnCode(text: string, { category, score, type, start, end }: KnownHit, answers: boolean, news: News): void {
    if (codes.size >= MAX_LEARNED || LEARNED_TYPES.has(type)) return;
    const value = text.slice(start, end);
    const said = codeOf(value, category, type);
    // What is read out is written down by whoever listens.
    const isSpoken = category !== 'username' && ((said?.pattern !== undefined && !/\d/.test(value)) || / \p{L}{2}/u.test(value));
    const written = isSpoken ? codeOf(examiner.written(value), category, type) : undefined;
    for (const code of [said, written, numberOf(value, category), alikeOf(value, category)]) {
      const isTold = answers || category === 'username' || code?.shape !== '' || code.pattern !== undefined;
      if (code === undefined || codes.has(code.plain) || score < (isTold ? CERTAIN_SHAPE : CERTAIN_CODE)) continue;
      codes.set(code.plain, code);
      news.codes.push(code);
    }
  }

  /** Remembers a firm that the customer named: that of whoever answers is the service itself. */
  function learnCompany(text: string, { category, score, type, start, end }: Marked, news: News): void {
    if ((category !== 'company' && category !== 'email') || score < CERTAIN_WHOLE || LEARNED_TYPES.has(type)) return;
    const value = text.slice(start, end);
    // Whose address names nobody of the conversation may be anybody.
    if (category === 'email' && names().in(value.slice(0, value.lastIndexOf('@'))).length === 0) return;
    const firm = learnFirm(value, owners, dialogue);
    if (firm === undefined) return;
    remember(`${firm.forms[0].stem} ${firm.rest.join(' ')}`, firm, news);
    owners++;
  }

  function remember(key: string, word: KnownWord, news: News): void {
    if (learned.has(key) || learned.size >= MAX_LEARNED) return;
    learned.set(key, word);
    news.words.push(word);
  }

  /** Remembers names, firms, cards and codes in what was found. */
  function learn({ given: { text, from }, findings, question, index }: Part, news: News): void {
    for (const finding of findings) {
      if (learnCard(text, finding)) news.cards = true;
      if (from === 'customer') learnCompany(text, finding, news);
      learnCode(text, finding, question !== '' && finding.start < ANSWER_BEGINS, news);
      const { category, score, type, start, end } = finding;
      if (category === 'address') tellAddress(toldAddress, text.slice(start, end), index);
      if (category !== 'person' || score < CERTAIN_WHOLE || type === 'party' || type === 'propagated') continue;
      const words = learnName(text.slice(start, end), owners, dialogue, language, score >= SURE && !BARE_TYPES.has(type));
      if (score < CERTAIN && words.length < 2) continue;
      for (const word of words) remember(word.forms[0].stem, word, news);
      owners++;
    }
  }

  function keep(message: Kept): void {
    kept.push(message);
    keptUnits += message.text.length;
    let drop = 0;
    while (drop < kept.length && (kept.length - drop > MAX_MESSAGES || keptUnits > MAX_KEPT)) keptUnits -= kept[drop++].text.length;
    if (drop > 0) kept = kept.slice(drop);
  }

  function begin(given: ConversationText, index: number): Part {
    const { text, field, html = given.place !== undefined && examiner.looksLikeHtml(given.text), turn } = given;
    const format = given.format ?? (html ? 'html' : undefined);
    const context: Context = {
      ...(format && { format }),
      ...(field !== undefined && { field }),
      ...(language !== undefined && { language }),
    };
    return {
      given,
      index,
      context,
      spoken: turn !== undefined && html ? withoutTags(text) : text,
      extra: [],
      question: '',
      findings: [],
      text: '',
    };
  }

  function examine(part: Part): void {
    const { given, context, question, extra } = part;
    try {
      ({ findings: part.findings, text: part.text } = examiner.examine(given.text, context, { known: names(), question, extra }));
    } catch (cause) {
      part.error = { cause };
      part.findings = [];
    }
  }

  /** One message, in all the ways in which the record holds it. */
  function listen(turn: readonly Part[], news: News): void {
    const [main] = turn;
    const { from = '' } = main.given;
    const side = sideOf(from);
    const other = asker(from);
    const question = other?.question ?? '';
    let opened: string | undefined;
    for (const part of turn) {
      const { spoken, given } = part;
      // What stands in a field of the caller's is no chat; what a record says is a message is one.
      const isChat = (given.place !== undefined || given.field === undefined) && (given.format === undefined || given.format === 'text');
      const open = isChat ? openParts(spoken) : [];
      if (part === main) opened = open[0]?.category;
      part.question = other?.wanted ?? '';
      part.extra.push(...crossing(side, part, news), ...open);
      if (side.open !== undefined) part.extra.push(...continuation(spoken, side.open));
      const before = last === from ? (side.tail.at(-1)?.spoken ?? '') : '';
      if (isChat && spoken.length <= MAX_BUBBLE && isLead(before)) part.extra.push(...labelled(before, part));
      const told = from === 'agent' ? readBack(side.question, spoken, dialogue) : answerTo(question, spoken, dialogue);
      if (told.length === 0 && other?.hinted && from !== 'agent') part.extra.push(...toldSecrets(spoken, dialogue));
      // What answers a question for an address may have more of it behind it.
      for (const { category, start, end } of told)
        if (category === 'address') tellAddress(toldAddress, spoken.slice(start, end), part.index);
      if (isChat) part.extra.push(...addressParts(spoken, part.index, toldAddress, dialogue));
      part.extra.push(...told);
      examine(part);
      learn(part, news);
      // Of a code that is spelled, the names that tell its letters are findings of their own.
      for (const hit of told) if (spoken.slice(hit.start, hit.end).search(EXAMPLE) >= 0) learnCode(spoken, hit, true, news);
    }
    const number = /\d{3}/.test(main.spoken);
    for (const one of sides.values())
      if (one !== side) {
        one.answers++;
        one.given ||= number;
      }
    // Of a letter nothing goes on in the next message, and it need not be kept for that.
    side.tail.push({ index: main.index, spoken: main.spoken.length > MAX_BUBBLE ? '' : main.spoken });
    if (side.tail.length >= MAX_PARTS) side.tail.shift();
    const asks = own(questionOf(main.spoken, dialogue));
    // "It is on the back of the card" asks again for what was asked before.
    side.wanted = asks !== '' || side.given || side.question === '' ? asks : side.question;
    side.given = false;
    side.hinted = speaksOfSecret(main.spoken, dialogue);
    side.question = asks;
    side.answers = 0;
    side.open = opened ?? (side.open !== undefined && continuation(main.spoken, side.open).length > 0 ? side.open : undefined);
    // What the machine says in between changes nothing of who was asked.
    if (from !== 'system') last = from;
  }

  function take(
    given: readonly ConversationText[],
    named: readonly Party[] = [],
  ): { parts: readonly Part[]; late: readonly LateFinding[] } {
    examiner.wake(rest);
    const call = count;
    count += given.length;
    const parts = given.map((one, i) => begin(one, call + i));
    const news: News = { words: [], parties: know(named), cards: false, codes: [], split: new Map() };
    for (const turn of turnsOf(parts)) listen(turn, news);
    for (const part of parts)
      if (part.given.turn === undefined) {
        examine(part);
        learn(part, news);
      }

    const late: LateFinding[] = [];
    const hasNames = news.words.length > 0 || news.codes.length > 0 || news.cards;
    if (hasNames) compiled = undefined;
    if (hasNames || news.parties.length > 0 || news.split.size > 0) {
      const revealed = new Known(
        readParties(news.parties, dialogue, language),
        news.words,
        MAX_PARTIES,
        news.cards ? endings : undefined,
        news.codes,
      );
      for (const part of parts) {
        const extra = news.split.get(part.index) ?? [];
        part.extra.push(...extra);
        if (
          part.error === undefined &&
          (extra.length > 0 || (hasNames && !isHidden(part, examiner.mark(part.given.text, part.context, { known: revealed }))))
        )
          examine(part);
      }
      for (const earlier of kept) {
        if (!revealed.isEmpty) reveal(earlier, examiner.mark(earlier.text, earlier.context, { known: revealed }), call, late);
        const extra = news.split.get(earlier.index);
        if (extra !== undefined) reveal(earlier, examiner.mark(earlier.text, earlier.context, { extra }), call, late);
      }
    }
    for (const { index, given, context, findings } of parts)
      if (given.turn !== undefined || (given.place !== undefined && SENTENCE.test(given.text)))
        keep({ index, text: given.text, context, place: given.place, hidden: findings.map((finding) => hiddenBy(finding, 0)) });
    late.sort((a, b) => a.message - b.message || a.start - b.start);
    return { parts, late };
  }

  function redactTexts(texts: readonly ConversationText[], named?: readonly Party[]) {
    try {
      const { parts, late } = take(texts, named);
      return { texts: parts.map(redactedOf), late };
    } catch (error) {
      if (error instanceof SordinoError) throw error;
      // Fail closed, and tell nothing of what went wrong: it may hold the text.
      return { texts: texts.map(() => FAILED), late: [] };
    }
  }

  return {
    find(text, message = {}) {
      refuseSlips(message, 'message', MESSAGE_NAMES);
      const { parts } = take([{ ...message, text, turn: 0 }]);
      const [{ error, findings }] = parts;
      if (error !== undefined) throw error.cause;
      return findings.map(bare);
    },
    redact(text, message = {}) {
      refuseSlips(message, 'message', MESSAGE_NAMES);
      const { texts, late } = redactTexts([{ ...message, text, turn: 0 }]);
      return { ...texts[0], late };
    },
    redactTexts,
    redactValue<T>(value: T, valueOptions: ConversationValueOptions = {}): RedactedValue<T> & { readonly late: readonly LateFinding[] } {
      const { texts, restore } = textsOfValue(examiner, value, valueOptions);
      const redacted = redactTexts(texts, valueOptions.reading?.parties);
      return { ...restore(redacted.texts), late: redacted.late };
    },
    get kept() {
      return keptUnits;
    },
  };
}

/** Three words: what people write, in contrast to what a system notes. */
const SENTENCE = /\p{L}\s+\S+\s+\S/u;
const FAILED: Redacted = { text: FAILURE_MARKER, findings: [], degraded: true };

function bare({ replacement: _, ...finding }: Marked): Finding {
  return finding;
}

function redactedOf({ error, text, findings }: Part): Redacted {
  return error === undefined ? { text, findings: findings.map(bare), degraded: false } : FAILED;
}

/** Messages in their order, each with all texts that hold it. */
function turnsOf(parts: readonly Part[]): Iterable<readonly Part[]> {
  const turns = new Map<number, Part[]>();
  for (const part of parts) {
    const { turn } = part.given;
    if (turn === undefined) continue;
    const same = turns.get(turn);
    if (same === undefined) turns.set(turn, [part]);
    else same.push(part);
  }
  return [...turns].sort(([a], [b]) => a - b).map(([, turn]) => turn);
}

/** Whether all that is marked is found already; both ascend. */
function isHidden({ findings }: Part, marked: readonly Marked[]): boolean {
  let next = 0;
  return marked.every((mark) => {
    while (next < findings.length && findings[next].end < mark.end) next++;
    return next < findings.length && findings[next].start <= mark.start;
  });
}

/** The same units, tags blank. */
function withoutTags(text: string): string {
  return text.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
}

/** The text by itself: a piece of a long one would keep all of it in memory. */
function own(text: string): string {
  return ` ${text}`.slice(1);
}
