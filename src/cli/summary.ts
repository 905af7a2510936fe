/** What a run says at its end. */
import { type FormatName, recordOf } from '../formats/index.ts';
import { type MuteRange, muteFilter } from '../stream/mute-ranges.ts';
import type { RedactorInfo } from '../types.ts';
import type { PositionCounts } from './run/positions.ts';
import type { Failure, Tally } from './tally.ts';
import { bytesText, countText } from './units.ts';

export interface InputResult {
  readonly name: string;
  readonly format: FormatName;
  /** The format, with what it is packed in. */
  readonly readAs: string;
  readonly bytes: number;
  /** Of them, those that an earlier run did. */
  readonly earlier: number;
  readonly bytesOut: number;
  /** SHA-256 in hex, where a manifest is made. */
  readonly hashIn: string | undefined;
  readonly hashOut: string | undefined;
  readonly seconds: number;
  readonly tally: Tally;
  readonly positions: PositionCounts;
  /** Of a transcript: what to mute in the recording. */
  readonly muted: readonly MuteRange[];
}

const REASONS: Readonly<Record<string, string>> = {
  incomplete: 'ends too early',
  depth: 'nests too deep',
  crash: 'could not be examined',
  encoding: 'holds a part whose transfer encoding cannot be read',
  charset: 'holds a part in a charset that cannot be read',
  binary: 'holds a part that is said to be text and is none',
};

/** They concern all of an input or of a member of an archive, at least from there on. */
const WHOLE_REASONS: Readonly<Record<string, string>> = {
  damaged: 'breaks off or is damaged',
  encrypted: 'is encrypted',
  method: 'is packed in a way that cannot be read',
  'utf-16': 'is UTF-16',
  'archive-limit': 'unpacks to more than --archive-limits allows',
};

/** 'export.ndjson: record 17 is not valid JSON (byte 4711); replaced by the failure marker' */
export function failureText(
  input: string,
  inputFormat: FormatName,
  { member = '', format = inputFormat, record, offset, reason }: Failure,
): string {
  const name = member === '' ? input : `${input}: ${member}`;
  const whole = WHOLE_REASONS[reason];
  if (whole !== undefined) return `${name}: ${whole} (byte ${offset}); replaced by the failure marker`;
  return `${name}: ${recordOf(format)} ${record} ${reasonText(format, reason)} (byte ${offset}); replaced by the failure marker`;
}

function reasonText(format: FormatName, reason: Failure['reason']): string {
  const isJson = format === 'json' || format === 'ndjson';
  if (reason === 'token-length') return isJson ? 'holds a number that is too long' : 'does not end within reach';
  if (reason === 'syntax') return `is not valid ${isJson ? 'JSON' : format}`;
  return REASONS[reason] ?? `cannot be read: ${reason}`;
}

export function summaryText({ name, format, readAs, bytes, earlier, seconds, tally }: InputResult, info: RedactorInfo): string {
  const kept = tally.allowed === 0 ? '' : `, ${tally.allowed} of them let stand`;
  const before = earlier === 0 ? '' : `, ${bytesText(earlier)} of them before`;
  const rate = bytesText((bytes - earlier) / Math.max(seconds, 1e-3));
  const lines = [
    `${name}: read as ${readAs}, ${countText(tally.records, recordOf(format))}, ${bytesText(bytes)}${before} in ${seconds.toFixed(1)} s (${rate}/s), policy ${info.policy}`,
    `  ${countText(tally.total, 'finding')}${kept}`,
  ];
  for (const [category, count] of descending(tally.byCategory)) {
    const rules = descending(tally.byRule).filter(([rule]) => rule.startsWith(`${category}/`));
    lines.push(
      `  ${String(count).padStart(9)}  ${category}  (${rules.map(([rule, n]) => `${rule.slice(category.length + 1)} ${n}`).join(', ')})`,
    );
  }
  for (const [count, what] of [...losses(tally), ...remarks(tally)]) lines.push(`  ${String(count).padStart(9)}  ${what}`);
  return lines.join('\n');
}

/** What could not be examined, as counts that are not 0. */
export function losses({ failedCount, degradedCount }: Tally): [number, string][] {
  const all: [number, string][] = [
    [failedCount, `${failedCount === 1 ? 'record' : 'records'} replaced whole`],
    [degradedCount, `${degradedCount === 1 ? 'text' : 'texts'} that could not be examined, replaced`],
  ];
  return all.filter(([count]) => count > 0);
}

/** What else the reader of the output should know, as counts that are not 0. */
export function remarks({ lateCount, apartCount, notes }: Tally): [number, string][] {
  const all: [number, string][] = [
    [lateCount, 'late: shown by a later record of the conversation; still in the output (--late FILE says where)'],
    [apartCount, `${apartCount === 1 ? 'record' : 'records'} too long for a conversation, redacted without`],
    ...descending(notes).map(([note, count]): [number, string] => [count, note]),
  ];
  return all.filter(([count]) => count > 0);
}

/** The same for machines. Names the rules by hash, so that two reports can be held side by side. */
export function reportText(results: readonly InputResult[], info: RedactorInfo, version: string): string {
  const report = {
    sordino: version,
    policy: info.policy,
    policyHash: info.policyHash,
    rulesHash: info.rulesHash,
    categories: info.categories,
    inputs: results.map(({ name, format, readAs, bytes, tally }) => ({
      file: name,
      format,
      readAs,
      bytes,
      records: tally.records,
      findings: { total: tally.total, byCategory: tally.byCategory, byRule: tally.byRule, byAction: tally.byAction },
      degraded: tally.degradedCount,
      failed: tally.failedCount,
      failures: tally.failures,
      late: { findings: tally.lateCount, records: [...tally.lateRecords].sort((a, b) => Number(a) - Number(b)) },
      apart: tally.apartCount,
      notes: tally.notes,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One line of JSON an input. */
export function muteText({ name, muted }: InputResult): string {
  return `${JSON.stringify({ file: name, RedactedTimestamps: muted, filter: muteFilter(muted) })}\n`;
}

/** The largest first. */
export function descending(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
