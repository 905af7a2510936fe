import { expect } from 'chai';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DamagedData, gunzipped, gzipped } from '../../../src/cli/archive/flate.ts';
import { redactChunks } from '../../../src/cli/archive/redact-chunks.ts';
import { redactionOf } from '../../../src/cli/redact-input.ts';
import { Tally } from '../../../src/cli/tally.ts';
import { DEFAULT_LIMITS, Inflation } from '../../../src/formats/archive-limits.ts';
import { createRedactor } from '../../../src/redactor.ts';
import { all } from '../../support/archives.ts';

const CARD = '4111 1111 1111 1111';
const redactor = createRedactor({ policy: 'external' });

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const unpacked = (bytes: Uint8Array, size = 7, limits = {}) => gunzipped(cut(bytes, size), new Inflation({ ...DEFAULT_LIMITS, ...limits }));

async function failureOf(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
  return all(chunks).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('cli/archive/flate', () => {
  it('reads all members of a gzip stream, wherever it is cut', async () => {
    const bytes = Buffer.concat([gzipSync('one '), gzipSync(''), gzipSync('two'), Buffer.alloc(20)]);
    for (const size of [1, 2, 7, 24, 1000]) expect((await all(unpacked(bytes, size))).toString()).to.equal('one two');
  });

  it('says where a stream is damaged: broken off, changed, or going on with something else', async () => {
    const bytes = gzipSync('hello, you');
    const changed = Buffer.from(bytes);
    changed[changed.length - 6] ^= 1;
    for (const damaged of [
      bytes.subarray(0, -1),
      changed,
      Buffer.concat([bytes, Buffer.from('garbage')]),
      Buffer.concat([bytes, Buffer.alloc(9), gzipSync('more')]),
    ])
      for (const size of [1, 7, 1000])
        expect(await failureOf(unpacked(damaged, size)), `${damaged.length} by ${size}`).to.be.instanceOf(DamagedData);
  });

  it('writes what it read, with header and checksum', async () => {
    const header = { modified: 1_700_000_000, system: 3, name: 'a.txt', comment: 'hello' };
    const bytes = await all(gzipped(cut(Buffer.from('hello'), 2), header));
    expect(gunzipSync(bytes).toString()).to.equal('hello');
    expect(bytes.readUInt32LE(4)).to.equal(1_700_000_000);
    expect(bytes.toString('latin1', 10, 22)).to.equal('a.txt\0hello\0');
  });

  it('counts a chunk without bytes for nothing', async () => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('hello');
      yield new Uint8Array(0);
    }
    const bytes = await all(gzipped(chunks(), { modified: 0, system: 3, name: undefined, comment: undefined }));
    expect(gunzipSync(bytes).toString()).to.equal('hello');
  });

  it('stops at the limits', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    expect(await failureOf(unpacked(bomb, 1000))).to.include({ code: 'ERR_ARCHIVE_LIMIT' });
    expect(await failureOf(unpacked(gzipSync('hello'), 7, { all: 4 }))).to.include({ code: 'ERR_ARCHIVE_LIMIT' });
  });
});

describe('cli/archive/redact-chunks', () => {
  for (const [format, content] of [
    ['text', `a line\ncard ${CARD}\nand more text\n`],
    ['ndjson', `{"a":1}\n{"card":"${CARD}"}\n{"b":2}\n`],
    ['csv', `id,card\n1,${CARD}\n2,x\n`],
    ['html', `<p>card <b>${CARD}</b></p>`],
  ] as const)
    it(`lets nothing of ${format} through when it breaks off at any byte`, async () => {
      const bytes = gzipSync(content, { level: 0 });
      for (let length = 0; length < bytes.length; length++) {
        const tally = new Tally();
        const out = await all(redactChunks(unpacked(bytes.subarray(0, length), 1), redactionOf(format, redactor, { watch: tally }), tally));
        expect(out.toString(), `cut at ${length}`)
          .to.match(/\[REDACTION_FAILED\]\n$/)
          .and.not.include('4111 ');
        expect(tally.failures.map(({ reason }) => reason)).to.deep.equal(['damaged']);
      }
    });
});
