import { type Detector, REACH } from '../types.ts';
import { flagsOfProgram, type Given, PROGRAM_NAMES } from './command-flags.ts';
import { forEachLabel } from './label-walk.ts';
import { isStandIn } from './labelled-value.ts';
import { wordHits } from './word-hits.ts';
import { foldWord, wordSet } from './words.ts';

const LONGEST = 64;
/** From the name of a program to the end of what is read of its line; with the longest value it stays within REACH. */
const LINE = REACH - 8;

/**
 * User names and passwords in commands that somebody pasted: `curl -u anna:sommer`, `mysql -u shop -psommer`, `ssh anna@host`. A shell shows them as
 * they were typed. Option `part`: `user` or `password`; `nothing`: words that stand for one in a manual. No signals.
 * An address with a number behind the `@` is one of `ssh` without any program: `anna@192.0.2.7's password:`.
 */
export const commandLogin: Detector = {
  name: 'command-login',
  signals: [],
  options: ['part', 'nothing'],
  brings: { programs: PROGRAM_NAMES },
  maxLength: LONGEST,
  needs: ({ options }) => (options?.part === 'user' ? [{ lists: ['programs'] }, { anchors: ['ats', 'quads'] }] : [{ lists: ['programs'] }]),
  prepare({ rule, concept }) {
    const part = rule.options?.part === 'user' ? 'user' : 'password';
    const nothing = wordSet(rule.options?.nothing);
    const programs = wordHits([concept('programs')]);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, at, atCount } = scan;
      const found = ({ start, end }: Range): void => {
        const value = text.slice(start, end);
        if (value.length < 2 || value.length > LONGEST || isStandIn(value) || nothing.has(foldWord(value))) return;
        emit({ start, end, value: '', type, signals: [] });
      };
      let done = 0;
      forEachLabel(scan, programs, (start, end) => {
        // `mysql-u1`, `example.com/curl-notes`
        if (start < done || '-./\\@'.includes(text.charAt(start - 1) || ' ')) return -1;
        const line = tokensOf(text, end, start + LINE);
        for (const range of givenBy(text, line, flagsOfProgram(text.slice(start, end)), part)) found(range);
        done = line.at(-1)?.end ?? end;
        return end;
      });
      if (part !== 'user') return;
      for (let i = 0; i < atCount; i++) {
        if (!NUMBERED_HOST.test(text.slice(at[i] + 1, at[i] + 17))) continue;
        const start = nameStart(text, at[i]);
        if (start < at[i]) found({ start, end: at[i] });
      }
    };
  },
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/** One word of a command; `quoted` when quotation marks hold it. */
interface Token extends Range {
  readonly quoted: boolean;
}

/** The words of the line behind a program's name, up to one that no command has. */
function tokensOf(text: string, from: number, limit: number): Token[] {
  const tokens: Token[] = [];
  for (let at = from; at < limit && at < text.length; ) {
    const unit = text.charCodeAt(at);
    // A backslash at the end of a line goes on with the next.
    if (unit === 0x5c && text.charCodeAt(at + 1) === 0x0a) at += 2;
    else if (unit === 0x20 || unit === 0x09) at++;
    else if (unit === 0x0a || unit === 0x0d || unit === 0x7c || unit === 0x3b) break;
    else {
      const end = tokenEnd(text, at, limit);
      if (end < 0) break;
      const quoted = isQuote(unit);
      tokens.push(quoted ? { start: at + 1, end: end - 1, quoted } : { start: at, end, quoted });
      at = end;
    }
  }
  return tokens;
}

/** End of the word at `at`, with what quotation marks hold in it; -1 when it does not end before `limit`. */
function tokenEnd(text: string, at: number, limit: number): number {
  for (let i = at, quote = 0; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (i >= text.length || unit === 0x0a || unit === 0x0d) return quote === 0 ? Math.min(i, text.length) : -1;
    if (quote !== 0) quote = unit === quote ? 0 : quote;
    else if (isQuote(unit)) quote = unit;
    else if (unit === 0x20 || unit === 0x09 || unit === 0x3b || unit === 0x7c) return i;
  }
  return -1;
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27;
}

/** The names or the passwords that the words of a command give. */
function* givenBy(text: string, line: readonly Token[], flags: ReadonlyMap<string, Given>, part: 'user' | 'password'): Iterable<Range> {
  for (let i = 0; i < line.length; i++) {
    const word = text.slice(line[i].start, line[i].end);
    const own = valueIn(word, flags);
    if (own !== undefined) yield* partsOf(text, unquoted(text, line[i].start + own.at, line[i].end), own.given, part);
    else if (/^[-/]/.test(word)) {
      const given = flags.get(word);
      const next = line[i + 1];
      if (given === undefined || next === undefined || (!next.quoted && text.charAt(next.start) === '-')) continue;
      if (given !== 'touching' || isPassword(text, next, line[i + 2])) yield* partsOf(text, next, given, part);
      i++;
    } else if (flags.get('@') === part && HOST_LOGIN.test(word)) yield { start: line[i].start, end: line[i].start + word.indexOf('@') };
  }
}

/** A value that is one word with its flag, `--user=anna`, `/user:anna`, `-psommer`; undefined when there is none. */
function valueIn(word: string, flags: ReadonlyMap<string, Given>): { readonly at: number; readonly given: Given } | undefined {
  const sign = word.startsWith('/') ? word.indexOf(':') : word.indexOf('=');
  const long = sign < 2 ? undefined : flags.get(word.slice(0, sign));
  if (long !== undefined) return { at: sign + 1, given: long };
  if (!/^-[A-Za-z][^-]/.test(word) || flags.has(word)) return undefined;
  const short = flags.get(word.slice(0, 2));
  return short === undefined ? undefined : { at: 2, given: short };
}

function unquoted(text: string, start: number, end: number): Range {
  return isQuote(text.charCodeAt(start)) && end > start + 1 ? { start: start + 1, end: end - 1 } : { start, end };
}

/** What stands a blank behind a flag that its password should touch is a database, unless it is written as none. */
function isPassword(text: string, token: Token, next: Token | undefined): boolean {
  const word = text.slice(token.start, token.end);
  return (
    token.quoted || /[^\w.-]/.test(word) || (/\d/.test(word) && next !== undefined && !/^[-<>]/.test(text.slice(next.start, next.end)))
  );
}

function* partsOf(text: string, { start, end }: Range, given: Given, part: 'user' | 'password'): Iterable<Range> {
  if (given !== 'login') {
    if ((given === 'user') === (part === 'user')) yield { start: start + (PASS.exec(text.slice(start, end))?.[0].length ?? 0), end };
    return;
  }
  const sign = /[:,%]/.exec(text.slice(start, end))?.index ?? end - start;
  if (part === 'user') yield { start, end: start + sign };
  else if (start + sign + 1 < end) yield unquoted(text, start + sign + 1, end);
}

/** How `openssl` is told that the password itself follows. */
const PASS = /^pass:/;
/** `anna@192.0.2.7`, `anna@host:/path` */
const HOST_LOGIN = /^[A-Za-z_][\w.-]{1,30}@[\w.-]+(?::|$)/;
const NUMBERED_HOST = /^\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)/;

/** Start of the user name that ends before an `@`. */
function nameStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST && /[\w.-]/.test(text.charAt(start - 1))) start--;
  return /[/:=@%+]/.test(text.charAt(start - 1)) ? at : start;
}
