import { expect } from 'chai';
import { parseYaml } from '../../src/node/yaml-file.ts';

function values(text: string): unknown {
  const { value, errors } = parseYaml(text, 'toy.yaml');
  expect(errors.map(({ message }) => message)).to.deep.equal([]);
  return value;
}
function places(text: string): string[] {
  return parseYaml(text, 'toy.yaml').errors.map(({ code, file, line }) => `${code} ${file}:${line}`);
}

describe('parseYaml', () => {
  it('reads YAML 1.2: no, on and yes are texts', () => {
    expect(values('no: [no, on, yes, off, y, ~, true, 0.5, "1"]')).to.deep.equal({
      no: ['no', 'on', 'yes', 'off', 'y', null, true, 0.5, '1'],
    });
  });
  it('reads CRLF and a byte order mark', () => expect(values('\ufeffa: 1\r\nb:\r\n  - c\r\n')).to.deep.equal({ a: 1, b: ['c'] }));
  it('makes own properties of odd names', () => {
    const value = values('__proto__: { a: 1 }\nconstructor: 2') as object;
    expect(Object.keys(value)).to.deep.equal(['__proto__', 'constructor']);
    expect(({} as { a?: unknown }).a).to.equal(undefined);
  });
  it('takes << for a key like any other', () => expect(values('<<: { a: 1 }')).to.deep.equal({ '<<': { a: 1 } }));

  it('reads a value that is shared, and places it where it is written', () => {
    const { value, place } = parseYaml('a: &a\n  b: [1, 2]\nc: *a\n', 'toy.yaml');
    expect(value).to.deep.equal({ a: { b: [1, 2] }, c: { b: [1, 2] } });
    expect(place(['c', 'b', 1])).to.include({ line: 2, column: 10 });
    expect(place(['c'], 'key')).to.include({ line: 3, column: 1 });
  });

  const refused: [string, string, number][] = [
    ['a duplicate key', 'a: 1\nb: 2\na: 3\n', 3],
    [
      'a bomb of aliases',
      `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
      1,
    ],
    ['an alias that holds itself', 'a: &a [*a]\n', 1],
    ['an alias without an anchor', 'a: 1\nb: *x\n', 2],
    ['an alias before its anchor', 'a: *x\nb: &x 1\n', 1],
    ['an unquoted star', 'a:\n  - *@example.com\n', 2],
    ['a tag', 'a: 1\nb: !!set {}\n', 2],
    ['an unknown tag', 'a: !secret x\n', 1],
    ['a tab', 'a:\n\tb: 1\n', 2],
    ['a second document', 'a: 1\n---\nb: 2\n', 2],
    ['YAML 1.1', '%YAML 1.1\n---\na: yes\n', 1],
    ['an open quote', 'a: "x\n', 2],
    ['a key that is a list', '? [a]\n: b\n', 1],
    ['nothing', '', 1],
    ['a comment alone', '# later\n', 1],
    ['brackets without end', '['.repeat(100_000), 1],
    ['blocks without end', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 32],
  ];
  for (const [title, text, line] of refused)
    it(`refuses ${title}`, () => expect(places(text)[0]).to.equal(`ERR_RULE_SYNTAX toy.yaml:${line}`));

  it('survives a hundred thousand nested list entries', () =>
    expect(places(`${'- '.repeat(100_000)}a`)[0]).to.match(/^ERR_RULE_SYNTAX toy\.yaml:1$/)).timeout(10_000);

  it('knows the line and column of keys, values and places inside a text', () => {
    const { place } = parseYaml("a: 1\nlist:\n  - { p: 'abcd', q: }\n", 'toy.yaml');
    expect(place(['list', 0, 'p'])).to.deep.equal({ file: 'toy.yaml', line: 3, column: 10 });
    expect(place(['list', 0, 'p'], 'key')).to.deep.equal({ file: 'toy.yaml', line: 3, column: 7 });
    expect(place(['list', 0, 'p'], 'value', 2)).to.deep.equal({ file: 'toy.yaml', line: 3, column: 13 });
    expect(place(['list', 0, 'q'])).to.include({ line: 3, column: 18 });
    expect(place(['list', 0, 'missing'])).to.include({ line: 3, column: 5 });
    expect(place(['missing'])).to.include({ line: 1 });
  });
});
