import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { sniff } from '../../src/formats/sniff.ts';

const format = (text: string, whole = true) => sniff(Buffer.from(text), whole);

describe('formats/sniff', () => {
  for (const [text, expected] of [
    ['{"a":1}\n{"a":2}\n', 'ndjson'],
    ['{"a":1}', 'ndjson'],
    ['\ufeff{"a":1}\r\n\r\n{"a":2}', 'ndjson'],
    ['{"a":1}\n{broken\n{"a":3}\n', 'ndjson'],
    ['{broken\n{"a":2}\n{"a":3}\n', 'ndjson'],
    ['[{"a":1},{"a":2}]', 'json'],
    ['{\n  "a": [],\n  "b": 1\n}\n', 'json'],
    ['[\n{"a":1}\n,\n{"a":2}\n]\n', 'json'],
    ['{"a": {"b": 1}', 'json'],
    ['{\n  "a": 1\n}\n{\n  "a": []\n}\n', 'json'],
    ['{\n  "a":\n    []\n}\n{\n  "a":\n    []\n}\n', 'json'],
    ['{"a":1},\n{"a":2},\n', 'json'],
    ['{"a":NaN}\n{"a":NaN}\n', 'json'],
    ['[{"a":1}] and more', 'json'],
    ['', 'text'],
    ['Hello\n', 'text'],
    ['[2026-01-02 10:00] hello\n[2026-01-02 10:01] you\n', 'text'],
    ['{hello}, world', 'text'],
    ['"a","b"\n"c","d"\n', 'csv'],
    ['id;name\n1;Anna\n2;Bo\n', 'csv'],
    ['a\tb\nc\td\n', 'tsv'],
    ['Hello, Anna\nThanks, Bo\n', 'text'],
    ['"a"\n"b"\n', 'text'],
    ['WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n', 'vtt'],
    ['\ufeffWEBVTT - a meeting\n', 'vtt'],
    ['WEBVTTX\n', 'text'],
    ['1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n', 'srt'],
    ['1\n2\n', 'text'],
    ['12/03/2022, 14:07 - Chats are encrypted\n12/03/2022, 14:08 - Anna: hello\nyou\n', 'whatsapp'],
    ['[12/03/22, 14:08:18] Anna: hello\n', 'whatsapp'],
    ['2026-01-02 10:00:00 - ERROR: it broke\n2026-01-02 10:00:01 - INFO: again\n', 'text'],
    ['Hello\n12/03/2022, 14:08 - Anna: hello\n', 'text'],
    ['<!DOCTYPE html>\n<p>Hello</p>', 'html'],
    ['\ufeff <!-- saved -->\n<HTML lang="en">', 'html'],
    ['<anna@example.com> wrote', 'text'],
    ['# Hello\n', 'text'],
    ['4111\n', 'text'],
  ] as const)
    it(`takes ${JSON.stringify(text)} for ${expected}`, () => expect(format(text)).to.deep.equal({ format: expected }));

  for (const [name, text, expected] of [
    ['notes.md', '# Hello\n', 'markdown'],
    ['a.VTT', 'Hello\n', 'vtt'],
    ['a.srt', 'Hello\n', 'srt'],
    ['part.htm', '<p>Hello</p>', 'html'],
    ['sms.xml', '<smses></smses>', 'html'],
    ['sms', '<?xml version="1.0"?>\n<smses></smses>', 'html'],
  ] as const)
    it(`goes by the name ${name}`, () => expect(sniff(Buffer.from(text), true, name)).to.deep.equal({ format: expected }));

  it('takes what is cut off inside the first value for JSON', () => {
    expect(format(`{"a":"${'x'.repeat(100)}`, false)).to.deep.equal({ format: 'json' });
  });

  for (const [name, bytes, expected] of [
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24]), 'compressed'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'compressed'],
    ['RTF', Buffer.from('{\\rtf1\\ansi x}'), 'binary'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'binary'],
    ['UTF-16LE with a mark', Buffer.from('\ufeffhej', 'utf16le'), 'utf-16'],
    ['UTF-16LE', Buffer.from('hello there, you', 'utf16le'), 'utf-16'],
    ['UTF-16BE', Buffer.from('hello there, you', 'utf16le').swap16(), 'utf-16'],
    ['NUL', Buffer.from('a\0b and more text than NUL'), 'binary'],
  ] as const)
    it(`refuses ${name}`, () => expect(sniff(bytes, true)).to.include({ unreadable: expected }));

  it('names the archives that are opened', () => {
    expect(sniff(gzipSync('hello'), true)).to.deep.equal({ packed: 'gzip' });
    expect(sniff(Buffer.from('PK\x03\x04\x14\x00'), true)).to.deep.equal({ packed: 'zip' });
  });

  it('does not take a text that begins like bzip2 for it', () => expect(format('BZh is short for')).to.deep.equal({ format: 'text' }));
});
