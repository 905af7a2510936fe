/** What a run says at its end. */
import type { FormatName } from '../formats/sniff.ts';
import type { RedactorInfo } from '../types.ts';
import type { PositionCounts } from './run/positions.ts';
import type { Failure, Tally } from './tally.ts';
import { bytesText, countText } from './units.ts';

export interface InputResult {
  readonly name: string;
  readonly format: FormatName;
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
}

const REASONS: Readonly<Record<Failure['reason'], string>> = {
  syntax: 'is not valid JSON',
  incomplete: 'ends too early',
  depth: 'nests too deep',
  'token-length': 'holds a number that is too long',
  crash: 'could not be examined',
};

/** 'export.ndjson: record 17 is not valid JSON at byte 4711; replaced by the failure marker' */
export function failureText(name: string, { record, offset, reason }: Failure): string {
  return `${name}: record ${record} ${REASONS[reason]} (byte ${offset}); replaced by the failure marker`;
}

export function summaryText({ name, format, bytes, earlier, seconds, tally }: InputResult, info: RedactorInfo): string {
  const kept = tally.allowed === 0 ? '' : `, ${tally.allowed} of them let stand`;
  const before = earlier === 0 ? '' : `, ${bytesText(earlier)} of them before`;
  const rate = bytesText((bytes - earlier) / Math.max(seconds, 1e-3));
  const lines = [
    `${name}: read as ${format}, ${countText(tally.records, format === 'text' ? 'line' : 'record')}, ${bytesText(bytes)}${before} in ${seconds.toFixed(1)} s (${rate}/s), policy ${info.policy}`,
    `  ${countText(tally.total, 'finding')}${kept}`,
  ];
  for (const [category, count] of descending(tally.byCategory)) {
    const rules = descending(tally.byRule).filter(([rule]) => rule.startsWith(`${category}/`));
    lines.push(
      `  ${String(count).padStart(9)}  ${category}  (${rules.map(([rule, n]) => `${rule.slice(category.length + 1)} ${n}`).join(', ')})`,
    );
  }
  if (tally.failedCount > 0)
    lines.push(`  ${String(tally.failedCount).padStart(9)}  ${tally.failedCount === 1 ? 'record' : 'records'} replaced whole`);
  if (tally.degradedCount > 0)
    lines.push(
      `  ${String(tally.degradedCount).padStart(9)}  ${tally.degradedCount === 1 ? 'text' : 'texts'} that could not be examined, replaced`,
    );
  return lines.join('\n');
}

/** The same for machines. Names the rules by hash, so that two reports can be held side by side. */
export function reportText(results: readonly InputResult[], info: RedactorInfo, version: string): string {
  const report = {
    sordino: version,
    policy: info.policy,
    policyHash: info.policyHash,
    rulesHash: info.rulesHash,
    categories: info.categories,
    inputs: results.map(({ name, format, bytes, tally }) => ({
      file: name,
      format,
      bytes,
      records: tally.records,
      findings: { total: tally.total, byCategory: tally.byCategory, byRule: tally.byRule, byAction: tally.byAction },
      degraded: tally.degradedCount,
      failed: tally.failedCount,
      failures: tally.failures,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function descending(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
