import { expect } from 'chai';
import fc from 'fast-check';
import { compilePattern, MAX_MATCH, readPattern } from '../../src/rules/pattern.ts';
import type { PatternShape } from '../../src/rules/pattern.ts';

function shapeOf(source: string, ignoreCase = false): PatternShape {
  const reading = readPattern(source, { ignoreCase });
  if (reading.problem !== undefined) throw new Error(`${source}: ${reading.problem.message}`);
  return reading.shape;
}

function firsts({ first }: PatternShape): string {
  return [...first].map((yes, code) => (yes ? String.fromCharCode(code) : '')).join('');
}

describe('readPattern', () => {
  const lengths: [string, number, number][] = [
    ['abc', 3, 3],
    ['a{2,4}b?', 2, 5],
    ['a|bcd', 1, 3],
    ['(?:ab|c){2}', 2, 4],
    ['(?<name>ab)', 2, 2],
    ['\\p{L}', 1, 2],
    ['[^a]', 1, 2],
    ['.', 1, 2],
    ['[a-z\\d\\w\\s]', 1, 1],
    ['\\D', 1, 2],
    ['\u{1f600}', 2, 2],
    ['\\u{1f600}', 2, 2],
    ['[\u{1f600}a]', 1, 2],
    ['a(?:)', 1, 1],
    ['a|[]', 1, 1],
    ['[]{0,3}a', 1, 1],
    ['a{0}b', 1, 1],
    ['a{512}', 512, 512],
  ];
  for (const [source, min, max] of lengths) {
    it(`knows the lengths of ${JSON.stringify(source)}`, () => {
      expect([shapeOf(source).minLength, shapeOf(source).maxLength]).to.deep.equal([min, max]);
    });
  }

  const starts: [string, string, boolean][] = [
    ['\\d', '0123456789', false],
    ['a?bc', 'ab', false],
    ['(?:a|b)?c', 'abc', false],
    ['(?:a{0,2}b?){1,2}c', 'abc', false],
    ['a{0}b', 'b', false],
    ['\u00e5', '', true],
    ['[^\\u0000-`]', '', true],
    ['[x-z\u00e5]', 'xyz', true],
  ];
  for (const [source, ascii, nonAscii] of starts) {
    it(`knows the first characters of ${JSON.stringify(source)}`, () => {
      const shape = shapeOf(source);
      if (source.startsWith('[^')) expect(firsts(shape)).to.match(/^abc.*\x7f$/s);
      else expect(firsts(shape)).to.equal(ascii);
      expect(shape.nonAscii).to.equal(nonAscii);
    });
  }

  it('counts the Kelvin sign and the long s when case is ignored', () => {
    expect(shapeOf('k', true).nonAscii).to.equal(true);
    expect(shapeOf('[q-t]', true).nonAscii).to.equal(true);
    expect(shapeOf('b', true).nonAscii).to.equal(false);
    expect(firsts(shapeOf('\u212a', true))).to.equal('Kk');
    expect(firsts(shapeOf('b', true))).to.equal('Bb');
  });

  const refused: [string, string, number][] = [
    ['(a)\\1', 'ERR_RULE_PATTERN_SYNTAX', 3],
    ['(?<n>a)\\k<n>', 'ERR_RULE_PATTERN_SYNTAX', 7],
    ['(?=a)b', 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['x(?!a)b', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['(?<=a)b', 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['(?<!a)b', 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['^a', 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['a$', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['\\ba', 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['a\\B', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['(?i:a)', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['(', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['[b-a]', 'ERR_RULE_PATTERN_SYNTAX', 4],
    ['\\-', 'ERR_RULE_PATTERN_SYNTAX', 1],
    ['\\p{Nonsense}', 'ERR_RULE_PATTERN_SYNTAX', 11],
    [`${'a'.repeat(2001)}`, 'ERR_RULE_PATTERN_SYNTAX', 0],
    ['a*', 'ERR_RULE_PATTERN_UNBOUNDED', 1],
    ['ba+', 'ERR_RULE_PATTERN_UNBOUNDED', 2],
    ['b(?:a{2,}c)', 'ERR_RULE_PATTERN_UNBOUNDED', 5],
    ['a+?', 'ERR_RULE_PATTERN_UNBOUNDED', 1],
    ['a{513}', 'ERR_RULE_PATTERN_UNBOUNDED', 0],
    ['\\p{L}{257}', 'ERR_RULE_PATTERN_UNBOUNDED', 0],
    ['x(?:a?){0,99999}', 'ERR_RULE_PATTERN_UNBOUNDED', 1],
    ['(?:(?:(?:a?){30}){30}){30}b', 'ERR_RULE_PATTERN_UNBOUNDED', 0],
    ['', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['a?', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['a|', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['(?:a|b?){2}', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['a{0}', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['[]', 'ERR_RULE_PATTERN_EMPTY', 0],
    ['a[]', 'ERR_RULE_PATTERN_EMPTY', 0],
  ];
  for (const [source, code, index] of refused) {
    it(`refuses ${JSON.stringify(source.slice(0, 40))} with ${code}`, () => {
      const { problem } = readPattern(source);
      expect([problem?.code, problem?.index]).to.deep.equal([code, index]);
    });
  }

  it('survives any text, and what it accepts compiles', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '\\d',
      '[a-c]',
      '(',
      ')',
      '(?:',
      '|',
      '{2}',
      '{1,3}',
      '?',
      '*',
      '\\',
      '[',
      ']',
      '.',
      '^',
      '\\p{L}',
      '\u00e5',
      '\\1',
      '}',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (source) => {
          const reading = readPattern(source);
          if (reading.problem === undefined) compilePattern(source, { edges: 'word' });
          else expect(reading.problem.index).to.be.within(0, source.length);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives lengths and first characters that hold for every match', () => {
    const leaf = fc.constantFrom('a', 'K', '\\d', '\\w', '[a-c]', '[^b]', '.', '\\p{Lu}', '\u00e5', '\u{1f600}', 's');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('?', '{2}', '{0,2}', '{1,3}', '{0}')).map(([a, q]) => `(?:${a})${q}`),
      ),
    }));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'K', 'k', 's', '\u017f', '\u212a', '1', ' ', '\u00e5', '\u{1f600}', '\n'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    let matches = 0;
    fc.assert(
      fc.property(pattern, text, fc.boolean(), (source, input, ignoreCase) => {
        const reading = readPattern(source, { ignoreCase });
        if (reading.problem !== undefined) return;
        const { minLength, maxLength, first, nonAscii, behind } = reading.shape;
        const match = new RegExp(source, ignoreCase ? 'iu' : 'u').exec(input);
        if (match === null) return;
        matches++;
        expect(match[0].length).to.be.within(minLength, maxLength);
        const unit = match[0].charCodeAt(0);
        expect(unit < 128 ? first[unit] === 1 : nonAscii).to.equal(true);
        for (let k = 1; k <= behind.length && match[0].charCodeAt(k - 1) < 128; k++) {
          const { ascii, nonAscii: beyond } = behind[k - 1];
          const next = match[0].charCodeAt(k);
          // Behind the end of a match anything can stand.
          if (k >= match[0].length) expect(ascii.every((yes) => yes === 1) && beyond).to.equal(true);
          else expect(next < 128 ? ascii[next] === 1 : beyond).to.equal(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(matches).to.be.greaterThan(500);
  });

  it('knows how many digits each match has in a row', () => {
    for (const [source, row] of [
      ['[A-Z]{2}-20[2-4]\\d(?:0[1-9]|1[0-2])\\d\\d-\\d{1,6}', 8],
      ['\\d\\d-\\d\\d (?:and|och) \\d{8}', 8],
      ['(?:ab\\d{6}|\\d{4}x)', 4],
      ['a\\d{0,9}', 0],
      ['(?:\\d{3}){2}\\d?', 6],
      ['\\w{9}', 0],
    ] as const)
      expect(shapeOf(source).row, source).to.equal(row);
  });

  it('knows where each match has a letter, a dash and a digit', () => {
    for (const [source, glued] of [
      ['[A-Z]{2,5}-\\d{3,8}', true],
      ['x(?:a|b)?A-\\d', true],
      ['[A-Z]{0,5}-\\d', false],
      ['[A-Z]+-?\\d'.replace('+', '{1,3}'), false],
      ['[A-Z0-9]-\\d', false],
      ['A-\\d|A\\d', false],
      ['A-\\d{0,3}', false],
    ] as const)
      expect(shapeOf(source).glued, source).to.equal(glued);
  });

  it('knows the characters behind the first', () => {
    const { behind } = shapeOf('[A-C]{2,3}-\\d?x');
    expect(behind.map(({ ascii }) => firsts({ first: ascii } as PatternShape))).to.deep.equal(['ABC', '-ABC', '-0123456789x']);
    // Parts that can be empty, inside one another, are not followed for ever
    expect(shapeOf(`${'(?:a?){0,3}'.repeat(40)}b`).behind[2].ascii.every((yes) => yes === 1)).to.equal(true);
  });

  it('says the longest match is the one that fits', () => {
    expect(MAX_MATCH).to.equal(512);
  });
});

describe('compilePattern', () => {
  const matchAt = (expression: RegExp, text: string, at: number): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(text)?.[0];
  };

  it('matches where it is asked and nowhere else', () => {
    const expression = compilePattern('secret');
    expect(matchAt(expression, 'a secret', 2)).to.equal('secret');
    expect(matchAt(expression, 'a secret', 1)).to.equal(undefined);
  });

  it('ignores case when told to', () => {
    expect(matchAt(compilePattern('secret'), 'SECRET', 0)).to.equal(undefined);
    expect(matchAt(compilePattern('secret', { ignoreCase: true }), 'SECRET', 0)).to.equal('SECRET');
  });

  it('stays away from letters and digits of every script with edges: word', () => {
    const expression = compilePattern('secret', { edges: 'word' });
    for (const text of ['\u00e5secret', 'secret\u0416', '1secret', 'secret2', 'secret\u{1d400}'])
      expect(matchAt(expression, text, text.indexOf('secret'))).to.equal(undefined);
    for (const text of ['-secret', 'secret_', '\u{1f600}secret', 'secret'])
      expect(matchAt(expression, text, text.indexOf('secret'))).to.equal('secret');
  });

  it('goes on to a longer alternative when a letter follows the shorter', () => {
    expect(matchAt(compilePattern('AB|ABC', { edges: 'word' }), 'ABC', 0)).to.equal('ABC');
  });
});
