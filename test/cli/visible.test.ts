import { expect } from 'chai';
import { visible } from '../../src/cli/visible.ts';

describe('visible', () => {
  it('shows what a terminal would obey', () => expect(visible('b\x1b[31mred\x07\x9b.txt')).to.equal('b\\x1b[31mred\\x07\\x9b.txt'));
  it('leaves line breaks of a message, and none of a name', () => {
    expect(visible('x\nsordino: y')).to.equal('x\\x0asordino: y');
    expect(visible('x\nsordino: y\r', { lines: true })).to.equal('x\nsordino: y\\x0d');
  });
});
