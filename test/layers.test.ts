import { expect } from 'chai';
import { breaches } from './support/layers.ts';
import { filesIn, readText } from './support/repository.ts';

const sources = filesIn('src').filter((path) => path.endsWith('.ts'));

describe('layers of src/', () => {
  it('are made of parts that the picture of docs/architecture.md names', () => {
    const parts = new Set(sources.map((path) => path.split('/')[1]));
    for (const part of ['index.ts', 'types.ts', 'errors.ts', 'redactor.ts', 'rules', 'cli', 'express', 'node']) {
      expect([...parts], 'src/').to.include(part);
    }
  });

  for (const path of sources) {
    it(`${path} imports downwards only`, () => {
      expect(breaches(path.slice('src/'.length), readText(path))).to.deep.equal([]);
    });
  }
});

describe('the reader of layers', () => {
  const planted: readonly (readonly [why: string, path: string, source: string])[] = [
    ['a stage that knows another', 'detect/iban.ts', "import { mod97 } from '../validate/mod97.ts';"],
    ['a stage that knows another by a type', 'act/token.ts', "import type { X } from '../resolve/overlap.ts';"],
    ['a stage that passes another on', 'scan/index.ts', "export * from '../text/view.ts';"],
    ['a format that knows redaction', 'formats/csv.ts', "import { createRedactor } from '../redactor.ts';"],
    ['a core that opens a door', 'redactor.ts', "import { loadRules } from './node/index.ts';"],
    ['rules that know the redactor', 'rules/compile.ts', "const late = import('../redactor.ts');"],
    ['a type that is imported in place', 'rules/compile.ts', "type X = import('../redactor.ts').X;"],
    ['a ground that imports', 'types.ts', "import type { ErrorCode } from './errors.ts';"],
    ['a ground that imports a package', 'errors.ts', "import 'pino';"],
    ['a node: import in the core', 'act/token.ts', "import { createHmac } from 'node:crypto';"],
    ['a Node import without its prefix', 'act/token.ts', "import { createHmac } from 'crypto';"],
    ['an import that is computed', 'rules/compile.ts', 'void import(name);'],
    ['a door that opens its neighbour', 'express/index.ts', "import '../cli/main.ts';"],
    ['a clock', 'report/summary.ts', 'export const at = Date.now();'],
    ['chance', 'act/token.ts', 'export const id = Math.random();'],
    ['a log', 'redactor.ts', "console.warn('x');"],
    ['the environment', 'redactor.ts', 'export const debug = process.env.DEBUG;'],
    ['the environment by a detour', 'redactor.ts', 'export const p = (globalThis as { process?: unknown }).process;'],
    ['the environment by its name as a text', 'redactor.ts', "export const p = globalThis['process'];"],
    ['the environment taken apart', 'redactor.ts', 'export const { process: p } = globalThis;'],
    ['a folder nobody drew', 'utils/misc.ts', ''],
  ];
  for (const [why, path, source] of planted) {
    it(`sees ${why}`, () => {
      expect(breaches(path, source)).to.have.lengthOf(1);
    });
  }

  const fine: readonly (readonly [why: string, path: string, source: string])[] = [
    [
      'a detector on a library',
      'detect/phone.ts',
      "import { parse } from 'libphonenumber-js/max';\nimport type { Detector } from '../types.ts';",
    ],
    ['a neighbour in the same folder', 'validate/index.ts', "import { luhn } from './luhn.ts';"],
    ['a word in a text or a comment', 'errors.ts', "// Date.now()\nexport const x = 'process console Math.random()';"],
    [
      'a property of the same name',
      'types.ts',
      'export interface X { process: string }\nexport const y = (x: X) => x.process + { Date: 1 }.Date;',
    ],
    ['a question whether Node is there', 'formats/bytes.ts', 'export const n = (globalThis as { Buffer?: unknown }).Buffer;'],
    ['a door that reads the clock', 'cli/main.ts', "import { stat } from 'node:fs/promises';\nconsole.error(Date.now(), stat);"],
  ];
  for (const [why, path, source] of fine) {
    it(`lets ${why} be`, () => {
      expect(breaches(path, source)).to.deep.equal([]);
    });
  }
});
