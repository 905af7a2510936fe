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

/** The head of a record up to a member of it, when the record is called by what a person is: `"requester": {"id": 17, `. */
const OF_PERSON =
  /(\\?["'])(?:actor|agent|assignee|author|client|commenter|contact|creator|customer|employee|guest|member|owner|patient|person|recipient|reporter|requester|sender|submitter|user|visitor|kund|klant|klients|kunde)\1 ?: ?\{[^{}]*$/i;
/** The member behind one, when it says that a person is spoken of. */
const PERSON_NEXT = /^ ?, ?\s*(\\?["'])(?:e-?mail|e_mail|phone|mobile|tel|telefon|telephone|birth_?date|dob)\w{0,12}\1/i;
/** Units of a record that are looked through for either. */
const BESIDE = 80;

/** A value that a text gives the name of. */
export interface Member {
  readonly name: string;
  /** Offsets of the value in the text, without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** Members of a record that was pasted into a text, as JSON and most languages write them: `"last_name": "Berg"`, `{'zip': 12345}`; without those whose names say little, but for the name of a person. */
export function membersOf(source: string): Member[] {
  if (!source.includes('":') && !source.includes("':") && !source.includes('" :')) return NONE;
  const members: Member[] = [];
  for (const match of source.matchAll(MEMBER)) {
    const [whole, , name, quote = '', text = '', number = ''] = match;
    const behind = match.index + whole.length;
    if (OF_ANYTHING.has(name.toLowerCase()) && !(name.toLowerCase() === 'name' && isOfPerson(source, match.index, behind))) continue;
    const end = behind - quote.length;
    members.push({ name, start: end - text.length - number.length, end });
  }
  return members;
}

function isOfPerson(source: string, start: number, end: number): boolean {
  return OF_PERSON.test(source.slice(Math.max(0, start - BESIDE), start)) || PERSON_NEXT.test(source.slice(end, end + BESIDE));
}

const NONE: Member[] = [];
