import { isTld } from './tld.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** RFC 5321, 4.5.3.1. */
export const MAX_LOCAL = 64;
export const MAX_DOMAIN = 253;
const MAX_LABEL = 63;
const MAX_LABELS = 16;
/** Units looked over for the beginning of a local part; what is longer is no address. */
const MAX_WALK = 96;

/**
 * ASCII units that a local part is read over: letters, digits and those of RFC 5322's atext that do not also stand between two values
 * (`=`, `/`, `?` in URLs, `|` in tables, `*` and the grave accent in Markdown, `!`, braces).
 */
const LOCAL = new Uint8Array(128);
for (const unit of ".+-_'%#$^~&") LOCAL[unit.charCodeAt(0)] = 1;
for (let unit = 0; unit < 128; unit++) if (isDigit(unit) || isAsciiLetter(unit)) LOCAL[unit] = 2;

const BEYOND_ASCII = /[\p{L}\p{M}\p{N}]/u;
const HAN_KANA_HANGUL = /[\u2e80-\u9fff\uac00-\ud7af]/;

/** Letter or digit of any script of the BMP, as RFC 6531 and IDNA allow them. */
export function isNameUnit(unit: number): boolean {
  return unit < 128 ? LOCAL[unit] === 2 : BEYOND_ASCII.test(String.fromCharCode(unit));
}

function isLocalUnit(unit: number): boolean {
  return unit < 128 ? LOCAL[unit] !== 0 : BEYOND_ASCII.test(String.fromCharCode(unit));
}

/** Start of the dot-atom that ends at `end`, or -1. Quotes, list marks and the name of an URL's parameter stay outside. */
export function localStart(text: string, end: number): number {
  let start = end;
  const limit = Math.max(0, end - MAX_WALK);
  while (start > limit && isLocalUnit(text.charCodeAt(start - 1))) start--;
  if (start === end) return -1;
  const before = start === 0 ? 0 : text.charCodeAt(start - 1);
  // An ellipsis ends a sentence; two dots are a slip inside an address.
  // The last `&` of `?a=1&anna@example.com` begins a parameter.
  const inQuery = before === 0x3d || before === 0x3f;
  for (let i = end - 1, dots = 0; i >= start; i--) {
    const unit = text.charCodeAt(i);
    dots = unit === 0x2e ? dots + 1 : 0;
    if (dots === 3 || (inQuery && unit === 0x26)) {
      start = dots === 3 ? i + 3 : i + 1;
      break;
    }
  }
  if (before === 0x5c && start > limit) start += escapeLength(text, start);
  while (start < end && !isNameUnit(text.charCodeAt(start))) start++;
  if (start === end) return -1;
  start = afterScriptChange(text, start, end);
  return end - start > MAX_LOCAL ? -1 : start;
}

/** 1 when the unit at `start` is the letter of `\n`, `\r` or `\t` in JSON that stands in a text. */
function escapeLength(text: string, start: number): number {
  let slashes = 0;
  while (slashes < 16 && text.charCodeAt(start - 1 - slashes) === 0x5c) slashes++;
  return slashes > 0 && 'nrt'.includes(text[start]) ? 1 : 0;
}

/** Chinese and Japanese put no space before an address: what is left of the first ASCII unit is the sentence, when the rest is all ASCII. */
function afterScriptChange(text: string, start: number, end: number): number {
  if (!HAN_KANA_HANGUL.test(text[start])) return start;
  let at = start;
  while (at < end && text.charCodeAt(at) >= 128) at++;
  for (let i = at; i < end; i++) if (text.charCodeAt(i) >= 128) return start;
  while (at < end && !isNameUnit(text.charCodeAt(at))) at++;
  return at === end ? start : at;
}

/**
 * Start of the local part when the whole address stands in angle brackets: there all of RFC 5322's atext is meant (`<a|b@example.com>`). `start` when
 * it does not.
 */
export function bracketedStart(text: string, start: number): number {
  const limit = Math.max(0, start - MAX_LOCAL);
  let at = start;
  while (at > limit && (isLocalUnit(text.charCodeAt(at - 1)) || '=/?|*!{}`'.includes(text[at - 1]))) at--;
  return at > 0 && text.charCodeAt(at - 1) === 0x3c ? at : start;
}

/** Start of the quoted string whose closing `"` stands at `end - 1`, or -1. In JSON both quotes have a backslash. */
export function quotedStart(text: string, end: number): number {
  const escaped = text.charCodeAt(end - 2) === 0x5c;
  const last = end - (escaped ? 2 : 1);
  let named = false;
  for (let i = last - 1; i >= 0 && i >= last - MAX_LOCAL; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d) return -1;
    if (unit !== 0x22) {
      if (isNameUnit(unit)) named = true;
      continue;
    }
    const start = escaped ? i - 1 : i;
    if (!named || (escaped && text.charCodeAt(start) !== 0x5c)) return -1;
    // A quote that closes something else has a letter, a digit or another quote before it.
    const before = start === 0 ? 0x20 : text.charCodeAt(start - 1);
    return before <= 0x20 || '<([,;:='.includes(String.fromCharCode(before)) ? start : -1;
  }
  return -1;
}

/** A domain as read: `end` in the text; `name` with plain dots, lower case; whether its last label is a top-level domain. */
export interface Domain {
  readonly end: number;
  readonly name: string;
  readonly known: boolean;
}

/** End of the label that starts at `at`, at most 64 further; `at` when none does. Ends on a letter or digit. */
export function labelEnd(text: string, at: number): number {
  if (!isNameUnit(text.charCodeAt(at))) return at;
  const limit = Math.min(text.length, at + MAX_LABEL + 1);
  let end = at + 1;
  while (end < limit) {
    const unit = text.charCodeAt(end);
    if (unit !== 0x2d && unit !== 0x5f && !isNameUnit(unit)) break;
    end++;
  }
  while (!isNameUnit(text.charCodeAt(end - 1))) end--;
  return end;
}

/**
 * Reads the longest domain at `at` that ends in a top-level domain: `example.com.Tack` ends after `com`. When no label is one, the whole name is
 * taken as it stands and not `known`. Null when there is no dot, or when it is longer than a domain can be.
 */
export function readDomain(text: string, at: number): Domain | null {
  const ends: number[] = [];
  let from = at;
  let goodEnd = 0;
  for (;;) {
    const end = labelEnd(text, from);
    if (end === from || end - from > MAX_LABEL || end - at > MAX_DOMAIN) {
      if (end === from) break;
      return null;
    }
    const cut = ends.length === 0 ? 0 : topLevelEnd(text, from, end);
    if (cut > 0) goodEnd = cut;
    ends.push(end);
    if (ends.length === MAX_LABELS || text.charCodeAt(end) !== 0x2e) break;
    from = end + 1;
    // `example..com` is a slip; three dots are an ellipsis.
    if (text.charCodeAt(from) === 0x2e && text.charCodeAt(from + 1) !== 0x2e) from++;
  }
  if (goodEnd > 0) return { end: goodEnd, name: text.slice(at, goodEnd).toLowerCase().replaceAll('..', '.'), known: true };
  if (ends.length < 2) return null;
  const end = ends[ends.length - 1];
  return isNamed(text, ends[ends.length - 2] + 1, end) ? { end, name: text.slice(at, end).toLowerCase(), known: false } : null;
}

/** Two letters at least, and letters alone: what a top-level domain looks like, known or not. */
function isNamed(text: string, from: number, to: number): boolean {
  if (to - from < 2) return false;
  for (let i = from; i < to; i++) if (isDigit(text.charCodeAt(i)) || !isNameUnit(text.charCodeAt(i))) return false;
  return true;
}

/** Where the top-level domain ends that the label text[from..to) is or begins with (`comTack`, `com070`, `jp` before kana); 0 when it is none. */
function topLevelEnd(text: string, from: number, to: number): number {
  const label = text.slice(from, to);
  if (isTld(label)) return to;
  const glued = /^([a-z]{2,})(?=[A-Z0-9_\-\u0080-\uffff])/.exec(label)?.[1] ?? /^com(?=[a-z]{2})/.exec(label)?.[0];
  return glued !== undefined && isTld(glued) ? from + glued.length : 0;
}
