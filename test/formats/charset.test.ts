import { expect } from 'chai';
import fc from 'fast-check';
import { charsetOf } from '../../src/formats/charset.ts';

/** Bytes that spell a text in charsets of East Asia, made with other software. */
const SAMPLES: readonly (readonly [label: string, bytes: readonly number[], text: string])[] = [
  ['shift_jis', [0x8e, 0x52, 0x93, 0x63, 0x20, 0x37, 0x8e, 0x71], '\u5c71\u7530 7\u5b50'],
  ['euc-jp', [0xbb, 0xb3, 0xc5, 0xc4, 0x37], '\u5c71\u75307'],
  ['gb18030', [0xbf, 0xa8, 0x37, 0x94, 0x39, 0xfc, 0x36, 0xba, 0xc5], '\u53617\ud83d\ude00\u53f7'],
  ['big5', [0xa4, 0x73, 0x37, 0xa5, 0xd0], '\u5c717\u7530'],
  ['euc-kr', [0xc4, 0xab, 0xb5, 0xe5, 0x37], '\uce74\ub4dc7'],
  ['iso-2022-jp', [0x41, 0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42, 0x37], 'A\u5c71\u75307'],
  ['utf-16be', [0x00, 0x41, 0xd8, 0x3d, 0xde, 0x00, 0x00, 0x37], 'A\ud83d\ude007'],
  ['utf-16', [0xff, 0xfe, 0x41, 0x00, 0xe5, 0x00], '\ufeffA\u00e5'],
  ['utf-16', [0x00, 0x41, 0x00, 0xe5], 'A\u00e5'],
  ['windows-1257', [0x4a, 0xe2, 0x6e, 0x69, 0x73], 'J\u0101nis'],
  ['koi8-r', [0xe1, 0xce, 0xce, 0xc1], '\u0410\u043d\u043d\u0430'],
  ['utf-8', [0x41, 0xc3, 0xa5, 0xf0, 0x9f, 0x98, 0x80, 0x37], 'A\u00e5\ud83d\ude007'],
  ['utf-8', [0x47, 0xf6, 0x72, 0xc3, 0xa5, 0xff], 'G\u00f6r\u00e5\u00ff'],
];

function replaced(bytes: Uint8Array, label: string, start: number, end: number): string | undefined {
  const charset = charsetOf(label, bytes);
  if (charset === undefined) return undefined;
  const [from, to] = charset.offsets(bytes, [start, end]);
  const written = Buffer.from(charset.write('[S]', bytes, from, to), 'latin1');
  return charset.decode(Buffer.concat([bytes.subarray(0, from), written, bytes.subarray(to)]));
}

describe('formats/charset', () => {
  for (const [label, numbers, text] of SAMPLES)
    it(`replaces any part of a text: ${label}, ${numbers.length} bytes`, () => {
      const bytes = Uint8Array.from(numbers);
      expect(charsetOf(label, bytes)?.decode(bytes)).to.equal(text);
      const whole = [...text].reduce<number[]>((ends, character) => [...ends, (ends.at(-1) ?? 0) + character.length], [0]);
      for (const start of whole)
        for (const end of whole)
          if (start < end)
            expect(replaced(bytes, label, start, end), `${start}-${end}`).to.equal(`${text.slice(0, start)}[S]${text.slice(end)}`);
    });

  it('replaces any part of any bytes without touching the rest', () => {
    const labels = fc.constantFrom('utf-8', 'windows-1252', 'koi8-r', 'shift_jis', 'gb18030', 'euc-kr', 'big5', 'euc-jp');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), labels, fc.nat(), fc.nat(), (bytes, label, a, b) => {
        const charset = charsetOf(label, bytes);
        const text = charset?.decode(bytes) ?? '';
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const [from, to] = charset?.offsets(bytes, [start, end]) ?? [];
        expect(from).to.be.at.most(start === end ? bytes.length : to);
        const before = charset?.decode(bytes.subarray(0, from)) ?? '';
        expect(before.slice(0, start)).to.equal(text.slice(0, start).slice(0, before.length));
      }),
      { numRuns: 5000 },
    );
  });

  it('believes what fits rather than what is said', () => {
    const swedish = Buffer.from('p\u00e5');
    expect(charsetOf('iso-8859-1', swedish)?.decode(swedish)).to.equal('p\u00e5');
    expect(charsetOf('us-ascii', swedish)?.decode(swedish)).to.equal('p\u00e5');
    const legacy = Buffer.from('p\u00e5', 'latin1');
    expect(charsetOf(undefined, legacy)?.decode(legacy)).to.equal('p\u00e5');
    expect(charsetOf('utf-8', legacy)?.decode(legacy)).to.equal('p\u00e5');
    const japanese = Buffer.from('\x1b$B;3\x1b(B', 'latin1');
    expect(charsetOf('us-ascii', japanese)?.decode(japanese)).to.equal('\u5c71');
  });

  it('reads nothing in which ASCII means something else', () => {
    for (const label of ['utf-7', 'utf-32', 'cp037', 'hz-gb-2312', 'iso-2022-kr', 'nonsense'])
      expect(charsetOf(label, Buffer.from('+AGE-nna')), label).to.equal(undefined);
  });

  it('writes letters that were there back in the same charset', () => {
    expect(charsetOf('koi8-r', Uint8Array.of(0xe1))?.write('\u0410**', Uint8Array.of(0xe1), 0, 1)).to.equal('\xe1**');
  });
});
