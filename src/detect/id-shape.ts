import { AFTER } from './id-starts.ts';

/**
 * Shapes of identity numbers, as rule files write them. `9` any digit, `A` any ASCII letter, `N` a letter or digit, `[+-ABX]` one of these,
 * other digits themselves. Between them separators: a space, `-`, `.`, `/`, `:` or `+` as written, `~` for space, dash or full stop, and where a
 * shape has more than one `~`, the same each time. `?` behind a separator: it may be missing. `{6}` behind anything else: so many of them.
 * > 9{6}~?9{4}      19{2}-9{2}      AA~?99~?99~?99~?A
 */
export interface IdShape {
  /** End of the shape in `text` from `at`, or -1; the separators that stood there are told apart by `separated`. */
  end(text: string, at: number): number;
  /** True when the last successful `end` passed a separator. */
  separated(): boolean;
  /** Letters before the first digit; -1 when the shape may have letters or digits there. */
  readonly lead: number;
  /** A separator may stand, or stands, between those letters and the digit. */
  readonly parted: boolean;
  /** Sizes that the first run of digits can have, each with what can follow it. */
  readonly heads: readonly IdHead[];
}

/** How a shape can begin. */
export interface IdHead {
  /** Digits of the first run. */
  readonly size: number;
  /** Kinds of units that can follow it: bits of AFTER. */
  readonly after: number;
  /** Sizes that the next run of digits can have, a bit each; all bits when the shape does not say. */
  readonly second: number;
}

const ANY = -1;
const DIGIT = 1;
const UPPER = 2;
const SEPARATOR = 3;
const SET = 4;

interface Element {
  readonly kind: typeof DIGIT | typeof UPPER | typeof SEPARATOR | typeof SET;
  /** What a set or a separator takes. */
  readonly takes: string;
  readonly optional: boolean;
  readonly same: boolean;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const SEPARATORS = ' -./:+';

/** Reads a shape; a wrong one throws, at start. */
export function readShape(written: string): IdShape {
  const elements = parse(written);
  let separators = 0;
  const lead = leadOf(elements);
  return {
    lead: lead.letters,
    parted: lead.parted,
    heads: headsOf(elements, lead.next),
    separated: () => separators > 0,
    end(text, at) {
      let i = at;
      let first = 0;
      separators = 0;
      for (const { kind, takes, optional, same } of elements) {
        const unit = text.charCodeAt(i);
        if (kind === DIGIT) {
          if (!(unit >= 0x30 && unit <= 0x39)) return -1;
          i++;
        } else if (kind === UPPER) {
          const letter = unit & ~0x20;
          if (!(letter >= 0x41 && letter <= 0x5a) || unit > 0x7a) return -1;
          i++;
        } else if (kind === SET) {
          const capital = unit >= 0x61 && unit <= 0x7a ? unit - 32 : unit;
          if (Number.isNaN(unit) || !takes.includes(String.fromCharCode(capital))) return -1;
          i++;
        } else {
          const after = separatorEnd(text, i, takes);
          if (after < 0) {
            if (!optional) return -1;
            continue;
          }
          const kindOf = separatorKind(text, i, after);
          if (same && first !== 0 && first !== kindOf) return -1;
          if (same) first = kindOf;
          separators++;
          i = after;
        }
      }
      return i;
    },
  };
}

function parse(written: string): Element[] {
  const elements: Element[] = [];
  for (let i = 0; i < written.length; ) {
    const char = written[i];
    let element: Element;
    if (char === '[') {
      const close = written.indexOf(']', i);
      element = { kind: SET, takes: expand(written.slice(i + 1, close)), optional: false, same: false };
      i = close + 1;
    } else {
      i++;
      if (char === '9') element = { kind: DIGIT, takes: '', optional: false, same: false };
      else if (char === 'A') element = { kind: UPPER, takes: '', optional: false, same: false };
      else if (char === 'N') element = { kind: SET, takes: LETTERS + DIGITS, optional: false, same: false };
      else if (DIGITS.includes(char)) element = { kind: SET, takes: char, optional: false, same: false };
      else if (char === '~' || SEPARATORS.includes(char)) {
        const optional = written[i] === '?';
        if (optional) i++;
        element = { kind: SEPARATOR, takes: char === '~' ? ' -.' : char, optional, same: char === '~' };
      } else throw new RangeError(`shape "${written}": "${char}" is not known`);
    }
    let times = 1;
    if (written[i] === '{') {
      const close = written.indexOf('}', i);
      times = Number(written.slice(i + 1, close));
      i = close + 1;
    }
    for (let n = 0; n < times; n++) elements.push(element);
  }
  return elements;
}

/** `A-F` inside a set stands for the letters between. A dash at either end is a dash. */
function expand(set: string): string {
  return set.replace(/([A-Z])-([A-Z])/g, (_, from: string, to: string) => LETTERS.slice(LETTERS.indexOf(from), LETTERS.indexOf(to) + 1));
}

function holdsDigit(element: Element): boolean {
  return element.kind === DIGIT || (element.kind === SET && /\d/.test(element.takes));
}

function leadOf(elements: readonly Element[]): { letters: number; parted: boolean; next: number } {
  let letters = 0;
  let parted = false;
  let next = 0;
  for (; next < elements.length && !holdsDigit(elements[next]); next++)
    if (elements[next].kind === SEPARATOR) parted = true;
    else letters++;
  return { letters, parted, next };
}

function headsOf(elements: readonly Element[], from: number): IdHead[] {
  const heads: IdHead[] = [];
  const LETTER = 1 << AFTER.letter;
  let size = 0;
  for (let i = from; i < elements.length; i++) {
    const element = elements[i];
    if (element.kind === SEPARATOR) {
      heads.push({ size, after: aftersOf(element.takes), second: secondOf(elements, i + 1) });
      if (!element.optional) return heads;
    } else if (element.kind === DIGIT) size++;
    else {
      if (element.kind === UPPER || /[A-Z]/.test(element.takes)) heads.push({ size, after: LETTER, second: ANY });
      if (element.kind === SET && /[-+]/.test(element.takes)) heads.push({ size, after: aftersOf('-+'), second: ANY });
      if (!holdsDigit(element)) return heads;
      size++;
    }
  }
  heads.push({ size, after: 0xff & ~LETTER, second: ANY });
  return heads;
}

/** Sizes of the run of digits that begins with element `from`. */
function secondOf(elements: readonly Element[], from: number): number {
  let bits = 0;
  let size = 0;
  for (let i = from; i < elements.length; i++) {
    const { kind, takes, optional } = elements[i];
    if (kind === DIGIT) size++;
    else if (kind === SEPARATOR) {
      bits |= 1 << size;
      if (!optional) return bits;
    } else if (kind === SET && /\d/.test(takes)) return ANY;
    else return size === 0 ? ANY : bits | (1 << size);
  }
  return bits | (1 << size);
}

/** Kinds of units with which a separator can begin; a dash also behind a space. */
function aftersOf(takes: string): number {
  let bits = 0;
  for (const char of takes) {
    if (char === ' ' || char === '-') bits |= 1 << AFTER.space;
    if (char === '-') bits |= 1 << AFTER.dash;
    else if (char === '.') bits |= 1 << AFTER.dot;
    else if (char === '/') bits |= 1 << AFTER.slash;
    else if (char === ':') bits |= 1 << AFTER.colon;
    else if (char === '+') bits |= 1 << AFTER.plus;
  }
  return bits;
}

/** End of a separator at `i`: one of `takes`, a dash also between spaces, and for a space a line break with a reply prefix; -1 when there is none. */
function separatorEnd(text: string, i: number, takes: string): number {
  const unit = text.charCodeAt(i);
  if (unit === 0x20) {
    const next = text.charCodeAt(i + 1);
    if (next === 0x2d && takes.includes('-')) return text.charCodeAt(i + 2) === 0x20 ? i + 3 : i + 2;
    return takes.includes(' ') ? i + 1 : -1;
  }
  if (unit === 0x0a || unit === 0x0d) return takes.includes(' ') ? breakEnd(text, i) : -1;
  if (Number.isNaN(unit) || !takes.includes(text.charAt(i))) return -1;
  if (unit !== 0x2d) return i + 1;
  return text.charCodeAt(i + 1) === 0x20 ? i + 2 : Math.max(i + 1, breakEnd(text, i + 1));
}

/** End of a line break with its reply prefix, or -1. */
function breakEnd(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit !== 0x0a && unit !== 0x0d) return -1;
  let at = unit === 0x0d && text.charCodeAt(i + 1) === 0x0a ? i + 2 : i + 1;
  for (const limit = at + 4; at < limit && (text.charCodeAt(at) === 0x3e || text.charCodeAt(at) === 0x20); at++);
  return at;
}

function separatorKind(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 0x2d) return 0x2d;
  const unit = text.charCodeAt(from);
  return unit === 0x0a || unit === 0x0d ? 0x20 : unit;
}
