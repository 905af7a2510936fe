import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './support/repository.ts';

const folders = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

// `npm test` runs examples/*/run.test.mjs after the build; an example without one would rot unseen.
describe('examples', () => {
  it('are found', () => {
    expect(folders).to.not.be.empty;
  });

  for (const folder of folders) {
    it(`${folder} is run by its run.test.mjs`, () => {
      expect(existsSync(join(root, 'examples', folder, 'run.test.mjs'))).to.equal(true);
    });

    it(`${folder} imports sordino as its users do`, () => {
      // A package.json of its own would end the scope in which `sordino` names this package.
      expect(existsSync(join(root, 'examples', folder, 'package.json'))).to.equal(false);
    });
  }
});
