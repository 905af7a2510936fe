/** Which row of a table names its columns. All cells of it are weighed together, because one odd name says nothing about the others. */

/** Rows that may stand above the header: a title, who made the export and when. */
const MOST_TITLES = 10;
/** Questions of a survey are whole sentences. */
const LONGEST_NAME = 400;

const PLAIN_NAME = /^[\p{L}_$#(][\p{L}\p{M}\p{N} _\-.,:;/\\()[\]#%&?'*$]{0,63}$/u;
const LONG_NUMBER = /\d{5}/;
/** Digits and what stands between them, or an amount. */
const NUMBER = /^[+-]?[\p{Sc}(]? ?\d[\d\s.,:/()'-]*(?:%|\p{Sc}|[A-Z]{3})?$/u;
const YEAR = /^(?:19|20)\d\d$/;
/** What no column is called: addresses, dates, times, ids of machines. */
const VALUES: readonly RegExp[] = [
  /\S@\S+\.\S/,
  /^[a-z]+:\/\//i,
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b/,
  /^\d{1,2}:\d\d\b/,
  /^(?:\d{1,3}\.){3}\d{1,3}$/,
  /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  /^[A-Z]{2}\d\d(?: ?[\dA-Z]{4}){2}/,
];
/** Words that columns are named with; one of them is enough. */
const COLUMN_WORD =
  /(?:^|[^\p{L}])(?:id|ids|nr|no|name|namn|naam|vards|e-?mail|mail|epost|phone|tel|telefon|telefoon|talrunis|mobile|mobil|address|adress|adres|adrese|city|country|date|datum|datums|time|created|updated|type|status|subject|body|message|text|comment|comments|description|note|notes|title|from|to|cc|bcc|sender|author|user|username|password|customer|agent|account|company|ip|url|lang|language|tags|labels|priority|score|amount|price|value|key|code|channel|ticket|order|order_?id|card|iban|zip|postcode)(?:$|[^\p{L}])/iu;

type Rows = readonly (readonly string[])[];

/**
 * Index of the row that names the columns, -1 where there is none. `columns`: cells of most rows. `readable`: so many of `rows` stand in front of the
 * first broken one, which is counted.
 */
export function headerRow(rows: Rows, columns: number, readable = rows.length): number {
  for (let at = 0; at < Math.min(MOST_TITLES + 1, rows.length); at++) {
    const given = rows[at].filter((cell) => cell.trim() !== '').length;
    const isFull = columns < 2 || given >= columns;
    // Fewer cells hold something than a header would have.
    const isTitle = !isFull && (given <= 1 || given * 2 < columns);
    if (!isTitle && namesColumns(rows[at], rows.slice(at + 1))) return at < readable || rows.length === readable ? at : at + 1;
    if (isFull) break;
  }
  return -1;
}

/**
 * Most cells look like names and none is clearly a value; and a known word, or columns that hold something else from here on, say that it is no row of data.
 */
function namesColumns(row: readonly string[], below: Rows): boolean {
  const names = row.map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.some(isValue)) return false;
  if (given.filter((name) => looksNamed(name) || YEAR.test(name)).length * 2 <= given.length) return false;
  let unlike = 0;
  let alike = 0;
  names.forEach((name, column) => {
    const cells = below.flatMap((others) => (others[column] === undefined || others[column].trim() === '' ? [] : [others[column].trim()]));
    if (name === '' || cells.length === 0) return;
    const most = (is: (cell: string) => boolean) => cells.filter(is).length >= cells.length * 0.8;
    if (YEAR.test(name)) unlike += most((cell) => YEAR.test(cell)) ? 0 : 1;
    else if (NUMBER.test(name)) alike += most((cell) => NUMBER.test(cell)) ? 1 : 0;
    else if (looksNamed(name)) unlike += most((cell) => !PLAIN_NAME.test(cell)) ? 1 : 0;
  });
  if (unlike > alike) return true;
  return !given.some((name) => NUMBER.test(name)) && given.some(hasColumnWord);
}

function isValue(cell: string): boolean {
  return VALUES.some((value) => value.test(cell)) || (NUMBER.test(cell) && LONG_NUMBER.test(cell.replace(/[^\d]/g, '')));
}

function looksNamed(cell: string): boolean {
  return (
    /\p{L}/u.test(cell) &&
    cell.length <= LONGEST_NAME &&
    !NUMBER.test(cell) &&
    (cell.match(/[\p{L}\p{M} ]/gu)?.length ?? 0) * 2 >= cell.length
  );
}

function hasColumnWord(name: string): boolean {
  return (
    PLAIN_NAME.test(name) && !LONG_NUMBER.test(name) && COLUMN_WORD.test(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '))
  );
}
