import fc from 'fast-check';

/** Pieces of support text, values among them, so that random texts hold findings, near misses, placeholders and junk side by side. */
const PIECES = [
  'anna.berg@example.com',
  'ANNA@EXAMPLE.ORG',
  'anna [at] example [dot] com',
  'anna%40example.com',
  'a@b',
  '@',
  'x@',
  'root@[192.0.2.25]',
  '070-174 06 05',
  '+46 70 174 06 05',
  '+46 (0)8-465 004 12',
  '020 7946 0123',
  '+371 21234567',
  '21 234 567',
  '06-12345678',
  '0046701740605',
  'tel',
  'ring mig p\u00e5',
  '203.0.113.77',
  '192.0.2.1:8080',
  '2001:db8::1',
  '::1',
  '127.0.0.1',
  'version 10.0.19045.3570',
  '::ffff:192.0.2.128',
  '1.1.1.1.',
  '4111 1111 1111 1111',
  '4111111111111111',
  '3782 822463 10005',
  '411111******1111',
  '4111 1111 **** 1111',
  '4111-1111-1111-1112',
  'kort',
  'card number',
  'cvv 123',
  'exp 12/27',
  '12/2027',
  'SE45 5000 0000 0583 9825 7466',
  'NL91ABNA0417164300',
  'LV80 BANK 0000 4351 9500 1',
  'IBAN',
  'clearing 8105-9',
  '5050-1055',
  'bankgiro',
  'konto',
  'account number',
  '12345678',
  '[EMAIL]',
  '[PHONE]',
  '[CARD]',
  '[IP]',
  '[BANK_ACCOUNT]',
  '[SECRET]',
  '[CARD_DETAIL]',
  '[REDACTION_FAILED]',
  '[EMAIL',
  'EMAIL]',
  'order 1234567',
  '2024-05-12 10:33:21',
  '1 234 567 kr',
  'INC0012345678',
  'four five five six seven three seven five eight six eight nine nine eight five five',
  'hej',
  'my',
  'is',
  'the',
  'nummer',
  '\u00e5\u00e4\u00f6',
  'J\u0101nis',
  '\u200b',
  '\u00a0',
  '\u2013',
  '\ud83d\ude00',
  '\ud800',
  '\u0660\u0661\u0662',
  '\uff14\uff15',
  '<b>',
  '</b>',
  '&amp;',
  '$&',
  '\\n',
  '\n',
  '\r\n',
  '\n> ',
  '\t',
  '0',
  '1',
  '12',
  '1234',
  '0701',
  '/',
  ':',
  '::',
  '.',
  ',',
  '-',
  '(',
  ')',
  '+',
  '=',
  '"',
  "'",
  ' ',
  '  ',
];

/** A text of up to about forty pieces, glued or blank-separated. */
export const supportText = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', ' ', ' ', ', ', '\n')), { maxLength: 40 })
  .map((pieces) => pieces.map(([piece, gap]) => piece + gap).join(''));

/** A text and places to cut it at. */
export const cutText = fc.tuple(
  fc.array(supportText, { minLength: 1, maxLength: 6 }).map((texts) => texts.join(' ')),
  fc.array(fc.nat(4000), { maxLength: 12 }),
);

/** The same, with stretches without a finding in between, so that a stream gives text out long before its end. */
export const longCutText = fc.tuple(
  fc
    .array(fc.tuple(supportText, fc.nat(900)), { minLength: 12, maxLength: 20 })
    .map((parts) =>
      parts.map(([text, units]) => `${text} ${'so it went on <i>and</i> on, and then\n'.repeat(30).slice(0, units)}`).join(''),
    ),
  fc.array(fc.nat(20_000), { maxLength: 24 }),
);

export function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const parts: string[] = [];
  let from = 0;
  for (const place of [...places, text.length]) {
    parts.push(text.slice(from, place));
    from = place;
  }
  return parts;
}

/** A card number of a scheme, with its check digit, in a style people type. */
export const cardNumber = fc
  .tuple(
    fc.constantFrom<readonly [string, number]>(
      ['4', 16],
      ['51', 16],
      ['2221', 16],
      ['34', 15],
      ['37', 15],
      ['36', 14],
      ['6011', 16],
      ['3528', 16],
      ['4', 13],
      ['4', 19],
      ['62', 16],
      ['62', 19],
      ['6759', 16],
      ['2200', 16],
    ),
    fc.array(fc.nat(9), { minLength: 19, maxLength: 19 }),
    fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2013', '  '),
  )
  .map(([[prefix, length], rest, separator]) => {
    const body = (prefix + rest.join('')).slice(0, length - 1);
    const digits = body + checkDigit(body);
    const groups = length === 15 ? [4, 6, 5] : length === 14 ? [4, 6, 4] : [4, 4, 4, 4, 3];
    let at = 0;
    const typed = groups
      .map((size) => {
        const group = digits.slice(at, at + size);
        at += size;
        return group;
      })
      .filter((group) => group !== '')
      .join(separator);
    return { digits, typed };
  });

function checkDigit(body: string): string {
  let sum = 0;
  for (let i = body.length - 1, twice = true; i >= 0; i--, twice = !twice) {
    const d = Number(body[i]);
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return String((10 - (sum % 10)) % 10);
}
