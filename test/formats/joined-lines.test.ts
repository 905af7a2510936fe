import { expect } from 'chai';
import fc from 'fast-check';
import { joinFlowed, joinFolded } from '../../src/formats/joined-lines.ts';

describe('formats/joined-lines', () => {
  it('joins flowed lines of one depth, and nothing else', () => {
    expect(joinFlowed('one \r\ntwo\r\nthree', false).text).to.equal('one two\r\nthree');
    expect(joinFlowed('one \r\ntwo \nthree', true).text).to.equal('onetwothree');
    expect(joinFlowed('> one \r\n> two \r\n>> three \r\nfour', false).text).to.equal('> one two \r\n>> three \r\nfour');
    expect(joinFlowed('-- \r\nBo', false).text).to.equal('-- \r\nBo');
    expect(joinFlowed('ends here ', false).text).to.equal('ends here ');
  });

  it('unfolds calendars', () => {
    expect(joinFolded('ATTENDEE:anna@exa\r\n mple.com\r\nX:\n\ty').text).to.equal('ATTENDEE:anna@example.com\r\nX:y');
  });

  it('finds every unit again where it stood', () => {
    const lines = fc.array(fc.constantFrom('a \r\n', 'b \n', '> c \r\n', '>> d\n', ' e \n', '\n', '-- \n', 'f'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.boolean(), fc.boolean(), (parts, delSp, folded) => {
        const source = parts.join('');
        const joined = folded ? joinFolded(source) : joinFlowed(source, delSp);
        const units = Array.from(joined.text, (_, i) => [i, i + 1]).flat();
        const offsets = joined.sourceOffsets(units);
        for (let i = 0; i < joined.text.length; i++) {
          expect(offsets[2 * i + 1]).to.equal(offsets[2 * i] + 1);
          expect(source[offsets[2 * i]]).to.equal(joined.text[i]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
