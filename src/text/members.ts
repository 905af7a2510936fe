/** Longest name of a member and longest value: together, with their quotes, within a detector's reach. */
const MEMBER = /(\\?["'])([A-Za-z_][\w.-]{0,31})\1 ?: ?(?:(\\?["'])((?:(?!\3)[^\\\n]){1,54})\3|([+-]?\d[\d.]{0,24})(?![\w.*]))/g;

/** What programs call their own things too: a pasted record is often a program's, where structured input is a customer's. */
const OF_ANYTHING: ReadonlySet<string> = new Set([
  'address',
  'author',
  'company',
  'contact',
  'country',
  'host',
  'id',
  'key',
  'name',
  'owner',
  'title',
  'user',
]);

/** A value that a text gives the name of. */
export interface Member {
  readonly name: string;
  /** Offsets of the value in the text, without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** Members of a record that was pasted into a text, as JSON and most languages write them: `"last_name": "Berg"`, `{'zip': 12345}`; without those whose names say little. */
export function membersOf(source: string): Member[] {
  if (!source.includes('":') && !source.includes("':") && !source.includes('" :')) return NONE;
  const members: Member[] = [];
  for (const match of source.matchAll(MEMBER)) {
    if (OF_ANYTHING.has(match[2].toLowerCase())) continue;
    const [whole, , name, quote = '', text = '', number = ''] = match;
    const end = match.index + whole.length - quote.length;
    members.push({ name, start: end - text.length - number.length, end });
  }
  return members;
}

const NONE: Member[] = [];
