import { expect } from 'chai';
import { codeBlocks } from '../../src/detect/code-blocks.ts';
import { detectorRunner } from '../support/run-detector.ts';

describe('detect: codes in blocks', () => {
  const run = detectorRunner(codeBlocks, { options: { blocks: [[5, 5, 5, 5]] } });
  const texts = (text: string) => run(text).map((found) => found.text);

  it('finds the sizes it is asked for, and no others', () => {
    expect(texts('a A1B2C-D3E4F-G5H6J-K7L8M b')).to.deep.equal(['A1B2C-D3E4F-G5H6J-K7L8M']);
    expect(texts('0e260004-51b6-47d8-8e0a-112233445566')).to.deep.equal([]);
    expect(texts('A1B2C-D3E4F-G5H6J')).to.deep.equal([]);
    expect(texts('A1B2C-D3E4F-G5H6J-K7L8M-N9P1Q')).to.deep.equal([]);
    expect(texts('xA1B2C-D3E4F-G5H6J-K7L8M')).to.deep.equal([]);
  });

  it('reads over one line break behind a dash, with a reply prefix', () => {
    expect(texts('A1B2C-D3E4F-\nG5H6J-K7L8M')).to.deep.equal(['A1B2C-D3E4F-\nG5H6J-K7L8M']);
    expect(texts('A1B2C-D3E4F-\r\n> G5H6J-K7L8M')).to.deep.equal(['A1B2C-D3E4F-\r\n> G5H6J-K7L8M']);
    expect(texts('A1B2C-D3E4F-\n\nG5H6J-K7L8M')).to.deep.equal([]);
  });

  it('takes letters that look Latin for Latin', () => {
    expect(run('\u04101B2C-D3E4F-G5H6J-K7L8M').map(({ value }) => value)).to.deep.equal(['A1B2CD3E4FG5H6JK7L8M']);
  });

  it('leaves templates', () => {
    for (const text of ['XXXXX-XXXXX-XXXXX-XXXX1', '11111-11111-11111-11111']) expect(texts(text), text).to.deep.equal([]);
  });

  it('says what speaks for a code', () => {
    expect(run('A1B2C-D3E4F-G5H6J-K7L8M')[0].signals).to.deep.equal(['mixed', 'even', 'alone']);
    expect(run('code ABCDE-FGHIJ-KLMNO-PQRS1')[0].signals).to.deep.equal([]);
  });

  it('joins blocks with blanks where it is asked to, and no words of the sentence', () => {
    const blanks = detectorRunner(codeBlocks, { options: { blocks: [[5, 5, 5, 5]], blanks: true } });
    expect(blanks('these words a1b2c d3e4f g5h6j k7l8m after these').map((found) => found.text)).to.deep.equal(['a1b2c d3e4f g5h6j k7l8m']);
  });
});
