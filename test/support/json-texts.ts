/** Random JSON texts, written as no serialiser would: odd spaces, needless escapes, repeated names, numbers that no double holds. */
import fc from 'fast-check';

const space = fc.constantFrom('', '', ' ', '\t', '  ');
const wideSpace = fc.constantFrom('', '', ' ', '\n', '\r\n  ');
const unit = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    ' ',
    '7',
    '\u00e5',
    '\u20ac',
    '\ud83d\ude00',
    '\\n',
    '\\/',
    '\\"',
    '\\\\',
    '\\u00e5',
    '\\u00E5',
    '\\ud83d\\ude00',
    '\\ud800',
    '\\u0000',
    '/',
  ),
  fc.constantFrom('secret7', 'secr\\u0065t12', '\\u0073ecret', 'secre'),
);
export const stringText = fc.array(unit, { maxLength: 8 }).map((units) => `"${units.join('')}"`);
const numberText = fc.constantFrom('0', '-0', '1.0', '1e5', '-12.50E-3', '360001234567890123', '9912345', '4', '99123.5');

function jsonText(gap: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      stringText,
      numberText,
      fc.constantFrom('true', 'false', 'null'),
      fc
        .tuple(
          fc.array(
            fc.tuple(gap, tie('value'), gap).map((parts) => parts.join('')),
            { maxLength: 4 },
          ),
          gap,
        )
        .map(([items, s]) => (items.length === 0 ? `[${s}]` : `[${items.join(',')}]`)),
      fc
        .tuple(
          fc.array(
            fc.tuple(gap, stringText, gap, gap, tie('value'), gap).map(([a, key, b, c, value, d]) => `${a}${key}${b}:${c}${value}${d}`),
            { maxLength: 4 },
          ),
          gap,
        )
        .map(([items, s]) => (items.length === 0 ? `{${s}}` : `{${items.join(',')}}`)),
    ),
  })).value;
}

/** On one line. */
export const lineText = jsonText(space);
/** On any number of lines. */
export const documentText = jsonText(wideSpace);

/** The bytes in pieces of the sizes given, in turn; all that is left in the last. */
export function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const end = Math.min(bytes.length, at + (sizes.length === 0 ? bytes.length : Math.max(1, sizes[i % sizes.length])));
    yield bytes.subarray(at, end);
    at = end;
  }
}
