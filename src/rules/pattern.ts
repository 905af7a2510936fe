import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import type { ErrorCode } from '../errors.ts';

/** Longest match of a pattern, in UTF-16 units; the stream's hold-back and the windows of the scan are made from it. */
export const MAX_MATCH = 512;
/** Longest pattern as written. */
const MAX_SOURCE = 2000;
/** Most characters that a pattern may come to when every repeat is written out. */
const MAX_EXPANDED = 4096;

export interface PatternOptions {
  readonly ignoreCase?: boolean;
  /** 'word': a match may not touch a letter or digit. Default 'none'. */
  readonly edges?: 'word' | 'none';
}

/** What is known about every match of a pattern without running it. Lengths are UTF-16 units. */
export interface PatternShape {
  readonly source: string;
  readonly flags: 'uy' | 'iuy';
  readonly minLength: number;
  readonly maxLength: number;
  /** 1 for each ASCII character with which a match can begin. */
  readonly first: Uint8Array;
  /** True when a match can begin with a character outside ASCII. */
  readonly nonAscii: boolean;
  /** Of the next few characters of a match; any can stand where a match can end before. They count as long as all before them are ASCII. */
  readonly behind: readonly Characters[];
  /** Fewest digits of a match that holds nothing but digits and single separators between them; 0 for any other. */
  readonly digits: number;
  /** Every match holds a digit. */
  readonly numbered: boolean;
  /** Every match holds so many digits in a row, and none has to hold more. */
  readonly row: number;
  /** Every match holds a letter, a dash and a digit, one behind the other. */
  readonly glued: boolean;
}

/** Why a pattern is refused; `index` is the offset in the pattern, 0-based. */
export interface PatternProblem {
  readonly code: Extract<ErrorCode, 'ERR_RULE_PATTERN_SYNTAX' | 'ERR_RULE_PATTERN_UNBOUNDED' | 'ERR_RULE_PATTERN_EMPTY'>;
  readonly message: string;
  readonly index: number;
}

/** A pattern that was read: its shape and its tree, or the reason why it is refused. */
export type PatternReading =
  | { readonly shape: PatternShape; readonly tree: AST.Pattern; readonly problem?: undefined }
  | { readonly problem: PatternProblem };

/** Reads a pattern of the RE2 subset with bounded repeats. Never throws. */
export function readPattern(source: string, options: PatternOptions = {}): PatternReading {
  try {
    const tree = parse(source);
    const flags = options.ignoreCase === true ? 'iuy' : 'uy';
    // What the parser takes and this engine does not (a script newer than its Unicode tables).
    try {
      void new RegExp(source, flags);
    } catch {
      throw new Refused('ERR_RULE_PATTERN_SYNTAX', 'is not a pattern that this version of Node.js understands', 0);
    }
    const { min, max } = alternatives(tree.alternatives, flags);
    if (max === NEVER) throw new Refused('ERR_RULE_PATTERN_EMPTY', 'can match nothing at all', 0);
    if (min === 0) throw new Refused('ERR_RULE_PATTERN_EMPTY', 'can match the empty text; make at least one part required', 0);
    if (max > MAX_MATCH) {
      throw new Refused(
        'ERR_RULE_PATTERN_UNBOUNDED',
        `can match ${max} units; at most ${MAX_MATCH} are allowed (a class with characters beyond U+FFFF counts two)`,
        0,
      );
    }
    const first = new Uint8Array(128);
    const nonAscii = addFirst(tree.alternatives, flags, first).nonAscii;
    const digits = Math.max(0, fewestDigits(tree.alternatives, flags));
    return {
      shape: {
        source,
        flags,
        minLength: min,
        maxLength: max,
        first,
        nonAscii,
        behind: Array.from({ length: BEHIND }, (_, k) => charactersAt(tree.alternatives, k + 1, flags)),
        digits,
        numbered: holdDigit(tree.alternatives, flags),
        row: longestRow(tree.alternatives, flags),
        glued: tree.alternatives.every(({ elements }) => isGlued(elements, flags)),
      },
      tree,
    };
  } catch (error) {
    if (error instanceof Refused) return { problem: { code: error.code, message: error.message, index: error.index } };
    throw error;
  }
}

/**
 * Compiles an accepted pattern to a sticky expression with the `u` flag.
 * Do not set `lastIndex` between the halves of a surrogate pair: with `u` the engine would step back to its first half.
 */
export function compilePattern(source: string, options: PatternOptions = {}): RegExp {
  const flags = options.ignoreCase === true ? 'iuy' : 'uy';
  // The edges are part of the expression, not a check after it: `AB|ABC` has to go on to `ABC` when a letter follows `AB`.
  return options.edges === 'word' ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags) : new RegExp(source, flags);
}

/** Thrown inside this file only, so that the walk can stop anywhere. */
class Refused extends Error {
  readonly code: PatternProblem['code'];
  readonly index: number;
  constructor(code: PatternProblem['code'], message: string, index: number) {
    super(message);
    this.code = code;
    this.index = index;
  }
}

/** Characters of a pattern that stand for exactly one character of the text. */
export type Leaf = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** Whether a part of a pattern stands for exactly one character. */
export function isLeaf(node: AST.Element): node is Leaf {
  return (
    node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass' || node.type === 'ExpressionCharacterClass'
  );
}

/** The expression that says whether one character is what a leaf stands for. */
export function leafTest(leaf: Leaf, flags: string): RegExp {
  return new RegExp(`^(?:${leaf.raw})$`, flags.replace('y', ''));
}

function parse(source: string): AST.Pattern {
  if (source === '') throw new Refused('ERR_RULE_PATTERN_EMPTY', 'is empty', 0);
  if (source.length > MAX_SOURCE)
    throw new Refused('ERR_RULE_PATTERN_SYNTAX', `is ${source.length} characters long; at most ${MAX_SOURCE} are allowed`, 0);
  try {
    // 2024: the last edition without `(?i:...)`, which Node.js 20 does not know.
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    // "Invalid regular expression: /<the pattern>/: Lone quantifier brackets"
    const said = error.message.slice(error.message.lastIndexOf(': ') + 2).toLowerCase();
    throw new Refused('ERR_RULE_PATTERN_SYNTAX', `cannot be read: ${said}`, Math.max(0, Math.min(error.index, source.length)));
  }
}

function isSyntaxError(error: unknown): error is { message: string; index: number } {
  return error instanceof SyntaxError && typeof (error as { index?: unknown }).index === 'number';
}

interface Length {
  readonly min: number;
  readonly max: number;
  /** Characters when every repeat is written out. */
  readonly size: number;
}

/** Length of what can never match: the identity of `|`. */
const NEVER = -1;

function alternatives(list: readonly AST.Alternative[], flags: string): Length {
  let min = Number.POSITIVE_INFINITY;
  let max = NEVER;
  let size = 0;
  for (const alternative of list) {
    const length = sequence(alternative.elements, flags);
    if (length.max !== NEVER) {
      min = Math.min(min, length.min);
      max = Math.max(max, length.max);
    }
    size += length.size;
  }
  return { min: max === NEVER ? 0 : min, max, size };
}

function sequence(elements: readonly AST.Element[], flags: string): Length {
  let min = 0;
  let max = 0;
  let size = 1;
  for (const element of elements) {
    const length = lengthOf(element, flags);
    size += length.size;
    min += length.min;
    max = max === NEVER || length.max === NEVER ? NEVER : max + length.max;
  }
  return { min, max, size };
}

function lengthOf(node: AST.Element, flags: string): Length {
  if (isLeaf(node)) return leafLength(node);
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return alternatives(node.alternatives, flags);
    case 'Quantifier':
      return repeated(node, flags);
    case 'Assertion':
      throw new Refused('ERR_RULE_PATTERN_SYNTAX', assertionAdvice(node), node.start);
    case 'Backreference':
      throw new Refused('ERR_RULE_PATTERN_SYNTAX', 'refers back to a group; back-references are not part of the subset', node.start);
  }
}

function assertionAdvice(node: AST.Assertion): string {
  switch (node.kind) {
    case 'lookahead':
    case 'lookbehind':
      return `has a ${node.kind === 'lookahead' ? 'look-ahead' : 'look-behind'}; write \`edges: word\` (or none) beside the pattern instead`;
    case 'word':
      return `has the word edge ${node.raw}; leave it out: \`edges: word\` is the default and knows letters of every language`;
    default:
      return `has the anchor ${node.raw}; a pattern is looked for anywhere in a text, leave it out`;
  }
}

function repeated(node: AST.Quantifier, flags: string): Length {
  if (node.max === Number.POSITIVE_INFINITY) {
    const bounded = node.min === 0 ? '{0,40}' : `{${node.min},40}`;
    throw new Refused(
      'ERR_RULE_PATTERN_UNBOUNDED',
      `repeats ${node.raw.slice(node.element.raw.length)} without end; give the most there can be, such as ${bounded}`,
      node.element.end,
    );
  }
  const inner = lengthOf(node.element, flags);
  const size = Math.max(1, inner.size * Math.max(1, node.max));
  if (size > MAX_EXPANDED) {
    throw new Refused(
      'ERR_RULE_PATTERN_UNBOUNDED',
      `comes to more than ${MAX_EXPANDED} characters when its repeats are written out`,
      node.start,
    );
  }
  if (node.max === 0 || (inner.max === NEVER && node.min === 0)) return { min: 0, max: 0, size };
  if (inner.max === NEVER) return { min: 0, max: NEVER, size };
  return { min: inner.min * node.min, max: inner.max * node.max, size };
}

function leafLength(leaf: Leaf): Length {
  if (leaf.type === 'Character') {
    const units = leaf.value > 0xffff ? 2 : 1;
    return { min: units, max: units, size: 1 };
  }
  if (leaf.type === 'CharacterClass' && !leaf.negate) {
    if (leaf.elements.length === 0) return { min: 0, max: NEVER, size: 1 };
    return { min: 1, max: leaf.elements.some(reachesAstral) ? 2 : 1, size: 1 };
  }
  return { min: 1, max: leaf.type === 'CharacterClass' || reachesAstral(leaf) ? 2 : 1, size: 1 };
}

function reachesAstral(node: Leaf | AST.CharacterClassRange | AST.CharacterClassElement): boolean {
  switch (node.type) {
    case 'Character':
      return node.value > 0xffff;
    case 'CharacterClassRange':
      return node.max.value > 0xffff;
    case 'CharacterSet':
      // `\d`, `\w` and `\s` hold nothing beyond U+FFFF; what is not in them does.
      return !((node.kind === 'digit' || node.kind === 'word' || node.kind === 'space') && !node.negate);
    default:
      return true;
  }
}

/** Below any number of digits: something else than digits and separators can stand in a match. */
const MIXED = Number.NEGATIVE_INFINITY;

/** Fewest digits of the alternatives, when nothing but digits stands in them, and blanks, dashes, full stops and commas one at a time. */
function fewestDigits(list: readonly AST.Alternative[], flags: string): number {
  return Math.min(...list.map(({ elements }) => elements.reduce((sum, element) => sum + digitsOf(element, flags), 0)));
}

function digitsOf(node: AST.Element, flags: string): number {
  if (isLeaf(node)) {
    const test = leafTest(node, flags);
    const passes = ASCII.filter((char) => test.test(char));
    if (test.test('\u00e5') || test.test('\u0663') || passes.length === 0) return MIXED;
    if (passes.every((char) => char >= '0' && char <= '9')) return 1;
    return passes.every((char) => ' -.,'.includes(char)) ? 0 : MIXED;
  }
  if (node.type === 'Group' || node.type === 'CapturingGroup') return fewestDigits(node.alternatives, flags);
  if (node.type !== 'Quantifier' || node.max === 0) return MIXED;
  const inner = digitsOf(node.element, flags);
  // Separators that are repeated may be too many to join two numbers.
  return inner === 0 && node.max > 1 ? MIXED : inner === MIXED ? MIXED : inner * node.min;
}

/** Each of the alternatives has a place for a digit and nothing else. */
function holdDigit(list: readonly AST.Alternative[], flags: string): boolean {
  return list.every(({ elements }) => elements.some((element) => holdsDigit(element, flags)));
}

function holdsDigit(node: AST.Element, flags: string): boolean {
  if (isLeaf(node)) return digitsOf(node, flags) === 1;
  if (node.type === 'Group' || node.type === 'CapturingGroup') return holdDigit(node.alternatives, flags);
  return node.type === 'Quantifier' && node.min > 0 && holdsDigit(node.element, flags);
}

/** Digits in a row that each of the alternatives has. */
function longestRow(list: readonly AST.Alternative[], flags: string): number {
  return Math.min(...list.map(({ elements }) => rowOf(elements, flags)));
}

function rowOf(elements: readonly AST.Element[], flags: string): number {
  let longest = 0;
  let row = 0;
  for (const element of elements) {
    const digits = digitsAlone(element, flags);
    if (digits >= 0) row += digits;
    else {
      row = 0;
      if (element.type === 'Group' || element.type === 'CapturingGroup')
        longest = Math.max(longest, longestRow(element.alternatives, flags));
    }
    longest = Math.max(longest, row);
  }
  return longest;
}

/** Fewest digits of a part that is nothing but digits; -1 for any other. */
function digitsAlone(node: AST.Element, flags: string): number {
  if (isLeaf(node)) return digitsOf(node, flags) === 1 ? 1 : -1;
  if (node.type === 'Quantifier') {
    const inner = digitsAlone(node.element, flags);
    return inner < 0 ? -1 : inner * node.min;
  }
  if (node.type !== 'Group' && node.type !== 'CapturingGroup') return -1;
  const sums = node.alternatives.map(({ elements }) =>
    elements.reduce((sum, element) => {
      const digits = digitsAlone(element, flags);
      return sum < 0 || digits < 0 ? -1 : sum + digits;
    }, 0),
  );
  return Math.min(...sums);
}

function isGlued(elements: readonly AST.Element[], flags: string): boolean {
  return elements.some(
    (element, i) => isLetters(element, flags) && elements[i + 1]?.raw === '-' && digitsAlone(elements[i + 2] ?? element, flags) > 0,
  );
}

/** At least one letter of ASCII, and nothing else. */
function isLetters(node: AST.Element, flags: string): boolean {
  if (node.type === 'Quantifier') return node.min > 0 && isLetters(node.element, flags);
  if (!isLeaf(node)) return false;
  const test = leafTest(node, flags);
  return !reachesBeyondAscii(node, test) && ASCII.every((char) => !test.test(char) || /[A-Za-z]/.test(char));
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** Marks the first characters of a list of alternatives; says whether it can also be passed without reading a character. */
function addFirst(list: readonly AST.Alternative[], flags: string, first: Uint8Array): { nonAscii: boolean; passable: boolean } {
  let nonAscii = false;
  let passable = false;
  for (const { elements } of list) {
    let open = true;
    for (const element of elements) {
      const read = firstOf(element, flags, first);
      nonAscii ||= read.nonAscii;
      if (!read.passable) {
        open = false;
        break;
      }
    }
    passable ||= open;
  }
  return { nonAscii, passable };
}

function firstOf(node: AST.Element, flags: string, first: Uint8Array): { nonAscii: boolean; passable: boolean } {
  if (isLeaf(node)) {
    const test = leafTest(node, flags);
    for (let code = 0; code < 128; code++) if (test.test(String.fromCharCode(code))) first[code] = 1;
    return { nonAscii: reachesBeyondAscii(node, test), passable: false };
  }
  if (node.type === 'Quantifier') {
    if (node.max === 0) return { nonAscii: false, passable: true };
    const inner = firstOf(node.element, flags, first);
    return { nonAscii: inner.nonAscii, passable: inner.passable || node.min === 0 };
  }
  return addFirst((node as AST.Group).alternatives, flags, first);
}

/** Characters of one place of a match. */
export interface Characters {
  /** 1 for each of ASCII. */
  readonly ascii: Uint8Array;
  readonly nonAscii: boolean;
}

/** Places behind the first character that are told. */
const BEHIND = 3;

/** What has been found of a place. */
interface Found {
  readonly ascii: Uint8Array;
  nonAscii: boolean;
  /** What may still be looked at: parts that can be empty, inside one another, would be gone through again and again. */
  steps: number;
}

const MAX_STEPS = 20_000;

/** Characters that stand behind `before` others in a match; any can when a match can end before. */
function charactersAt(list: readonly AST.Alternative[], before: number, flags: string): Characters {
  const found: Found = { ascii: new Uint8Array(128), nonAscii: false, steps: MAX_STEPS };
  for (const { elements } of list) addAt(elements, before, flags, found);
  return { ascii: found.ascii, nonAscii: found.nonAscii };
}

/** Marks the characters that stand behind `before` others in what the elements match. */
function addAt(elements: readonly AST.Element[], before: number, flags: string, found: Found): void {
  const [node, ...rest] = elements;
  if (node === undefined || --found.steps < 0) {
    found.ascii.fill(1);
    found.nonAscii = true;
  } else if (isLeaf(node)) {
    if (before > 0) addAt(rest, before - 1, flags, found);
    else if (firstOf(node, flags, found.ascii).nonAscii) found.nonAscii = true;
  } else if (node.type === 'Quantifier') {
    if (node.min === 0) addAt(rest, before, flags, found);
    if (node.max === 0) return;
    // More often than there are places before nothing of it counts.
    const again = { ...node, min: Math.max(0, node.min - 1), max: Math.min(before, node.max - 1) };
    addAt([node.element, again, ...rest], before, flags, found);
  } else for (const alternative of (node as AST.Group).alternatives) addAt([...alternative.elements, ...rest], before, flags, found);
}

/** May say yes when the answer is no (the set is a filter); never the other way round. */
function reachesBeyondAscii(leaf: Leaf, test: RegExp): boolean {
  // Without case U+017F is an s and U+212A a k.
  if (test.ignoreCase && (test.test('\u017f') || test.test('\u212a'))) return true;
  if (leaf.type === 'Character') return leaf.value > 127;
  if (leaf.type === 'CharacterSet') return !((leaf.kind === 'digit' || leaf.kind === 'word') && !leaf.negate);
  if (leaf.type !== 'CharacterClass' || leaf.negate) return true;
  return leaf.elements.some((element) => {
    if (element.type === 'Character') return element.value > 127;
    if (element.type === 'CharacterClassRange') return element.max.value > 127;
    return !(element.type === 'CharacterSet' && (element.kind === 'digit' || element.kind === 'word') && !element.negate);
  });
}
