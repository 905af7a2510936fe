/** Ids of messages and their parts, which look like addresses and stay where they name nobody. */
import { latin1 } from '../../formats/bytes.ts';
import { isPersonal } from '../../detect/email.ts';
import type { Seen } from './shapes.ts';

/** A header of ids as it stands in front of one of them, folded or not. */
const HEADER = /(?:^|\n)(?:[\w-]{1,40}-)?(?:message-id|content-id|in-reply-to|references):(?:[^\r\n]|\r?\n[ \t])*$/i;
/** Units in front of an id in which its header begins: references to a long thread. */
const REACH = 4000;
const LONGEST = 300;

/** What looks like an address stands in `<...>` in such a header, or behind `cid:`, and is no person's. */
export function isIdOfMail(bytes: Uint8Array, { shape, byte }: Seen): boolean {
  if (shape !== 'e-mail address') return false;
  const before = latin1(bytes, Math.max(0, byte - REACH), byte);
  const whole = before + latin1(bytes, byte, Math.min(bytes.length, byte + LONGEST));
  const sign = whole.indexOf('@', before.length);
  const local = /(<|\bcid:)([^\s<>@:]{1,200})$/i.exec(whole.slice(0, sign));
  if (local === null || isPersonal(local[2])) return false;
  return local[1] !== '<' || HEADER.test(whole.slice(0, local.index));
}
