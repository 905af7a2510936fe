/**
 * Support conversations with gold labels, and how well a redactor reads them. A line of `test/dialogues/<language>.jsonl` is one conversation; its
 * gold stands in the text as `[[category|value]]`, and `[[ignore|value]]` is text where either answer is fine. Nothing here reports a value.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CountryCode, Finding, Party, Redactor, TextFormat } from '../../src/types.ts';
import { CATEGORY_IDS } from '../../src/types.ts';
import { filesIn, readText, root } from './repository.ts';

const SPEAKERS = ['customer', 'agent', 'system'] as const;
const CHANNELS = ['chat', 'email', 'ticket', 'call'] as const;

export interface Turn {
  readonly from: (typeof SPEAKERS)[number];
  /** With its gold in it. */
  readonly text: string;
}

export interface Dialogue {
  readonly id: string;
  readonly lang: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly parties: readonly Party[];
  readonly turns: readonly Turn[];
}

export interface GoldSpan {
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

export interface Gold {
  readonly text: string;
  readonly spans: readonly GoldSpan[];
}

/** Where a redactor was wrong; says which turn, never what stands there. */
export interface Slip {
  readonly kind: 'missed' | 'alarm';
  readonly category: string;
  readonly id: string;
  readonly turn: number;
}

export interface Score {
  gold: number;
  /** Gold with 80 % of its characters in findings of any category. */
  hidden: number;
  /** Gold with half of its characters in findings of its own category. */
  right: number;
  findings: number;
  /** Findings that touch neither gold nor text where either answer is fine. */
  alarms: number;
  /** Turns with nothing marked. */
  clean: number;
  /** Of these, turns without a finding. */
  kept: number;
  readonly slips: Slip[];
}

/** Finds in the turns of one conversation, called in their order. */
export type Reader = (text: string, turn: Turn, format: TextFormat) => readonly Finding[];

/** The part of `redactor.conversation()` that is measured. */
interface Conversing {
  conversation(options: { parties: readonly Party[]; language: string }): {
    find(text: string, message: { from: Turn['from']; format: TextFormat }): readonly Finding[];
  };
}

const MARK = /\[\[([a-z-]+)\|([\s\S]*?)\]\]/g;
const KNOWN: ReadonlySet<string> = new Set([...CATEGORY_IDS, 'ignore']);

const OWN_REGIONS: Readonly<Record<string, readonly CountryCode[]>> = {
  de: ['DE', 'AT', 'CH'],
  en: ['GB', 'US', 'IE'],
  lv: ['LV'],
  nl: ['NL', 'BE'],
  sv: ['SE'],
};

/** Countries whose national formats a redactor knows when it reads the conversations of a language. */
export function regionsOf(language: string): CountryCode[] {
  const own = OWN_REGIONS[language];
  if (own === undefined) throw new Error(`no regions for the language ${language}`);
  return [...new Set([...own, 'SE', 'NL', 'LV', 'DE', 'GB', 'US'])];
}

/** A text without its marks, and where they were. */
export function goldOf(marked: string): Gold {
  let text = '';
  let at = 0;
  const spans: GoldSpan[] = [];
  for (const mark of marked.matchAll(MARK)) {
    const [whole, category, value] = mark;
    text += marked.slice(at, mark.index);
    spans.push({ category, start: text.length, end: text.length + value.length });
    text += value;
    at = mark.index + whole.length;
  }
  return { text: text + marked.slice(at), spans };
}

/** Languages that have a file, ascending. */
export function dialogueLanguages(): string[] {
  if (!existsSync(join(root, 'test/dialogues'))) return [];
  return filesIn('test/dialogues').flatMap((path) => /\/([a-z]{2})\.jsonl$/.exec(path)?.[1] ?? []);
}

/** Conversations of one language, checked. A message names the file and line, as a value may stand in them. */
export function readDialogues(language: string): Dialogue[] {
  const path = `test/dialogues/${language}.jsonl`;
  const lines = readText(path).split('\n');
  return lines.flatMap((line, index) => (line === '' ? [] : [dialogueOf(line, language, `${path}:${index + 1}`)]));
}

function dialogueOf(line: string, language: string, place: string): Dialogue {
  const dialogue = parsed(line, place);
  const fail = (what: string): never => {
    throw new Error(`${place} ${what}`);
  };
  if (typeof dialogue.id !== 'string' || dialogue.lang !== language) fail('needs an id and the language of its file');
  if (!CHANNELS.includes(dialogue.channel)) fail('has no known channel');
  if (!Array.isArray(dialogue.parties) || !Array.isArray(dialogue.turns)) fail('needs parties and turns');
  for (const [turn, { from, text }] of dialogue.turns.entries()) {
    if (!SPEAKERS.includes(from) || typeof text !== 'string' || text === '') fail(`turn ${turn} needs a speaker and a text`);
    const gold = goldOf(text);
    if (/\[\[[a-z-]*\||\]\]/.test(gold.text)) fail(`turn ${turn} has a mark that is not closed, or not opened`);
    if (gold.spans.some(({ category }) => !KNOWN.has(category))) fail(`turn ${turn} marks an unknown category`);
    if (gold.spans.some(({ start, end }) => gold.text.slice(start, end).trim().length !== end - start)) fail(`turn ${turn} marks blanks`);
  }
  return dialogue;
}

function parsed(line: string, place: string): Dialogue {
  try {
    return JSON.parse(line) as Dialogue;
  } catch {
    throw new Error(`${place} is no JSON`); // the parser's own message quotes the line
  }
}

/** Reads each turn with what is known of the conversation. */
export function withParties(redactor: Redactor): (dialogue: Dialogue) => Reader {
  return ({ parties, lang }) => {
    const conversation = (redactor as Redactor & Conversing).conversation({ parties, language: lang });
    return (text, { from }, format) => conversation.find(text, { from, format });
  };
}

/** Reads each turn by itself. */
export function withoutParties(redactor: Redactor): (dialogue: Dialogue) => Reader {
  return ({ lang }) =>
    (text) =>
      redactor.find(text, { language: lang });
}

/** What readers get right in some conversations. */
export function scoreOf(dialogues: readonly Dialogue[], readerOf: (dialogue: Dialogue) => Reader): Score {
  const score: Score = { gold: 0, hidden: 0, right: 0, findings: 0, alarms: 0, clean: 0, kept: 0, slips: [] };
  for (const dialogue of dialogues) {
    const read = readerOf(dialogue);
    const format = dialogue.channel === 'email' ? 'email' : 'text';
    for (const [turn, said] of dialogue.turns.entries()) {
      const { text, spans } = goldOf(said.text);
      addTurn(score, spans, read(text, said, format), { id: dialogue.id, turn });
    }
  }
  return score;
}

function addTurn(score: Score, spans: readonly GoldSpan[], findings: readonly Finding[], where: Pick<Slip, 'id' | 'turn'>): void {
  for (const span of spans) {
    if (span.category === 'ignore') continue;
    score.gold++;
    if (covered(span, findings) >= 0.8) score.hidden++;
    else score.slips.push({ kind: 'missed', category: span.category, ...where });
    const same = findings.filter(({ category }) => category === span.category);
    if (covered(span, same) >= 0.5) score.right++;
  }
  score.findings += findings.length;
  for (const finding of findings) {
    if (spans.some((span) => span.start < finding.end && finding.start < span.end)) continue;
    score.alarms++;
    score.slips.push({ kind: 'alarm', category: finding.category, ...where });
  }
  if (spans.length === 0) {
    score.clean++;
    if (findings.length === 0) score.kept++;
  }
}

/** Share of a span that lies in findings. */
function covered({ start, end }: GoldSpan, findings: readonly Finding[]): number {
  let inside = 0;
  for (let at = start; at < end; at++) if (findings.some((finding) => finding.start <= at && at < finding.end)) inside++;
  return inside / (end - start);
}

/** Per cent of the gold that is hidden. */
export const hiddenShare = ({ hidden, gold }: Score): number => (100 * hidden) / Math.max(1, gold);

/** Per cent of the findings that touch something marked. */
export const precisionShare = ({ alarms, findings }: Score): number => 100 * (1 - alarms / Math.max(1, findings));

/** Per cent of the clean turns that stay as they are. */
export const keptShare = ({ kept, clean }: Score): number => (100 * kept) / Math.max(1, clean);

/** `category id:turn` of the slips of one kind, for a message. */
export function slipsOf({ slips }: Score, kind: Slip['kind']): string {
  const lines = slips.filter((slip) => slip.kind === kind).map(({ category, id, turn }) => `${category} ${id}:${turn}`);
  return `${lines.length} ${kind}\n  ${lines.join('\n  ')}`;
}
