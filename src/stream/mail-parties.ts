/** Whom the headers of a message name: their names are looked for in all of it. */
import type { Party } from '../types.ts';

/** Headers that name people. */
const PEOPLE = new Set(['from', 'to', 'cc', 'bcc', 'reply-to', 'sender', 'resent-from', 'resent-to', 'resent-cc']);
/** As many as the redactor reads. */
export const MOST_PARTIES = 50;

export function namesPeople(field: string): boolean {
  return PEOPLE.has(field.toLowerCase());
}

/** The people in a header such as `"Quist, Anna" <anna@example.com>, bo@example.com`. */
export function partiesIn(field: string, text: string): Party[] {
  const role = field.toLowerCase();
  return mailboxes(text)
    .slice(0, MOST_PARTIES)
    .flatMap((mailbox) => {
      // Old mail has the name behind the address: `anna@example.com (Anna Quist)`.
      const comment = /\(([^()]{0,100})\)\s*$/.exec(mailbox.slice(-120));
      const written = comment === null ? mailbox : mailbox.slice(0, mailbox.length - comment[0].length);
      const open = written.lastIndexOf('<');
      const address = (open < 0 ? written : written.slice(open + 1)).replace('>', '').trim();
      const name = plainName(open < 0 ? (comment?.[1] ?? '') : written.slice(0, open));
      const email = /^\S{1,64}@\S{1,253}$/.test(address) ? address : undefined;
      return name === '' && email === undefined ? [] : [{ role, ...(name !== '' && { name }), ...(email !== undefined && { email }) }];
    });
}

/** Commas inside quotes, brackets and comments part nothing. */
function mailboxes(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (unit === '<' || unit === '(') depth++;
    else if (unit === '>' || unit === ')') depth = Math.max(0, depth - 1);
    else if ((unit === ',' || unit === ';') && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  found.push(text.slice(from));
  return found;
}

/** `"Quist, Anna"` is Anna Quist; what is an address itself is no name. */
function plainName(written: string): string {
  const name = written
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .replace(/\\(.)/g, '$1');
  if (name.includes('@') || name.length > 100) return '';
  const parts = name.split(',').map((part) => part.trim());
  return parts.length === 2 && parts.every((part) => part !== '') ? `${parts[1]} ${parts[0]}` : name;
}
