import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { SordinoErrors } from '../../src/errors.ts';
import { loadRulesSync } from '../../src/node/load-rules.ts';

/** Made-up rules: `AB-` and four digits. */
export const RULE = `category: toy
finds: toy numbers
priority: 40
placeholder: TOY
detectors:
  - id: number
    pattern: 'AB-\\d{4}'
    score: 0.6
`;
export const CASES = `redacts:
  - { text: "my AB-1234", spans: ["AB-1234"], gives: "my [TOY]", lang: en, why: plain }
leaves:
  - { text: "my AB-12345", why: one digit too many }
`;
export const POLICY = `policy: external
for: tests
otherwise: remove
minScore: 0.4
actions: {}
why: { otherwise: tests }
`;

const made: string[] = [];

/** A rules folder with these files; removed after the tests. Content that is not text is written as it is. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'sordino-rules-'));
  made.push(dir);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

/** The smallest complete folder, with changes; undefined leaves a file out. */
export function toyFolder(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}): string {
  const files: Record<string, string | Uint8Array | undefined> = {
    'categories/toy/rule.yaml': RULE,
    'categories/toy/cases.yaml': CASES,
    'policies/external.yaml': POLICY,
    ...changes,
  };
  return folder(
    Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string | Uint8Array] => entry[1] !== undefined)),
  );
}

after(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** `CODE line message` of each problem of a folder with this one file. */
export function problemsOf(name: string, text: string): string[] {
  const dir = folder({ [name]: text });
  try {
    loadRulesSync(dir);
  } catch (error) {
    if (!(error instanceof SordinoErrors)) throw error;
    return error.errors.map(({ code, line, file, message }) => {
      expect(file).to.equal(`${dir}/${name}`);
      return `${code} ${line} ${message.slice(message.indexOf('  ') + 2)}`;
    });
  }
  return [];
}

/** One test each: the file with `from` written as `to` has a problem that begins as expected. */
export function refuses(name: string, file: string, wrong: readonly [why: string, from: string, to: string, expected: string][]): void {
  for (const [why, from, to, expected] of wrong)
    it(`refuse ${why}`, () => {
      expect(file).to.include(from);
      const [first] = problemsOf(name, file.replace(from, to));
      expect(first.startsWith(expected), first).to.equal(true);
    });
}
