/** `--fields subject,comments[].body`: which paths of a record are examined. */
import { NO_HEADER } from '../formats/csv.ts';
import { usageError } from './arguments.ts';
import type { Tally } from './tally.ts';

const SEGMENT = /\.?(?:(\*)|([A-Za-z_$][\w$]*)|\[(\d+|\*|)\]|\[("(?:[^"\\]|\\.)*")\])/y;
const ANY_NAME = String.raw`(?:\.[\w$]+|\["(?:[^"\\]|\\.)*"\])`;

/** A test for paths at or below one of the patterns, each of which `met` gets when a path meets it. `*` stands for any name, `[]` for any index. */
export function selectPaths(patterns: readonly string[], met: Set<string> = new Set()): (path: string) => boolean {
  if (patterns.length === 0) throw usageError('--fields names no path.');
  const each = patterns.map((pattern) => ({ pattern, expression: expressionOf([pattern]) }));
  const any = expressionOf(patterns);
  return (path) => {
    if (!any.test(path)) return false;
    // After a few records all are met.
    if (met.size < each.length) for (const { pattern, expression } of each) if (expression.test(path)) met.add(pattern);
    return true;
  };
}

/** Examining nothing of an input would let all of it pass. */
export function refuseUnexamined(
  patterns: readonly string[] | undefined,
  { records, met }: Pick<Tally, 'records' | 'met'>,
  name: string,
): void {
  if (patterns === undefined || records === 0 || met.size > 0) return;
  throw usageError(`--fields: no record of ${name} has a text at ${namesOf(patterns)}, so none was examined.`);
}

/** Called with what is noted of an input: columns that are chosen by name are not found in a table without a header. */
export function refuseNameless(patterns: readonly string[] | undefined, note: string, name: string): void {
  const named = note === NO_HEADER ? (patterns ?? []).filter((pattern) => !/^\$?\[(?:\d+|\*)?\]/.test(pattern)) : [];
  if (named.length === 0) return;
  throw usageError(`--fields: no header row recognised in ${name}, so no column is called ${namesOf(named)}; [0] is the first column.`);
}

/** Patterns that no record of any input met, as a sentence; '' when there are none. */
export function unmetText(patterns: readonly string[] | undefined, tallies: readonly Pick<Tally, 'records' | 'met'>[]): string {
  if (tallies.every(({ records }) => records === 0)) return '';
  const unmet = (patterns ?? []).filter((pattern) => !tallies.some(({ met }) => met.has(pattern)));
  return unmet.length === 0 ? '' : `--fields: no record has a text at ${namesOf(unmet)}`;
}

function namesOf(patterns: readonly string[]): string {
  return patterns.map((pattern) => `"${pattern}"`).join(' or ');
}

function expressionOf(patterns: readonly string[]): RegExp {
  return new RegExp(`^\\$(?:${patterns.map(pathExpression).join('|')})(?:[.[]|$)`);
}

function pathExpression(pattern: string): string {
  let at = pattern.startsWith('$') && /^\$(?:[.[]|$)/.test(pattern) ? 1 : 0;
  let expression = '';
  while (at < pattern.length) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(pattern);
    if (match === null)
      throw usageError(`--fields: "${pattern}" is no path. Paths look like subject, comments[].body, *.email, ["odd name"].`);
    const [all, anyName, name, index, quoted] = match;
    if (anyName !== undefined) expression += ANY_NAME;
    else if (name !== undefined) expression += `\\.${literal(name)}`;
    else if (quoted !== undefined) expression += `\\[${literal(quoted)}\\]`;
    else expression += index === '' || index === '*' ? '\\[\\d+\\]' : `\\[${index}\\]`;
    at += all.length;
  }
  return expression;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
