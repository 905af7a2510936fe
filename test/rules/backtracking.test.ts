import type { AST } from '@eslint-community/regexpp';
import { expect } from 'chai';
import fc from 'fast-check';
import { MAX_STEPS, pathsOf, worstSteps } from '../../src/rules/backtracking.ts';
import { isLeaf, leafTest, readPattern } from '../../src/rules/pattern.ts';
import { shareText } from '../../src/rules/shared-text.ts';

function treeOf(source: string): AST.Pattern {
  const reading = readPattern(source);
  if (reading.problem !== undefined) throw new Error(reading.problem.message);
  return reading.tree;
}

/** A backtracking matcher as simple as can be: counts the characters it looks at when it goes through every way. */
function countSteps(tree: AST.Pattern, text: string): number {
  let steps = 0;
  const alternatives = (list: readonly AST.Alternative[], at: number, then: (at: number) => void): void => {
    for (const { elements } of list) sequence(elements, 0, at, then);
  };
  const sequence = (elements: readonly AST.Element[], i: number, at: number, then: (at: number) => void): void => {
    if (i === elements.length) then(at);
    else element(elements[i], at, (next) => sequence(elements, i + 1, next, then));
  };
  const element = (node: AST.Element, at: number, then: (at: number) => void): void => {
    if (isLeaf(node)) {
      steps++;
      if (at < text.length && leafTest(node, 'u').test(text[at])) then(at + 1);
    } else if (node.type === 'Quantifier') repeat(node, 0, at, then);
    else alternatives((node as AST.Group).alternatives, at, then);
  };
  const repeat = (node: AST.Quantifier, done: number, at: number, then: (at: number) => void): void => {
    if (done < node.max) element(node.element, at, (next) => repeat(node, done + 1, next, then));
    if (done >= node.min) then(at);
  };
  alternatives(tree.alternatives, 0, () => undefined);
  return steps;
}

describe('worstSteps', () => {
  const slow = [
    '(?:a|a){1,30}b',
    '(?:a{1,9}){1,9}b',
    '(?:a|b|ab){1,40}!',
    'NW-(?:a|a){1,30}',
    '(?:x[a-z]{100}|y(?:a|a){1,30})',
    '(?:[a-z]{1,20}[0-9]{0,20}){1,10}X',
    '(?:.{0,50}a){1,4}',
    '\\d{1,20}\\d{1,20}\\d{1,20}x',
  ];
  for (const source of slow)
    it(`sees that ${source} can be made slow`, () => expect(worstSteps(treeOf(source), 'uy')).to.be.greaterThan(MAX_STEPS));

  const fast = [
    'NW-20\\d{2}-\\d{6}',
    '[a-z]{1,64}@[a-z.]{1,253}',
    '[A-Z]{2}[0-9]{2}(?: ?[0-9]{4}){2,7}',
    '(?:pass|pwd)[: ]{1,5}[^ ]{4,64}',
    '\\p{L}{1,30} \\p{L}{1,30}',
    '[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}',
    '\\w{2,40}(?:[-.]\\w{1,30}){0,5}',
  ];
  for (const source of fast) it(`lets ${source} pass`, () => expect(worstSteps(treeOf(source), 'uy')).to.be.at.most(MAX_STEPS));

  it('finds the worst mixture of letters, not only one letter repeated', () => {
    const steps = worstSteps(treeOf('a{0,30}a{0,30}b{0,30}b{0,30}x'), 'uy');
    expect(steps).to.be.at.least(countSteps(treeOf('a{0,30}a{0,30}b{0,30}b{0,30}x'), 'a'.repeat(30) + 'b'.repeat(30)));
  });

  it('is never below what a plain backtracking matcher needs on a text, up to the limit', () => {
    const leaf = fc.constantFrom('a', 'b', '[ab]', '[^b]');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('?', '{2}', '{0,2}', '{1,4}')).map(([a, q]) => `(?:${a})${q}`),
      ),
    }));
    let tried = 0;
    fc.assert(
      fc.property(pattern, fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }), (source, letters) => {
        const reading = readPattern(source);
        if (reading.problem !== undefined || reading.shape.maxLength > 24) return;
        const worst = worstSteps(reading.tree, 'uy');
        if (worst > MAX_STEPS) return;
        tried++;
        expect(countSteps(reading.tree, letters.join(''))).to.be.at.most(worst);
      }),
      { numRuns: 1500 },
    );
    expect(tried).to.be.greaterThan(500);
  });

  it('stays quick itself on the largest patterns that are read', () => {
    const started = performance.now();
    for (const source of ['[a-z]{1,200}[a-z]{1,200}', '(?:a?b?c?d?){100}x', '(?:[a-f]|[d-z]|[0-9a]){1,200}!', '\\w{1,250}\\w{1,250}'])
      worstSteps(treeOf(source), 'uy');
    // Not a benchmark: the guard is against minutes.
    expect(performance.now() - started).to.be.lessThan(20_000);
  }).timeout(30_000);
});

describe('shareText', () => {
  const share = (a: string, b: string): boolean => shareText(pathsOf(treeOf(a), 'uy'), pathsOf(treeOf(b), 'uy'));
  it('sees a text that both match', () => {
    expect(share('\\d{4}', '20\\d{2}')).to.equal(true);
    expect(share('[a-m]{3}', '[h-z]{2,5}')).to.equal(true);
    expect(share('a(?:b|c)?', 'ac|zz')).to.equal(true);
  });
  it('sees that there is none', () => {
    expect(share('\\d{4}', '\\d{5}')).to.equal(false);
    expect(share('[a-g]{3}', '[h-z]{3}')).to.equal(false);
    expect(share('NW-\\d{4}', 'GPA-\\d{4}')).to.equal(false);
  });
});
