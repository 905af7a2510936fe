/** `--fields subject,comments[].body`: which paths of a record are examined. */
import { usageError } from './arguments.ts';

const SEGMENT = /\.?(?:(\*)|([A-Za-z_$][\w$]*)|\[(\d+|\*|)\]|\[("(?:[^"\\]|\\.)*")\])/y;
const ANY_NAME = String.raw`(?:\.[\w$]+|\["(?:[^"\\]|\\.)*"\])`;

/** A test for paths at or below one of the patterns. `*` stands for any name, `[]` for any index. */
export function selectPaths(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) throw usageError('--fields names no path.');
  const expression = new RegExp(`^\\$(?:${patterns.map(pathExpression).join('|')})(?:[.[]|$)`);
  return (path) => expression.test(path);
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
