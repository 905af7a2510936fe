import type { LabelGap } from './label-gap.ts';
import { isWordUnit } from './numbers.ts';
import { saidEnd } from './said-signs.ts';
import { foldWord, isBlank, isCapital, isLetter, lineEnd, wordEnd } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

/** How a labelled value is written. */
export type Shape = 'word' | 'code' | 'number' | 'name' | 'phrase';

export interface ShapeLimits {
  readonly shape: Shape;
  /** Fewest and most units; for `number` digits. */
  readonly min: number;
  readonly max: number;
  /** For `code`: fewest digits. */
  readonly digits: number;
  /** For `code`: groups may have blanks between them, as in transcripts: "f 1 c 7 t 4". */
  readonly spaced: boolean;
  /** For `code`: its capitals and digits may stand in groups of three or more: `RG 118 204`, `7001 5528 194`. */
  readonly grouped: boolean;
  /** For `name`: full stops may stand in it. */
  readonly dots: boolean;
  /** Words that follow amounts and counts. */
  readonly units: ReadonlySet<string>;
}

export interface ReadValue {
  readonly start: number;
  readonly end: number;
}

/** Reads the value that begins where the gap ends; null when nothing of the shape stands there. */
export function readValue(text: string, gap: LabelGap, parameter: boolean, limits: ShapeLimits): ReadValue | null {
  if (gap.quote !== 0 && limits.shape !== 'number' && limits.shape !== 'code') {
    const quoted = readQuoted(text, gap.at, gap.quote, limits);
    if (quoted !== null) return quoted;
  }
  switch (limits.shape) {
    case 'word':
      return withSaid(text, readWord(text, gap, parameter, limits));
    case 'code':
      return readCode(text, gap.at, limits);
    case 'number':
      return readNumber(text, gap.at, limits);
    case 'name':
      return withSaid(text, readName(text, gap.at, limits));
    case 'phrase':
      return readPhrase(text, gap.at, limits);
  }
}

function withSaid(text: string, value: ReadValue | null): ReadValue | null {
  return value === null ? null : { start: value.start, end: saidEnd(text, value.start, value.end) };
}

/** Up to the closing quote on the same line. */
function readQuoted(text: string, start: number, quote: number, { min, max }: ShapeLimits): ReadValue | null {
  const limit = lineEnd(text, start, max + 1);
  for (let i = start; i < limit; i++) {
    if (text.charCodeAt(i) !== quote) continue;
    // An apostrophe inside a word closes nothing.
    if (quote === 0x27 && isWordUnit(text.charCodeAt(i + 1))) continue;
    let end = i;
    while (end > start && text.charCodeAt(end - 1) === 0x5c) end--;
    return end - start >= Math.min(min, 3) ? { start, end } : null;
  }
  return null;
}

/** What has no blank in it, without the punctuation behind it. */
function readWord(text: string, gap: LabelGap, parameter: boolean, { min, max, spaced }: ShapeLimits): ReadValue | null {
  const start = gap.at;
  const limit = Math.min(text.length, start + max + 1);
  let end = start;
  for (; end < limit; end++) {
    const unit = text.charCodeAt(end);
    if (unit <= 0x20 || unit === 0x22 || unit === 0x3c || unit === 0x201d || unit === 0xbb) break;
    if (unit === 0x5b && /^\[[A-Z_]{2,40}\]/.test(text.slice(end, end + 42))) break; // a placeholder is nobody's password
    if (gap.tight && (unit === 0x3b || (unit === 0x26 && (parameter || NEXT_PARAMETER.test(text.slice(end, end + 24)))))) break;
    if (parameter && (unit === 0x23 || unit === 0x27 || unit === 0x3e || unit === 0x29)) break;
    if (unit === 0x5c && /^\\+["nr]/.test(text.slice(end, end + 8))) break;
  }
  if (end === limit && limit < text.length) return null;
  end = trimmed(text, start, end);
  if (spaced && !gap.tight && end < text.length) end = spokenEnd(text, start, end);
  return end - start >= min ? { start, end } : null;
}

/** `&page=2` */
const NEXT_PARAMETER = /^&(?:amp;)?[\w.[\]-]{1,18}=/;

/** Transcripts put blanks between letters and digits: "password is ram 123". Only where nothing else follows on the line. */
function spokenEnd(text: string, start: number, first: number): number {
  if (first - start > 12 || text.charCodeAt(first) !== 0x20) return first;
  let end = first;
  for (let groups = 0; groups < 3 && text.charCodeAt(end) === 0x20; groups++) {
    let next = end + 1;
    while (next < end + 14 && isAlnum(text.charCodeAt(next))) next++;
    if (next === end + 1 || next === end + 14 || isWordUnit(text.charCodeAt(next))) return first;
    end = next;
  }
  for (let i = start; i < end; i++) if (!isAlnum(text.charCodeAt(i)) && text.charCodeAt(i) !== 0x20) return first;
  return restIsClear(text, end) && digitsIn(text, first, end) > 0 ? end : first;
}

/** Punctuation of the sentence is none of the password; an exclamation mark may be. */
function trimmed(text: string, start: number, end: number): number {
  while (end > start) {
    const char = text.charAt(end - 1);
    if (char === ')' && text.slice(start, end - 1).includes('(')) break;
    if (!'.,;:?)]}\'"`*|>\u201d'.includes(char)) break;
    end--;
  }
  return end;
}

/** Letters and digits with `-`, `/`, `_`, `.` between them. */
function readCode(text: string, start: number, { min, max, digits, spaced, grouped, units: amounts }: ShapeLimits): ReadValue | null {
  let end = grouped ? groupedEnd(text, start, max, amounts) : codeEnd(text, start, start + max + 1);
  if (end === start || end - start > max) return null;
  let count = digitsIn(text, start, end);
  if (spaced && !VERSION.test(text.slice(start, end))) {
    end = spacedEnd(text, start, end, max);
    count = digitsIn(text, start, end);
  }
  let units = 0;
  for (let i = start; i < end; i++) if (isAlnum(text.charCodeAt(i))) units++;
  if (count < digits || units < min || !endsClean(text, end)) return null;
  if (count === units && isAmount(text, end, amounts)) return null;
  return isOtherCode(text, start, end) ? null : { start, end };
}

/** `12345 kr`, `12345 EUR`: a sign or a word of an amount follows. */
export function isAmount(text: string, end: number, amounts: ReadonlySet<string>): boolean {
  const at = text.charCodeAt(end) === 0x20 ? end + 1 : end;
  const unit = text.charCodeAt(at);
  if (unit === 0x24 || unit === 0xa3 || unit === 0xa5 || (unit >= 0x20a0 && unit <= 0x20cf)) return true;
  return amounts.size > 0 && isLetter(unit) && amounts.has(foldWord(text.slice(at, wordEnd(text, at, at + 16))));
}

function codeEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit) {
    const unit = text.charCodeAt(end);
    if (isAlnum(unit)) end++;
    else if ((unit === 0x2d || unit === 0x2f || unit === 0x5f || unit === 0x2e) && end > start && isAlnum(text.charCodeAt(end + 1)))
      end += 2;
    else if (unit === 0x2e && text.charCodeAt(end + 1) === 0x2e && isDigit(text.charCodeAt(end + 2))) end += 3;
    else break;
  }
  return Math.min(end, text.length);
}

/** Letters that end a group stand in it only when a digit follows, or nothing: "yrt 632", "27 bp 4 a". */
function spacedEnd(text: string, start: number, first: number, max: number): number {
  if (wordEnd(text, start, first) === first && first - start > 4) return first;
  let end = first;
  let at = first;
  const capitals = /[A-Z]/.test(text.slice(start, first));
  for (let groups = 0; groups < 8; groups++) {
    if (text.charCodeAt(at) !== 0x20) break;
    const next = codeEnd(text, at + 1, start + max + 1);
    // A piece of a longer number is no code.
    if (next - start > max && isDigit(text.charCodeAt(at + 1))) return first;
    if (next === at + 1 || next - start > max || isWordUnit(text.charCodeAt(next))) break;
    const letters = wordEnd(text, at + 1, next) === next;
    if (letters && next - at - 1 > 3) break;
    // `DN15 or DN20`: a word in small letters behind capitals is none of the code.
    if (letters && capitals && next - at > 2 && !isCapital(text.charAt(at + 1))) break;
    at = next;
    if (!letters || (groups > 0 && restIsClear(text, next)) || (digitsIn(text, start, next) > 0 && restIsClear(text, next))) end = next;
  }
  return end;
}

/** `RG 118 204`, `7001 5528 194`, `YH2 LWM 4A0 PR 000 517`: groups that one blank parts. The last may be shorter where nothing follows. */
const GROUPS =
  /(?:[A-Z\d]{2,4} ){0,4}(?:[A-Z\d]{1,4} )?(?!(?:19|20)\d\d(?!\d| \d))\d{2,4}(?: (?!(?:19|20)\d\d(?!\d| \d))\d{3,4}){1,4}(?: \d{1,2}(?=[.,;!)]?(?:$|\s*\n|[.,;!)])))?(?![\p{L}\p{N}])|\d(?: \d){4,15}(?![\p{L}\p{N}])|[A-Z]{1,4} \d{3,10}(?: \d{3,4}){0,3}(?:(?: \d{2}){2,4}| \d{2}(?=[.,;!)]?(?:$|\n)))?(?![\p{L}\p{N}])/uy;

/** End of the code that begins at `start`, with its groups when it is written in such and they count nothing. */
function groupedEnd(text: string, start: number, max: number, amounts: ReadonlySet<string>): number {
  const first = codeEnd(text, start, start + max + 1);
  GROUPS.lastIndex = start;
  if (text.charCodeAt(first) !== 0x20 || !GROUPS.test(text)) return first;
  const end = GROUPS.lastIndex;
  return end <= first || end - start > max || isAmount(text, end, amounts) || !endsClean(text, end) ? first : end;
}

/** Nothing but punctuation follows on the line. */
export function restIsClear(text: string, at: number): boolean {
  const end = lineEnd(text, at, 40);
  for (let i = at; i < end; i++) if (isWordUnit(text.charCodeAt(i))) return false;
  return true;
}

function digitsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) count++;
  return count;
}

/** No letter, digit, `@`, backslash or decimals follow. */
function endsClean(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  if (isWordUnit(unit) || unit === 0x40 || unit === 0x5c || unit === 0x25 || unit === 0x2a) return false;
  if ((unit === 0x2c || unit === 0x2e || unit === 0x3a) && isDigit(text.charCodeAt(end + 1))) return false;
  return !(unit === 0x3a && text.charCodeAt(end + 1) === 0x2f);
}

const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:[Tt].*)?|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;
const AMOUNT = /^\d{1,6}\.\d{1,2}$/;
const VERSION = /^v?\d{1,3}(?:\.\d{1,5}){1,3}$|^v?\d{1,3}(?:\.\d{1,5}){2,3}[-_][\dA-Za-z.]{1,12}$/i;
const HEX = /^0x/i;
/** The name of a file. */
const FILE =
  /\.(?:html?|pdf|docx?|xlsx?|pptx?|odt|csv|txt|log|xml|json|ya?ml|ini|png|jpe?g|gif|heic|svg|zip|rar|7z|tar|gz|exe|msi|dmg|pkg|deb|rpm|apk|iso|img|bin|dll|eml|msg|mp[34]|mov|wav|avi|mkv|webm|webp|rtf|ods|odp|md|tsv|ics|vcf|bak|tmp|cfg|conf|sql|bat|cmd|ps1|sh|vbs|jar|war|p12|pfx|pem|pub|key|crt|cer|csr|der|asc|gpg|sig|ppk|jks|lic)$/i;
/** Ends as names of files do. */
export function isFileName(value: string): boolean {
  return FILE.test(value);
}

/** The name of a cipher, a hash or an encoding, with the sizes that such have: `HMAC-SHA256`, `AES-256-GCM`, `UTF-8`. */
export function isAlgorithm(value: string): boolean {
  return ALGORITHM.test(value) || SIGNATURE.test(value);
}
/** `ECDSAP256SHA256`: how domains and certificates are signed, written as one word. */
const SIGNATURE = /^(?:nsec3)?(?:rsa|dsa|ecdsa)(?:p\d{3})?(?:with)?sha\d{1,3}$/i;
const ALGORITHM =
  /^(?:hmac|aes|rsa|dsa|ecdsa|ecdhe?|dhe|eddsa|ed|sha|md|ripemd|blake|pbkdf|argon|bcrypt|scrypt|chacha|poly|3?des|tls|ssl|wpa|utf|iso|base|curve|secp|pkcs)-?\d{0,5}[a-z]?\d{0,2}(?:[-_/](?:hmac|aes|rsa|sha|md|gcm|cbc|ctr|ccm|psk|poly|with|ecdsa|p)?-?(?:128|160|192|224|256|384|512|1024|2048|3072|4096|8859|\d{1,2})?[a-z]?){0,4}$/i;
const UNIT = /^\d+(?:gb|mb|kb|ms|px|k|x|st|nd|rd|th|h|pm|am|kr|eur|usd|sek)$/i;
/** Dates, amounts, versions and the like are codes by shape. */
function isOtherCode(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  return (
    DATE.test(value) ||
    AMOUNT.test(value) ||
    VERSION.test(value) ||
    HEX.test(value) ||
    UNIT.test(value) ||
    FILE.test(value) ||
    isAlgorithm(value)
  );
}

/** Digits with single blanks or dashes between groups. */
function readNumber(text: string, start: number, { min, max, units }: ShapeLimits): ReadValue | null {
  if (!isDigit(text.charCodeAt(start))) return null;
  let digits = 0;
  let at = start;
  let end = start;
  while (at < text.length && digits <= max) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) {
      digits++;
      end = ++at;
    } else if ((unit === 0x20 || unit === 0x2d) && isDigit(text.charCodeAt(at + 1))) at++;
    else break;
  }
  if (digits < min || digits > max || !endsClean(text, end)) return null;
  if (text.charCodeAt(end) === 0x2f) return null;
  return isOtherCode(text, start, end) || (units.size > 0 && isAmount(text, end, units)) ? null : { start, end };
}

/** A user or host name: letters, digits and `._-~$+@\`. */
function readName(text: string, start: number, { min, max, dots }: ShapeLimits): ReadValue | null {
  const limit = Math.min(text.length, start + max + 1);
  let end = start;
  while (end < limit) {
    const unit = text.charCodeAt(end);
    if (!isWordUnit(unit) && !'._-~$+@\\'.includes(text.charAt(end))) break;
    if (unit === 0x5c && (text.charCodeAt(end + 1) === 0x22 || !isWordUnit(text.charCodeAt(end + 1)))) break;
    end++;
  }
  if (end - start > max) return null;
  // `anna_` is a name, `_anna_` one that is set off.
  const signs = text.charCodeAt(start - 1) === 0x5f ? '._-~+@\\' : '.-~+@\\';
  while (end > start && signs.includes(text.charAt(end - 1))) end--;
  if (end - start < min) return null;
  const unit = text.charCodeAt(end);
  if (unit === 0x3a && text.charCodeAt(end + 1) === 0x2f) return null;
  // Part of an IPv6 address; a port may follow a host.
  if (unit === 0x3a && /^:(?:[0-9a-f]{0,4}:|[a-z])/i.test(text.slice(end, end + 7))) return null;
  if (!dots && text.slice(start, end).includes('.')) return null;
  return { start, end };
}

/** Words up to the next mark of punctuation: the first, and those with a capital behind it. */
function readPhrase(text: string, start: number, { min, max }: ShapeLimits): ReadValue | null {
  const limit = lineEnd(text, start, max);
  let end = start;
  let at = start;
  for (let words = 0; words < 4 && at < limit; words++) {
    let next = at;
    while (
      next < limit &&
      (isWordUnit(text.charCodeAt(next)) ||
        ((text.charCodeAt(next) === 0x2d || text.charCodeAt(next) === 0x27) && isLetter(text.charCodeAt(next + 1))))
    )
      next++;
    if (next === at || (words > 0 && !isCapital(text.charAt(at)) && !isDigit(text.charCodeAt(at)))) break;
    end = next;
    if (!isBlank(text.charCodeAt(next))) break;
    at = next + 1;
  }
  EPITHET.lastIndex = end;
  if (end > start && EPITHET.test(text) && EPITHET.lastIndex - start <= max) end = EPITHET.lastIndex;
  return end - start >= min ? { start, end } : null;
}
/** `Bella the cat`: what a name goes on with to the end of its clause. */
const EPITHET = / (?:the|of|de|het|van|der|die|das|von|den|det|av|la|le|el)(?: \p{L}{2,20}){1,2}(?=[.,;!)\n]|$)/uy;
