import { homedir } from 'node:os';
import { expect } from 'chai';
import { filesIn, readText, root } from './support/repository.ts';

const CODE = /\.(ts|mts|js|mjs|cjs)$/;
const TEXT = /(\.(ts|mts|js|mjs|cjs|json|md|html|css|sh)|\/run|^\.[a-z]+)$/;

const isTestData = (path: string): boolean => /^test\/(?:.*\/)?fixtures\//.test(path);
const all = filesIn('').filter((path) => !isTestData(path) && !path.includes('.generated.'));
const code = all.filter((path) => CODE.test(path));
const texts = all.filter((path) => TEXT.test(path) && path !== 'test/source-files.test.ts');

/** `file:line` of the lines that hold what a pattern looks for; never the line itself. */
function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readText(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/** A folder as a pattern for its text, or for nothing when it is too short to mean this machine. */
function mention(folder: string): string[] {
  const plain = folder.replace(/[\\/]+$/, '');
  return plain.length < 6 ? [] : [plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')];
}

describe('source files', () => {
  it('are found', () => {
    expect(code).to.include.members(['src/types.ts', 'scripts/check.mjs', 'test/source-files.test.ts']);
  });

  it('are plain ASCII in src/ and scripts/, so that no invisible character hides in a pattern', () => {
    const ours = code.filter((path) => /^(src|scripts)\//.test(path));
    expect(linesWith(ours, /[^\t\r\x20-\x7e]/)).to.deep.equal([]);
  });

  it('hold no path of a machine', () => {
    const places = [root, homedir(), process.env.INIT_CWD ?? ''].flatMap(mention);
    const pattern = new RegExp(['(?<![\\w.~-])/(?:work|root)/\\w', ...places].join('|'));
    expect(linesWith(texts, pattern)).to.deep.equal([]);
  });

  it('leave no test alone: no .only, no .skip', () => {
    const tests = code.filter((path) => /\.test\.m?[jt]s$/.test(path) && path !== 'test/source-files.test.ts');
    expect(tests).to.not.be.empty;
    expect(
      linesWith(tests, /\b(?:it|describe|context|specify|suite|test)\.(?:only|skip)\b|\b(?:xit|xdescribe|fit|fdescribe)\(/),
    ).to.deep.equal([]);
  });

  it('end their lines with LF alone', () => {
    expect(linesWith([...code, ...texts], /\r$/)).to.deep.equal([]);
  });
});

describe('lock files', () => {
  interface Locked {
    readonly resolved?: string;
    readonly integrity?: string;
    readonly dev?: boolean;
    readonly optional?: boolean;
    readonly os?: readonly string[];
    readonly cpu?: readonly string[];
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const locks = filesIn('').filter((path) => /(^|\/)package-lock\.json$/.test(path));

  function dependencies(path: string): [place: string, locked: Locked][] {
    const packages: Record<string, Locked> = JSON.parse(readText(path)).packages;
    return Object.entries(packages).filter(([place]) => place !== '');
  }

  it('are found', () => {
    expect(locks).to.include('package-lock.json');
    expect(dependencies('package-lock.json').length).to.be.greaterThan(50);
  });

  for (const path of locks) {
    it(`${path} locks every dependency by its hash, but tools built for other machines`, () => {
      const open = dependencies(path).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
      // Their bytes were not at hand; nobody gets them but who develops on such a machine.
      const foreign = ({ dev, optional, os, cpu }: Locked) => dev && optional && os && cpu;
      expect(open.length).to.be.lessThan(dependencies(path).length / 4);
      expect(open.filter(([, locked]) => !foreign(locked)).map(([place]) => place)).to.deep.equal([]);
    });

    it(`${path} names every build for every machine, or npm ci refuses it (node scripts/lock-platforms.mjs ${path})`, () => {
      const places = new Set(dependencies(path).map(([place]) => place));
      const missing = dependencies(path).flatMap(([place, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) => !places.has(`node_modules/${name}`) && !places.has(`${place}/node_modules/${name}`),
        ),
      );
      expect(missing).to.deep.equal([]);
    });

    it(`${path} holds no address of a registry`, () => {
      const addressed = dependencies(path).filter(([, { resolved }]) => resolved !== undefined);
      expect(addressed.map(([place]) => place)).to.deep.equal([]);
      const settings = path.replace('package-lock.json', '.npmrc');
      expect(linesWith([settings], /^omit-lockfile-registry-resolved=true$/)).to.have.lengthOf(1);
      expect(linesWith([settings], /registry\s*=\s*http|_auth/i)).to.deep.equal([]);
    });
  }
});
