/** Errors of the project: a stable code, where to look, and never a matched value. Each code has a section in docs/errors.md. */

export const ERROR_CODES = [
  'ERR_OPTION_INVALID',
  'ERR_OPTION_UNKNOWN',
  'ERR_OPTION_FUNCTION',
  'ERR_KEY_MISSING',
  'ERR_KEY_TOO_SHORT',
  'ERR_POLICY_UNKNOWN',
  'ERR_POLICY_INVALID',
  'ERR_POLICY_ABOVE_CAP',
  'ERR_RULES_MISSING',
  'ERR_RULE_INVALID',
  'ERR_RULE_SYNTAX',
  'ERR_RULE_UNKNOWN_KEY',
  'ERR_RULE_UNKNOWN_DETECTOR',
  'ERR_RULE_UNKNOWN_VALIDATOR',
  'ERR_RULE_UNKNOWN_SIGNAL',
  'ERR_RULE_PATTERN_SYNTAX',
  'ERR_RULE_PATTERN_UNBOUNDED',
  'ERR_RULE_PATTERN_EMPTY',
  'ERR_RULE_PATTERN_SLOW',
  'ERR_RULE_NO_CASES',
  'ERR_RULE_NO_LEAVES',
  'ERR_RULE_CASE_FAILED',
  'ERR_RULE_DUPLICATE',
  'ERR_INPUT_NOT_FOUND',
  'ERR_INPUT_IS_FOLDER',
  'ERR_INPUT_BINARY',
  'ERR_INPUT_UTF16',
  'ERR_INPUT_COMPRESSED',
  'ERR_INPUT_TOO_LARGE',
  'ERR_INPUT_CHANGED',
  'ERR_INPUT_UNREADABLE',
  'ERR_ARCHIVE_INVALID',
  'ERR_ARCHIVE_LIMIT',
  'ERR_OUTPUT',
  'ERR_OUTPUT_BUSY',
  'ERR_OUTPUT_EXISTS',
  'ERR_OUTPUT_IS_INPUT',
  'ERR_CHECKPOINT_OTHER',
  'ERR_CHECKPOINT_UNUSABLE',
  'ERR_MANIFEST_MISMATCH',
  'ERR_QUARANTINE_UNUSABLE',
  'ERR_RESIDUE',
  'ERR_WORKER',
  'ERR_USAGE',
  'ERR_BODY_UNREADABLE',
  'ERR_BODY_TYPE',
  'ERR_BODY_LIMIT',
  'ERR_BODY_BLOCKED',
  'ERR_BODY_REFUSED',
  'ERR_VALUE_DEPTH',
  'ERR_STREAM_ENDED',
  'ERR_INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorPlace {
  /** Path of the file as the caller named it. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

const HELP = 'See docs/errors.md#';

/** Names codes, files, lines, keys, rule ids, lengths and offsets. Never the text that was examined. */
export class SordinoError extends Error {
  override readonly name = 'SordinoError';
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}) {
    const at = place.file === undefined ? '' : `${place.file}${place.line === undefined ? '' : `:${place.line}`}  `;
    // Several errors in one say it of each.
    super(message.includes(HELP) ? message : `${at}${message}  ${HELP}${code.toLowerCase()}`);
    this.code = code;
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** Several problems that were found together, in the order of their places; code and place are those of the first. */
export class SordinoErrors extends SordinoError {
  readonly errors: readonly SordinoError[];

  constructor(summary: string, errors: readonly SordinoError[]) {
    const [first] = errors;
    super(first.code, `${summary}\n${errors.map((error) => `  ${error.message}`).join('\n')}`);
    this.errors = errors;
    // Not handed to super: it would put the place before the summary.
    Object.assign(this, { file: first.file, line: first.line, column: first.column });
  }
}

/** Works across copies of the package, unlike `instanceof`. */
export function isSordinoError(error: unknown): error is SordinoError {
  return typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'SordinoError' && 'code' in error;
}

/** Throws for what is no object of options, and for an option of another name than those known. `of`: whose options they are. */
export function checkOptions(options: unknown, of: string, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new SordinoError('ERR_OPTION_INVALID', `${of} takes an object of options.`);
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new SordinoError('ERR_OPTION_UNKNOWN', `Option "${name}" is not known.${didYouMean(name, known)}`);
}

/** Throws for a member whose name is a slip of a known one. Others may be there: what is known of a text or a party often knows more. */
export function refuseSlips(given: object, of: string, known: ReadonlySet<string>): void {
  for (const name in given) {
    const meant = known.has(name) ? '' : didYouMean(name, known);
    if (meant !== '') throw new SordinoError('ERR_OPTION_UNKNOWN', `${of}: "${name}" is not known.${meant}`);
  }
}

/** The known name closest to what was written, when it is close enough to be a slip of the pen. */
export function didYouMean(written: string, known: Iterable<string>): string {
  let best = '';
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best === '' ? '' : ` Did you mean "${best}"?`;
}

/** Levenshtein distance with neighbouring swaps (optimal string alignment); stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
    }
    before = last;
    last = row;
  }
  return Math.min(last[b.length], limit);
}
