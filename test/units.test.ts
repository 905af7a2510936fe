import { expect } from 'chai';
import { isEmphasised, isMaskedBeside } from '../src/units.ts';

/** What stands between the strokes is the value. */
function beside(marked: string): { masked: boolean; emphasised: boolean } {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  return { masked: isMaskedBeside(text, start, end), emphasised: isEmphasised(text, start, end) };
}

describe('stars beside a value', () => {
  for (const text of ['*|1234|*', 'card **|1234|**.', '***|1234|***'])
    it(`are emphasis: ${text}`, () => {
      expect(beside(text)).to.deep.equal({ masked: false, emphasised: true });
    });
  for (const text of [
    '|1234|',
    '*|1234| is the code',
    '**|12345678| is long',
    'is **long |12345678|**',
    '**|1234| is the code**',
    '**the code is |1234|**, says she',
  ])
    it(`are none, or those of what surrounds it: ${text}`, () => {
      expect(beside(text)).to.deep.equal({ masked: false, emphasised: false });
    });
  for (const text of [
    '**|1234|',
    '****|1234|',
    '****|12345678|****',
    '|1234|**',
    '|1234 12|** **** 1234',
    '1234**|12345678|',
    '|12345678|**1234',
    '**|12| and **34',
    '12** and |34|**',
    '**|1234|\nis the code**',
  ])
    it(`are a mask: ${text.replace('\n', '\\n')}`, () => {
      expect(beside(text)).to.deep.equal({ masked: true, emphasised: false });
    });
});
