import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, normalize } from 'node:path/posix';
import { expect } from 'chai';
import { ERROR_CODES } from '../src/errors.ts';
import { filesIn, readText, root } from './support/repository.ts';

const documents = filesIn('').filter((path) => path.endsWith('.md') && !path.startsWith('test/fixtures/'));

/** The text without code, in which `#` and brackets mean something else. */
function prose(path: string): string {
  return readText(path)
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, ' '));
}

/** Anchors as GitHub makes them from headings. */
function anchorsOf(path: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(path).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let unique = anchor;
    for (let n = 1; anchors.has(unique); n++) unique = `${anchor}-${n}`;
    anchors.add(unique);
  }
  return anchors;
}

/** Links of a document that lead nowhere. */
function deadLinks(path: string): string[] {
  const dead: string[] = [];
  for (const [, target] of prose(path).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue;
    const [file, anchor] = target.split('#', 2);
    const reached = file === '' ? path : normalize(`${dirname(path)}/${file}`);
    if (reached.startsWith('..') || !existsSync(join(root, reached))) dead.push(target);
    else if (anchor !== undefined && reached.endsWith('.md') && !anchorsOf(reached).has(anchor)) dead.push(target);
  }
  return dead;
}

describe('documents', () => {
  it('are found', () => {
    expect(documents).to.include.members(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md']);
  });

  for (const path of documents) {
    it(`${path} links to what is there`, () => {
      expect(deadLinks(path)).to.deep.equal([]);
    });
  }

  it('name the command that tests the project', () => {
    expect(readText('README.md')).to.match(/^npm test$/m);
    expect(readText('.ci/run')).to.match(/^npm test\b/m);
  });
});

describe('docs/errors.md', () => {
  const path = 'docs/errors.md';

  it('has a section for each code, where the error sends its reader', () => {
    const anchors = anchorsOf(path);
    expect(ERROR_CODES.filter((code) => !anchors.has(code.toLowerCase()))).to.deep.equal([]);
  });

  it('has no section for a code that is gone', () => {
    const written = [...prose(path).matchAll(/^#+\s+`?(ERR_[A-Z0-9_]+)/gm)].map(([, code]) => code);
    expect(written.filter((code) => !(ERROR_CODES as readonly string[]).includes(code))).to.deep.equal([]);
  });
});
