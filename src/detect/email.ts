import type { Detector } from '../types.ts';
import { bracketedStart, isNameUnit, localStart, MAX_DOMAIN, MAX_LOCAL, quotedStart, readDomain } from './email-parts.ts';
import { isDigit } from '../units.ts';

/** `[203.0.113.77]`, `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3). */
const ADDRESS_LITERAL = /\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]{2,45})\]/iy;

/**
 * Addresses with an `@`: `local@domain`, `"quoted local"@domain`, `local@[192.0.2.25]`. Value: the address with a lower-case domain.
 * Signals: `tld` the domain ends in a top-level domain; `literal` it is an IP literal; `wrapped` between `<` and `>` or after `mailto:`;
 * `file` the last label is a file's extension (option `files`); `handle` an `@` stands before the local part, as in `@user@host`;
 * `message-id` a header of the list `ids` stands before it and the local part names nobody.
 */
export const email: Detector = {
  name: 'email',
  types: ['address'],
  signals: ['tld', 'literal', 'wrapped', 'file', 'handle', 'message-id'],
  words: ['ids'],
  options: ['files'],
  // A bracketed local part and an earlier one (`a@b@c`) can each add one to it.
  maxLength: 3 * (MAX_LOCAL + 1) + MAX_DOMAIN,
  needs: () => [{ anchors: ['ats'] }],
  prepare({ concept, rule }) {
    const ids = concept('ids');
    const files = new Set((rule.options?.files as readonly string[] | undefined) ?? []);
    return ({ scan, around }, emit) => {
      const { text, at, atCount } = scan;
      for (let i = 0; i < atCount; i++) {
        const sign = at[i];
        const domainAt = afterLineEnd(text, sign + 1);
        const next = text.charCodeAt(domainAt);
        if (next !== 0x5b && !isNameUnit(next)) continue;
        const signals: string[] = [];
        const quoted = text.charCodeAt(sign - 1) === 0x22;
        // `anna@@example.com`: a finger was slow.
        const localEnd = text.charCodeAt(sign - 1) === 0x40 ? sign - 1 : sign;
        let start = quoted ? quotedStart(text, sign) : localStart(text, localEnd);
        if (start < 0 || isMasked(text, start)) continue;
        let end: number;
        let domain: string;
        if (next === 0x5b) {
          ADDRESS_LITERAL.lastIndex = domainAt;
          const literal = ADDRESS_LITERAL.exec(text)?.[0];
          if (literal === undefined) continue;
          end = domainAt + literal.length;
          domain = literal;
          signals.push('literal');
        } else {
          const read = readDomain(text, domainAt);
          if (read === null || (domainAt > sign + 1 && !read.known) || read.end - start > MAX_LOCAL + 1 + MAX_DOMAIN) continue;
          end = read.end;
          domain = read.name;
          if (read.known) signals.push('tld');
          else if (files.has(domain.slice(domain.lastIndexOf('.') + 1))) signals.push('file');
        }
        if (!quoted && text.charCodeAt(end) === 0x3e) start = bracketedStart(text, start);
        const local = text.slice(start, localEnd);
        if (!quoted) start = afterLiteralPrefix(text, start, sign, end);
        if (text.charCodeAt(start - 1) === 0x40) {
          // `anna@gmail.com@example.com` is one slip of the pen: take it whole. `@anna@example.social` is a handle.
          const earlier = localStart(text, start - 1);
          if (earlier < 0) signals.push('handle');
          else start = earlier;
        }
        if (isWrapped(text, start, end)) signals.push('wrapped');
        if (around.left(ids, start) && !isPersonal(local)) signals.push('message-id');
        emit({ start, end, value: `${local}@${domain}`, type: 'address', signals });
      }
    };
  },
};

/** Behind the line end at `at` and the mark of a quoted line, where a mail program has broken an address; else `at`. */
function afterLineEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit !== 0x0a && unit !== 0x0d) return at;
  LINE_END.lastIndex = at;
  return LINE_END.test(text) ? LINE_END.lastIndex : at;
}
const LINE_END = /\r?\n(?:> ?){0,3}/y;

/** `a***@example.com`, `an**rg@example.com`: somebody has masked it already. Bold text (`**anna@example.com**`) has no letter before its stars. */
function isMasked(text: string, start: number): boolean {
  if (start < 3 || text.charCodeAt(start - 1) !== 0x2a) return false;
  let at = start - 1;
  while (at > 0 && start - at < 24 && text.charCodeAt(at - 1) === 0x2a) at--;
  return start - at > 1 && at > 0 && isNameUnit(text.charCodeAt(at - 1));
}

/** `b'anna@example.com'`, as programs print bytes and strings: the prefix is not part of the address. */
function afterLiteralPrefix(text: string, start: number, sign: number, end: number): number {
  if (text.charCodeAt(end) !== 0x27) return start;
  for (let i = start + 1; i <= start + 2 && i < sign - 1; i++) if (text.charCodeAt(i) === 0x27) return i + 1;
  return start;
}

function isWrapped(text: string, start: number, end: number): boolean {
  return (
    (text.charCodeAt(start - 1) === 0x3c && text.charCodeAt(end) === 0x3e) ||
    text.slice(Math.max(0, start - 7), start).toLowerCase() === 'mailto:'
  );
}

/**
 * Two parts that are letters alone and can be spoken: `20250203.1011.anna.berg`, not `20260512.abc` or `CAJ3x7bK9kq+ZV`. A mail program makes its
 * ids of times and random digits; some people's programs put the address in.
 */
export function isPersonal(local: string): boolean {
  let words = 0;
  for (const part of local.split(/[.+_-]/)) {
    if (
      part.length >= 3 &&
      part.length <= 20 &&
      ![...part].some((c) => isDigit(c.charCodeAt(0))) &&
      /[aeiouy\u00e0-\uffff]/i.test(part) &&
      !/[a-z][A-Z]|[A-Z]{3}/.test(part)
    )
      words++;
  }
  return words >= 2 || (words === 1 && !/\d/.test(local));
}
