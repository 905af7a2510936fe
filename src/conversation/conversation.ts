import { SordinoError } from '../errors.ts';
import type { Context, Conversation, ConversationOptions, Finding, LateFinding, MessageContext, Redacted } from '../types.ts';
import { FAILURE_MARKER } from '../types.ts';
import type { Examiner, KnownHit, Marked } from './hits.ts';
import { codeOf, type KnownCode } from './known-codes.ts';
import { Known } from './known.ts';
import { type KnownWord, learnName, readParties } from './parties.ts';
import { answerTo, questionOf } from './question.ts';
import { continuation, joinParts, MAX_PARTS, openParts } from './split-values.ts';

/** Messages whose text is kept to find in them what a later one reveals. */
export const MAX_MESSAGES = 200;
/** Units of text kept in all. */
export const MAX_KEPT = 65_536;
/** Words of names that are remembered beside those of the parties. */
const MAX_LEARNED = 100;
/** A name this sure is looked for in the whole conversation; one of several words needs less. */
const CERTAIN = 0.55;
const CERTAIN_WHOLE = 0.5;
/** Codes are written like nothing else, so that what a label alone says is enough; those that begin with letters most of all. */
const CERTAIN_CODE = 0.5;
const CERTAIN_SHAPE = 0.4;
/** Findings of these teach nothing new. */
const LEARNED_TYPES: ReadonlySet<string> = new Set(['party', 'propagated', 'part']);
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

interface Kept {
  readonly index: number;
  readonly text: string;
  readonly context: Context;
  /** Parts of the text that are hidden, in no order. */
  readonly hidden: { start: number; end: number }[];
}

/** One side of the conversation. */
interface Side {
  /** Their last messages, the newest last. */
  readonly tail: Kept[];
  /** What their last message asked. */
  question: string;
  /** Messages of others since. */
  answers: number;
  /** The category of which their last message held the first part. */
  open: string | undefined;
}

interface Taken {
  readonly findings: readonly Marked[];
  readonly text: string;
  readonly late: readonly LateFinding[];
}

/** A conversation over a redactor, which hands itself in. */
export function createConversation(examiner: Examiner, options: ConversationOptions = {}): Conversation {
  const { parties = [], language } = options;
  if (!Array.isArray(parties) || parties.some((party) => typeof party !== 'object' || party === null))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "parties" is a list of objects, such as [{ role: "requester", name: "..." }].');
  if (language !== undefined && typeof language !== 'string')
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "language" is a BCP 47 tag, such as "lv".');
  // What is compiled is many times what it is compiled from: of thousands of open conversations only those that are talking keep it.
  let compiled: Known | undefined;
  const firstLearned = parties.length;
  const learned = new Map<string, KnownWord>();
  const endings = new Set<string>();
  const codes = new Map<string, KnownCode>();
  let owners = firstLearned;
  let kept: Kept[] = [];
  let keptUnits = 0;
  let count = 0;
  const sides = new Map<string, Side>();
  let last = '';
  let seenEndings = 0;

  function names(): Known {
    compiled ??= new Known(readParties(parties, language), [...learned.values()], firstLearned, endings, codes.values());
    return compiled;
  }
  const rest = () => {
    compiled = undefined;
  };

  function sideOf(from: string): Side {
    let side = sides.get(from);
    if (side === undefined) {
      side = { tail: [], question: '', answers: 0, open: undefined };
      sides.set(from, side);
    }
    return side;
  }

  /** What the other side asked last, as long as this may still be the answer. */
  function asked(from: string): string {
    const other = from === '' || last !== from ? sides.get(last) : [...sides].find(([who]) => who !== from && who !== 'system')?.[1];
    return other === undefined || other.answers >= MAX_ANSWERS ? '' : other.question;
  }

  /** Findings that cross from earlier messages of the side into this one: what lies here, and what lies there. */
  function crossing(side: Side, text: string, context: Context): { here: KnownHit[]; there: { message: Kept; hit: KnownHit }[] } {
    const here: KnownHit[] = [];
    const there: { message: Kept; hit: KnownHit }[] = [];
    const joined = joinParts([...side.tail.map((message) => message.text), text]);
    if (joined === undefined) return { here, there };
    for (const finding of examiner.examine(joined.text, context, { known: names() }).findings) {
      if (finding.score < JOINED || !BREAKABLE.has(finding.category)) continue;
      const touched = joined.parts.filter((part) => finding.start < part.at + part.length && part.at < finding.end);
      if (touched.length >= 2) learnCard(joined.text, finding);
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
        else there.push({ message, hit });
      }
    }
    return { here, there };
  }

  /** Remembers the last four digits of cards: people say which card they mean by them. */
  function learnCard(text: string, { category, start, end }: { category: string; start: number; end: number }): boolean {
    const digits = category === 'card' ? text.slice(start, end).replace(/\D/g, '') : '';
    // Six to eleven digits may be the first ones.
    if ((digits.length < 12 && digits.length !== 4) || endings.size >= MAX_LEARNED || endings.has(digits.slice(-4))) return false;
    endings.add(digits.slice(-4));
    return true;
  }

  /** Remembers the names in findings; gives the words that are new. */
  function learn(text: string, findings: readonly Marked[]): KnownWord[] {
    const fresh: KnownWord[] = [];
    for (const { category, score, type, start, end } of findings) {
      if (category !== 'person' || score < CERTAIN_WHOLE || type === 'party' || type === 'propagated') continue;
      const words = learnName(text.slice(start, end), owners, language);
      if (score < CERTAIN && words.length < 2) continue;
      for (const word of words) {
        const key = word.forms[0].stem;
        if (learned.has(key) || learned.size >= MAX_LEARNED) continue;
        learned.set(key, word);
        fresh.push(word);
      }
      owners++;
    }
    return fresh;
  }

  /** Remembers the numbers and codes in findings; gives the ones that are new. */
  function learnCodes(text: string, findings: readonly Marked[]): KnownCode[] {
    const fresh: KnownCode[] = [];
    for (const { category, score, type, start, end } of findings) {
      if (LEARNED_TYPES.has(type)) continue;
      const code = codeOf(text.slice(start, end), category);
      if (code === undefined || score < (code.shape === '' ? CERTAIN_CODE : CERTAIN_SHAPE) || codes.has(code.plain) || codes.size >= MAX_LEARNED) continue;
      codes.set(code.plain, code);
      fresh.push(code);
    }
    return fresh;
  }

  /** Marks what a later message revealed in a kept one, as far as it is not hidden there yet. */
  function reveal(message: Kept, marked: readonly Marked[], late: LateFinding[]): void {
    for (const finding of marked) {
      if (message.hidden.some(({ start, end }) => start <= finding.start && finding.end <= end)) continue;
      const over = message.hidden.filter(({ start, end }) => start < finding.end && finding.start < end);
      let start = finding.start;
      for (const range of [...over.sort((a, b) => a.start - b.start), { start: finding.end, end: finding.end }]) {
        if (range.start > start) {
          late.push({ ...finding, start, end: range.start, message: message.index });
          message.hidden.push({ start, end: range.start });
        }
        start = Math.max(start, range.end);
      }
    }
  }

  function keep(message: Kept): void {
    kept.push(message);
    keptUnits += message.text.length;
    let drop = 0;
    while (drop < kept.length && (kept.length - drop > MAX_MESSAGES || keptUnits > MAX_KEPT)) keptUnits -= kept[drop++].text.length;
    if (drop > 0) kept = kept.slice(drop);
  }

  function take(text: string, message: MessageContext): Taken {
    examiner.wake(rest);
    const index = count++;
    const { from = '', format, field } = message;
    const context: Context = {
      ...(format && { format }),
      ...(field !== undefined && { field }),
      ...(language !== undefined && { language }),
    };
    const side = sideOf(from);
    const question = asked(from);
    const isChat = field === undefined && (format === undefined || format === 'text');

    const { here, there } = crossing(side, text, context);
    const open = isChat ? openParts(text) : [];
    const extra = [
      ...here,
      ...open,
      ...(side.open === undefined ? [] : continuation(text, side.open)),
      ...(from === 'agent' ? [] : answerTo(question, text)),
    ];

    let examined = examiner.examine(text, context, { known: names(), question, extra });
    const late: LateFinding[] = [];
    const fresh = learn(text, examined.findings);
    const freshCodes = learnCodes(text, examined.findings);
    let cards = endings.size > seenEndings;
    for (const finding of examined.findings) if (learnCard(text, finding)) cards = true;
    seenEndings = endings.size;
    if (fresh.length > 0 || freshCodes.length > 0 || cards) {
      compiled = undefined;
      examined = examiner.examine(text, context, { known: names(), question, extra });
      const revealed = new Known(readParties([]), fresh, firstLearned, cards ? endings : undefined, freshCodes);
      for (const earlier of kept) reveal(earlier, examiner.mark(earlier.text, earlier.context, { known: revealed }), late);
    }
    for (const { message: earlier, hit } of there) reveal(earlier, examiner.mark(earlier.text, earlier.context, { extra: [hit] }), late);

    const hidden = examined.findings.map(({ start, end }) => ({ start, end }));
    const self: Kept = { index, text, context, hidden };
    keep(self);
    for (const other of sides.values()) if (other !== side) other.answers++;
    side.tail.push(self);
    if (side.tail.length >= MAX_PARTS) side.tail.shift();
    side.question = questionOf(text);
    side.answers = 0;
    side.open = open[0]?.category ?? (side.open !== undefined && continuation(text, side.open).length > 0 ? side.open : undefined);
    // What the machine says in between changes nothing of who was asked.
    if (from !== 'system') last = from;
    late.sort((a, b) => a.message - b.message || a.start - b.start);
    return { findings: examined.findings, text: examined.text, late };
  }

  return {
    find(text, message = {}) {
      return take(text, message).findings.map(bare);
    },
    redact(text, message = {}): Redacted & { readonly late: readonly LateFinding[] } {
      try {
        const { findings, text: redacted, late } = take(text, message);
        return { text: redacted, findings: findings.map(bare), degraded: false, late };
      } catch {
        // Fail closed, and tell nothing of what went wrong: it may hold the text.
        return { text: FAILURE_MARKER, findings: [], degraded: true, late: [] };
      }
    },
  };
}

function bare({ replacement: _, ...finding }: Marked): Finding {
  return finding;
}
