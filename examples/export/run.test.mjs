import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const original = readFileSync(path('tickets.ndjson'), 'utf8');

/** All that must be gone. */
const PERSONAL = [
  ...['kund.ett@example.com', 'karin+shop@example.org', 'support.sv@example.net', 'klant.twee@example.com', 'j.devries@example.org'],
  ...['ilze.kundze@example.com', 'janis@example.net', 'first.customer@example.com', 'second.customer@example.co.uk'],
  ...['third.customer@example.org', 'buchhaltung@example.de', 'kunde.vier@example.net'],
  ...['4111 1111 1111 1111', '5555 5555 5555 4444', '3782 822463 10005', '4012-8888-8888-1881', '6011 1111 1111 1117'],
  ...['070-1740610', '08-465 004 22', '07700 900123'],
  ...['203.0.113.57', '192.0.2.146', '198.51.100.23', '2001:db8:85a3::8a2e:370:7334'],
  ...['SE45 5000 0000 0583 9825 7466', 'NL91 ABNA 0417 1643 00', 'LV80 BANK 0000 4351 9500 1'],
  ...['GB82 WEST 1234 5698 7654 32', 'DE89 3704 0044 0532 0130 00'],
];
/** Beside the ids and order numbers in fields of their own: what a rule might have taken for something else. */
const KEPT = ['20260310-4471', '118-2204417', '20260311-0093', '12.4.1', '40 %', '\\u00e4r', '"rating": 1.0'];

describe('example: export', () => {
  let folder;
  let run;
  let clean;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sordino-export-'));
    const target = join(folder, 'clean.ndjson');
    run = spawnSync(process.execPath, [path('../../dist/cli/main.js'), 'redact', path('tickets.ndjson'), '-o', target]);
    clean = readFileSync(target, 'utf8');
  });

  after(() => rmSync(folder, { recursive: true }));

  it('leaves nothing of what the customers wrote about themselves, and says none of it', () => {
    for (const value of PERSONAL) {
      expect(original).to.include(value);
      expect(clean.includes(value), 'in the output').to.equal(false);
      expect(run.stderr.includes(value), 'in the messages').to.equal(false);
    }
    // At most the ends of a card number: no seven digits of one in a row, and nothing that is still an address.
    expect(clean).not.to.match(/\w@\w/);
    expect(clean).to.include('411111******1111');
  });

  it('keeps ids, order numbers and the way it is written', () => {
    for (const kept of KEPT) {
      expect(original).to.include(kept);
      expect(clean).to.include(kept);
    }
    const ids = (text) => text.match(/"(?:id|order_id|author_id|lang|rating)":\s?[^,}]+/g);
    expect(ids(clean)).to.have.lengthOf(60).and.deep.equal(ids(original));
    expect(clean.split('\n')).to.have.lengthOf(original.split('\n').length);
    for (const line of clean.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.to.throw();
  });

  it('ends well and sums up', () => {
    expect(run.status).to.equal(0);
    expect(run.stderr.toString()).to.match(/read as ndjson, 12 records,/);
  });
});
