import { expect } from 'chai';
import { alikeOf, codeOf, KnownCodes, numberOf } from '../../src/conversation/known-codes.ts';
import type { KnownHit } from '../../src/conversation/hits.ts';
import type { CategoryId } from '../../src/types.ts';

/** What of a text is found once the value has come up. */
function found(value: string, category: CategoryId, text: string, type = ''): string[] {
  const code = codeOf(value, category, type);
  const hits: KnownHit[] = [];
  const codes = [code, numberOf(value, category), alikeOf(value, category)].filter((known) => known !== undefined);
  new KnownCodes(codes).find(text, hits);
  return hits.map(({ start, end }) => text.slice(start, end));
}

describe('a code that came up', () => {
  const cases: readonly (readonly [why: string, value: string, category: CategoryId, text: string, found: readonly string[]])[] = [
    ['comes up again', 'QX-4471', 'order', 'so QX-4471 it is', ['QX-4471']],
    ['comes up with other separators', '394 482 130-6', 'bank-account', 'konto 3944821306', ['3944821306']],
    ['is no part of a longer one', 'QX-4471', 'order', 'QX-44719 and AQX-4471', []],
    ['has sisters that are written like it', 'INV-10077', 'order', 'INV-10091, not inv-10091, INV-1009 or INV-100911', ['INV-10091']],
    ['has no sisters when it is an account', 'HB551034', 'bank-account', 'HB551035', []],
    ['has no sisters without letters', '551034', 'order', '551035', []],
    ['misses a block that comes by itself', 'M4XQ-7TRB-PP2K', 'licence', 'the last one: 99LD', ['99LD']],
    ['has sisters when it begins with digits', '400KB0042197', 'device', 'booked to 400KB0039954, not 400KB003995', ['400KB0039954']],
    ['comes up as the name of a computer', 'brk-filer2', 'device', 'ping brk-filer2 and brk-filer', ['brk-filer2']],
    ['comes up as a name without digits', 'HALL-KB', 'device', 'is HALL-KB on? HALL it is', ['HALL-KB']],
    ['is not looked for when a computer is called by a word', 'FRONTDESK', 'device', 'ask at the FRONTDESK', []],
    ['comes up with few digits', 'K7QM2P', 'order', 'K7QM2P, thank you', ['K7QM2P']],
    ['has a block that is set right', 'M4XQ-7TRB-PP2K', 'licence', 'or is the second one 7T8B? not 7TTT, I know', ['7T8B']],
    ['misses no block in a sentence', 'M4XQ-7TRB-PP2K', 'licence', 'the UTF8 file has nothing to do with it at all', []],
    ['comes up as its number alone', 'QX-204417', 'order', 'the 204417, not 2044171', ['204417']],
    ['comes up as words that a device is called by', 'mums tab', 'device', 'Mums tab, but not the mums tablet', ['Mums tab']],
    ['comes up in letters beyond ASCII', '\u00c5KE-PC', 'device', 'is \u00e5ke-pc on?', ['\u00e5ke-pc']],
    ['misses a block behind the letters of its maker', 'TQX-4K7M-92XP', 'licence', 'there is one more: 7ZL5', ['7ZL5']],
    [
      'has blocks that are dictated behind the first',
      'K7QM2',
      'licence',
      'R8TXW ... then 2LD9P ... and B4NE6.',
      ['R8TXW', '2LD9P', 'B4NE6'],
    ],
    ['misses no block among other words', 'K7QM2', 'licence', 'the screen says WPA2X and the other one says HDR10', []],
    ['has sisters of as many digits when it is a secret', '551 034', 'secret', 'also the old one 772118', ['772118']],
    ['has no such sisters where more is said', '551 034', 'secret', 'between 772118 and 772119 there is a difference of one', []],
    [
      'has sisters as a machine draws them when it is a secret',
      'c4419e07aa21',
      'secret',
      'enter 9b20dd8154fe and not 9b20dd81',
      ['9b20dd8154fe'],
    ],
    [
      'comes up as a user name with a full stop',
      'rita.podi',
      'username',
      'yes, rita.podi is yours, rita.podi@example.com not',
      ['rita.podi'],
    ],
    ['is not looked for when it is a price', '12500', 'order', '12500', []],
    ['is not looked for when it is a word', 'changeit', 'secret', 'changeit', []],
    ['comes up as a street with another number', 'Ekstigen 6, 222 22 Lund', 'address', 'no, ekstigen 16', ['ekstigen 16']],
    ['comes up as a street in another case', 'Liepkalnu iela 4', 'address', 'Tieši Liepkalnu ielā', ['Liepkalnu ielā']],
    ['is no street when it is a short word', 'Torg 4', 'address', 'torg 5', []],
    ['is a birthday written in another way', 'den 5 maj 1947', 'birth-date', 'so 1947-05-05, or 15.5.47', ['1947-05-05', '15.5.47']],
    ['is no birthday in another year', '5.5.1947', 'birth-date', '2024-05-05 and 1947', []],
    ['comes up as a user name', 'kestrel_9', 'username', 'Kestrel_9 and kestrel_91', ['Kestrel_9']],
    ['is not looked for when a user name is a word', 'kestrel', 'username', 'a kestrel', []],
    ['is not looked for when it is a name', 'Anna Quist 1987', 'person', 'Anna Quist 1987', []],
  ];
  it('is looked for when a system writes the account', () => {
    expect(found('hlindahl', 'username', 'konto hlindahl, Hlindahl', 'path')).to.deep.equal(['hlindahl']);
  });
  for (const [why, value, category, text, expected] of cases) it(why, () => expect(found(value, category, text)).to.deep.equal(expected));
});
