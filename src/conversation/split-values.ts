import type { KnownHit } from './hits.ts';

/** Messages of one speaker that may hold parts of one value: four groups of a card, and one to spare. */
export const MAX_PARTS = 6;
/** Units of each of them that are joined, from the side that touches the next. */
const MAX_PART = 96;
/** Longer messages are letters, not parts of a number. */
export const MAX_BUBBLE = 240;

/** A message and where its beginning and end lie in the joined text. */
export interface JoinedPart {
  /** Position in the list that was joined. */
  readonly index: number;
  /** What of the message was joined: offset in it. */
  readonly from: number;
  /** Where that begins in the joined text, and its length. */
  readonly at: number;
  readonly length: number;
}

/** The texts of one speaker's last messages joined where a value may go on from one to the next; undefined when none does into the last. */
export function joinParts(texts: readonly string[]): { text: string; parts: readonly JoinedPart[] } | undefined {
  let first = texts.length - 1;
  while (first > 0 && texts.length - first < MAX_PARTS && goesOn(texts[first - 1], texts[first])) first--;
  if (first === texts.length - 1 || first < 0) return undefined;
  let joined = '';
  const parts: JoinedPart[] = [];
  for (let i = first; i < texts.length; i++) {
    const text = texts[i];
    const isFirst = i === first;
    const from = isFirst ? Math.max(0, text.length - MAX_PART) : 0;
    const to = i === texts.length - 1 ? Math.min(text.length, MAX_PART) : text.length;
    let piece = text.slice(from, to);
    const lead = isFirst ? 0 : piece.length - piece.trimStart().length;
    piece = piece.slice(lead).trimEnd();
    if (!isFirst) joined += isTight(joined, piece) ? '' : ' ';
    parts.push({ index: i, from: from + lead, at: joined.length, length: piece.length });
    joined += piece;
  }
  return { text: joined, parts };
}

/** Whether the end of a message and the beginning of the next may be one value. */
function goesOn(before: string, after: string): boolean {
  if (before.length > MAX_BUBBLE || after.length > MAX_BUBBLE) return false;
  const end = before.trimEnd();
  const begin = after.trimStart();
  if (begin.startsWith('@')) return /[\p{L}\p{N}_+-]$/u.test(end);
  if (end.endsWith('@')) return /^[\p{L}\p{N}]/u.test(begin);
  if (SIGN_BEGINS.test(begin)) return /[\p{L}\p{N}]$/u.test(end);
  // Chunks of letters and digits, as in accounts, licences and cards; a last message of a chain may say more behind its chunk.
  const tail = /[A-Za-z0-9]+[-/.+]?$/.exec(end.slice(-40))?.[0] ?? '';
  const head = /^[-+(]?[A-Za-z0-9]+/.exec(begin.slice(0, 40))?.[0] ?? '';
  return /\d/.test(tail) && /\d/.test(head);
}

/** The sign of an address as it is said, and what follows it: `snabel a example punkt se`. */
const SIGN_BEGINS =
  /^(?:at|\u00e4t|et|snabel-? ?a|apenstaartje|apenstaart|apestaartje|klammeraffe|\u0101bele|arroba|arobase|chiocciola|ma\u0142pa|\u0441\u043e\u0431\u0430\u043a\u0430) (?=[\p{L}\p{N}])[^\n]{0,40}(?:\.| (?:dot|punkt|punt|punkts|point|punto|ponto|kropka|piste|\u0442\u043e\u0447\u043a\u0430) )/iu;

/** Longest message that is a label and nothing more. */
const MAX_LABEL = 40;
const MAX_LABEL_WORDS = 5;

/** A message that may be the label of what its speaker says next: `my password is`, `cvv:`. */
export function isLead(text: string): boolean {
  if (text.length > MAX_LABEL) return false;
  const said = text.trim();
  return /^\p{L}/u.test(said) && /[\p{L}:=]$/u.test(said) && said.split(/\s+/).length <= MAX_LABEL_WORDS;
}

function isTight(before: string, after: string): boolean {
  return after.startsWith('@') || before.endsWith('@') || before.endsWith('-') || after.startsWith('-');
}

/** Accounts begin with the country; a part of one is told by it. */
const ACCOUNT_PART = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){1,6}(?: ?[A-Z0-9]{1,3})?$/;
/** Two or three groups of four that begin as cards do, or the first two of an American Express, at the end of a message. */
const CARD_PART = /(?<![\d+.,/:-])(?:[2-6]\d{3}[ -]?\d{4}(?:[ -]?\d{4})?|3[47]\d{2}[ -]\d{6})$/;
/** Units before a part of a card that is written in one piece, unless it is a sentence of its own: many codes begin so, and are told with more words. */
const MAX_CARD_LEAD = 24;
const OWN_SENTENCE = /[.!?:]\s+$/;
/** Three groups of three, as programs for remote help show them: nobody types them but to be read; a word or two may lead to them. */
const SESSION = /^(?:.{0,60}[.!\n]\s*)?(?:\p{L}{1,12}:? ){0,2}(\d{3} \d{3} (?!000)\d{3})$/u;
const MAX_SESSION = 90;
/** first.last at the end of a very short message, before anybody said `@`. */
const ADDRESS_PART = /(?<![\w@./\\-])[a-z]{3,20}[._][a-z]{3,20}$/;
const MAX_ADDRESS_BUBBLE = 32;
/** What stands behind a full stop in names of files and sites. */
const SUFFIXES = new Set(
  `exe dll log txt pdf doc docx xls xlsx csv json html htm xml yaml yml toml ini conf cfg php jpg jpeg png gif svg zip rar tar msi bat cmd sys tmp
  bak iso app apk dmg pkg deb rpm jar java class properties com net org info shop tech site store online email live test local localhost example
  dev biz name pro mobi cloud eml msg pst ost vcf ics mp3 mp4 mov avi wav heic webp sql lock env`.split(/\s+/),
);

/** What may be the first part of a value of which the rest is still to come; offsets of `text`, a message in a chat. */
export function openParts(text: string): KnownHit[] {
  if (text.length > MAX_BUBBLE) return [];
  const end = text.replace(/[\s.,]+$/, '').length;
  const from = Math.max(0, end - 48);
  const tail = text.slice(from, end);
  const account = ACCOUNT_PART.exec(tail);
  if (account !== null) return [part('bank-account', from + account.index, end)];
  const card = CARD_PART.exec(tail);
  if (card !== null && (/[ -]/.test(card[0]) || from + card.index <= MAX_CARD_LEAD || OWN_SENTENCE.test(tail.slice(0, card.index))))
    return [part('card', from + card.index, end)];
  const session = end <= MAX_SESSION ? SESSION.exec(text.slice(0, end)) : null;
  if (session !== null) return [{ ...part('secret', end - session[1].length, end), type: 'answer' }];
  if (text.length <= MAX_ADDRESS_BUBBLE) {
    const address = ADDRESS_PART.exec(tail);
    if (address !== null && !SUFFIXES.has(address[0].slice(address[0].search(/[._]/) + 1)))
      return [part('email', from + address.index, end)];
  }
  return [];
}

/** What goes on with a number of which the message before held the first part: groups of digits at the beginning. */
export function continuation(text: string, category: string): KnownHit[] {
  if (category === 'email' || category === 'secret') return [];
  const shape =
    category === 'card' ? /^\s*\d{4}(?:[ -]?\d{1,4}){0,3}(?!\d)/ : /^\s*[A-Z0-9]{2,4}(?:[ -]?[A-Z0-9]{1,4}){1,7}(?![A-Za-z0-9])/;
  const match = shape.exec(text.slice(0, 48));
  if (match === null || !/\d/.test(match[0])) return [];
  return [part(category, match[0].length - match[0].trimStart().length, match[0].length)];
}

/** Groups of a message that may be the rest of a value that was begun before it. */
export function endsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (text.length > MAX_BUBBLE) return [];
  return [...text.matchAll(GROUP)].slice(0, MAX_ENDS).map(({ 0: group, index }) => ({ start: index, end: index + group.length }));
}
const GROUP = /(?<![\p{L}\p{N}.,:/-])(?=[A-Z]*\d)[A-Z\d]{1,8}(?![\p{L}\p{N}:/-]|[.,]\d)/gu;
const MAX_ENDS = 3;

function part(category: string, start: number, end: number): KnownHit {
  return { start, end, category, type: 'part', score: 0.6 };
}
