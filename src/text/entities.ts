/** Character references of HTML that carry personal data or separators; the rest stay as they are written. */
const NAMED: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0xa0,
  commat: 0x40,
  period: 0x2e,
  comma: 0x2c,
  colon: 0x3a,
  semi: 0x3b,
  lpar: 0x28,
  rpar: 0x29,
  plus: 0x2b,
  hyphen: 0x2010,
  dash: 0x2010,
  ndash: 0x2013,
  mdash: 0x2014,
  minus: 0x2212,
  sol: 0x2f,
  bsol: 0x5c,
  lowbar: 0x5f,
  num: 0x23,
  equals: 0x3d,
  percnt: 0x25,
  middot: 0xb7,
  bull: 0x2022,
  shy: 0xad,
  zwj: 0x200d,
  zwnj: 0x200c,
  lrm: 0x200e,
  rlm: 0x200f,
  thinsp: 0x2009,
  ensp: 0x2002,
  emsp: 0x2003,
  numsp: 0x2007,
  puncsp: 0x2008,
  hairsp: 0x200a,
  Tab: 0x9,
  NewLine: 0xa,
  aring: 0xe5,
  Aring: 0xc5,
  auml: 0xe4,
  Auml: 0xc4,
  ouml: 0xf6,
  Ouml: 0xd6,
  uuml: 0xfc,
  Uuml: 0xdc,
  szlig: 0xdf,
  eacute: 0xe9,
  Eacute: 0xc9,
  egrave: 0xe8,
  euml: 0xeb,
  iuml: 0xef,
  agrave: 0xe0,
  aacute: 0xe1,
  ccedil: 0xe7,
  ntilde: 0xf1,
  oslash: 0xf8,
  Oslash: 0xd8,
  aelig: 0xe6,
  AElig: 0xc6,
  ecirc: 0xea,
  ocirc: 0xf4,
  acirc: 0xe2,
  oacute: 0xf3,
  iacute: 0xed,
  uacute: 0xfa,
  amacr: 0x101,
  Amacr: 0x100,
  ccaron: 0x10d,
  Ccaron: 0x10c,
  emacr: 0x113,
  Emacr: 0x112,
  gcedil: 0x123,
  Gcedil: 0x122,
  imacr: 0x12b,
  Imacr: 0x12a,
  kcedil: 0x137,
  Kcedil: 0x136,
  lcedil: 0x13c,
  Lcedil: 0x13b,
  ncedil: 0x146,
  Ncedil: 0x145,
  scaron: 0x161,
  Scaron: 0x160,
  umacr: 0x16b,
  Umacr: 0x16a,
  zcaron: 0x17e,
  Zcaron: 0x17d,
};

/** Reads a character reference at `&`, also one that was escaped twice (`&amp;#64;`): `[code point, length]`, or null when it is none. */
export function readEntity(text: string, at: number): readonly [number, number] | null {
  const read = readReference(text, at);
  if (read === null || read[0] !== AMPERSAND) return read;
  const inner = readReference(`&${text.slice(at + read[1], at + read[1] + LONGEST)}`, 0);
  return inner === null ? read : [inner[0], read[1] + inner[1] - 1];
}

const AMPERSAND = 0x26;
/** Longest known reference. */
const LONGEST = 12;

function readReference(text: string, at: number): readonly [number, number] | null {
  if (text.charCodeAt(at + 1) === 0x23) {
    const match = /^&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?/.exec(text.slice(at, at + LONGEST));
    if (match === null) return null;
    const point = match[1] === undefined ? Number.parseInt(match[2], 10) : Number.parseInt(match[1], 16);
    return point > 0x10ffff || point === 0 ? null : [point, match[0].length];
  }
  const match = /^&([A-Za-z]{2,8});/.exec(text.slice(at, at + 10));
  if (match === null || !Object.hasOwn(NAMED, match[1])) return null;
  return [NAMED[match[1]], match[0].length];
}
