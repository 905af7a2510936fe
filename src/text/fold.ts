/** What one code point becomes in a view: nothing, itself, or the plain character it stands for. */

/** Code points where a block of ten decimal digits begins (Unicode general category Nd), beside ASCII. */
const DIGIT_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0,
  0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
  0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950,
  0x1fbf0,
];
/** Circled, dingbat, super- and subscript digits: first code point, the digit it stands for, how many follow. */
const DIGIT_LOOKALIKES: readonly (readonly [number, number, number])[] = [
  [0x2460, 1, 9],
  [0x24ea, 0, 1],
  [0x24f5, 1, 9],
  [0x24ff, 0, 1],
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x2070, 0, 1],
  [0x2074, 4, 6],
  [0x2080, 0, 10],
];

const SPACE = 0x20;
const HYPHEN = 0x2d;
/** Dropped: the view does not hold the character, the span around it does. */
const DROP = 0;

const TABLE = buildTable();

/** For the BMP: the folded unit, 0 to drop it, or the unit itself. */
function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let c = 0; c < 0x10000; c++) table[c] = c;
  const set = (from: number, to: number, value: number) => table.fill(value, from, to + 1);
  table[0x00] = DROP; // between all units where UTF-16 was read as bytes
  set(0x01, 0x08, SPACE); // stand where a separator was
  set(0x0b, 0x0c, SPACE);
  set(0x0e, 0x1f, SPACE);
  table[0x7f] = DROP;
  set(0x80, 0x9f, SPACE);
  table[0x85] = 0x0a; // NEL
  table[0xa0] = SPACE;
  table[0xad] = DROP; // soft hyphen
  table[0xb7] = 0x2e; // middle dot, written between groups as a full stop is
  set(0x300, 0x36f, DROP); // combining marks: the base letter is what rules compare
  table[0x34f] = DROP;
  table[0x483] = DROP;
  table[0x58a] = HYPHEN;
  table[0x5be] = HYPHEN;
  table[0x61c] = DROP; // Arabic letter mark
  set(0x1160, 0x1160, DROP);
  set(0x17b4, 0x17b5, DROP);
  table[0x1680] = SPACE;
  set(0x180b, 0x180f, DROP);
  set(0x1ab0, 0x1aff, DROP);
  set(0x1dc0, 0x1dff, DROP);
  set(0x2000, 0x200a, SPACE);
  set(0x200b, 0x200f, DROP);
  set(0x2010, 0x2015, HYPHEN);
  table[0x2018] = 0x27;
  table[0x2019] = 0x27;
  table[0x201b] = 0x27;
  table[0x2022] = 0x2e; // bullet
  table[0x2024] = 0x2e; // one dot leader
  table[0x2027] = 0x2e;
  set(0x2028, 0x2029, 0x0a);
  set(0x202a, 0x202e, DROP);
  table[0x202f] = SPACE;
  table[0x2043] = HYPHEN;
  table[0x205f] = SPACE;
  set(0x2060, 0x206f, DROP);
  set(0x20d0, 0x20ff, DROP); // enclosing keycap and other marks for symbols
  table[0x2212] = HYPHEN;
  table[0x2796] = HYPHEN; // a minus as a picture
  table[0x2219] = 0x2e;
  table[0x22c5] = 0x2e;
  table[0x2215] = 0x2f;
  table[0x2044] = 0x2f;
  set(0x2e3a, 0x2e3b, HYPHEN);
  table[0x3000] = SPACE;
  table[0x301c] = HYPHEN;
  table[0x3030] = HYPHEN;
  table[0x30fb] = 0x2e;
  table[0x3002] = 0x2e;
  table[0x3164] = DROP; // Hangul filler
  table[0x115f] = DROP;
  set(0xfe00, 0xfe0f, DROP); // variation selectors
  set(0xfe20, 0xfe2f, DROP);
  set(0xfe31, 0xfe32, HYPHEN);
  table[0xfe52] = 0x2e;
  table[0xfe58] = HYPHEN;
  table[0xfe63] = HYPHEN;
  table[0xfe6b] = 0x40;
  table[0xfeff] = DROP;
  for (let c = 0xff01; c <= 0xff5e; c++) table[c] = c - 0xfee0;
  table[0xff65] = 0x2e;
  table[0xffa0] = DROP;
  set(0xfff0, 0xfffb, DROP);
  set(0xd800, 0xdfff, SPACE); // pairs are handled as code points; a lone half stands where something was broken
  for (const zero of DIGIT_ZEROS) if (zero < 0x10000) for (let d = 0; d < 10; d++) table[zero + d] = 0x30 + d;
  for (const [first, digit, count] of DIGIT_LOOKALIKES) for (let d = 0; d < count; d++) table[first + d] = 0x30 + digit + d;
  return table;
}

/** Folded BMP unit; 0 when it is dropped. */
export function foldUnit(unit: number): number {
  return TABLE[unit];
}

/** What an astral code point becomes: -1 itself, 0 nothing, else one BMP unit. */
export function foldAstral(point: number): number {
  if (point >= 0x1d400 && point <= 0x1d7ff) {
    const plain = String.fromCodePoint(point).normalize('NFKC');
    return plain.length === 1 ? plain.charCodeAt(0) : -1;
  }
  // Shorthand and musical controls; tags, variation selectors 17-256 and what else is never to be seen
  if ((point >= 0x1bca0 && point <= 0x1bca3) || (point >= 0x1d173 && point <= 0x1d17a) || (point >= 0xe0000 && point <= 0xe0fff))
    return DROP;
  if (point >= 0x1f300 && point <= 0x1faff) return SPACE; // pictures stand between words and groups
  for (const zero of DIGIT_ZEROS) if (point >= zero && point < zero + 10) return 0x30 + point - zero;
  if (point >= 0x1f100 && point <= 0x1f10a) return 0x30 + Math.max(0, point - 0x1f101); // digits with a full stop or comma
  return -1;
}

/** 1 for a unit that a view folds or drops, 2 for one that may begin an escape or be one, 0 for the rest. */
export function oddUnits(): Uint8Array {
  const odd = Uint8Array.from(TABLE, (_, unit) => (isPlain(unit) ? 0 : 1));
  odd[0x25] = 2;
  odd[0x2b] = 2;
  odd[0x2e] = 2;
  odd[0x3d] = 2;
  odd[0x5c] = 2;
  return odd;
}

/** True for a unit that the table leaves as it is. NUL is dropped, which is written as itself. */
export function isPlain(unit: number): boolean {
  return unit !== DROP && TABLE[unit] === unit;
}
