/**
 * What it costs to go through an export without looking for anything: ours with no rules, beside the parser and the writer that people would use.
 * Both give the bytes of the whole table; ours gives the same bytes, the others a table that means the same.
 */
import { createRedactor } from '../../dist/index.js';
import { formatNamed } from '../../dist/formats/index.js';
import { JsonRedaction } from '../../dist/stream/json-redaction.js';
import { MailRedaction } from '../../dist/stream/mail-redaction.js';
import { SpanRedaction } from '../../dist/stream/span-redaction.js';
import { chatMessages } from '../generate.mjs';
import { throughput, throughputOfStreams } from './measure.mjs';

/** As the command line reads them. */
const CHUNK = 64 * 1024;

export function chunksOf(text) {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) => bytes.subarray(i * CHUNK, (i + 1) * CHUNK));
}

export function lengthOf(redaction, chunks) {
  let length = 0;
  for (const chunk of chunks) for (const part of redaction.write(chunk)) length += part.length;
  for (const part of redaction.end()) length += part.length;
  return length;
}

/** Tickets with a body, a subject, names and numbers, as exports have them. */
export function tickets(units) {
  return chatMessages({ units: Math.round(units * 0.6) }).map(({ text, lang }, i) => ({
    id: 36_000_000_000 + i * 7919,
    created_at: `2026-0${(i % 9) + 1}-1${i % 10}T10:00:00Z`,
    subject: `Ticket ${i}, "late" again`,
    status: i % 3 === 0 ? 'open' : 'solved',
    language: lang,
    body: `${text}\r\n\r\nBest regards`,
    score: i % 7,
  }));
}

/** `[{ format, units, measured: [{ label, median, low, high }] }]`, ours first. */
export async function measureFormats({ units, effort }) {
  const { parse } = await import('csv-parse/sync');
  const { stringify } = await import('csv-stringify/sync');
  const nothing = createRedactor({ categories: [] });
  const records = tickets(units);
  const csv = formatNamed('csv');
  const sets = [
    {
      format: 'NDJSON',
      text: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
      ours: (chunks) => lengthOf(new JsonRedaction(nothing, { lines: true }), chunks),
      label: 'lines, `JSON.parse`, `JSON.stringify`',
      theirs(chunks) {
        let length = 0;
        let rest = '';
        const decoder = new TextDecoder();
        for (const chunk of chunks) {
          const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
          rest = lines.pop();
          let out = '';
          for (const line of lines) out += `${JSON.stringify(JSON.parse(line))}\n`;
          length += Buffer.from(out).length;
        }
        return length;
      },
    },
    {
      format: 'CSV',
      text: stringify(records, { header: true, quoted: true, record_delimiter: '\r\n' }),
      ours: (chunks) => lengthOf(new SpanRedaction(nothing, csv.scanner), chunks),
      label: 'csv-parse, csv-stringify',
      theirs: (chunks) => Buffer.from(stringify(parse(Buffer.concat(chunks)), { quoted: true, record_delimiter: '\r\n' })).length,
    },
  ];
  const measuredSets = sets.map(({ format, text, ours, label, theirs }) => {
    const contenders = [
      { id: 'ours', label: 'sordino, no rules', pass: (texts) => ours(texts[0]) },
      { id: 'theirs', label, pass: (texts) => theirs(texts[0]) },
    ].map((contender) => ({ ...contender, prepare: () => [chunksOf(text)] }));
    for (const { pass, prepare, label: name } of contenders)
      if (pass(prepare()) !== Buffer.byteLength(text)) throw new Error(`${format}: ${name} does not give the whole table`);
    const measured = throughput(contenders, [text], effort);
    return { format, units: text.length, measured: measured.map((rate, i) => ({ ...rate, label: contenders[i].label })) };
  });
  return [...measuredSets, await measureMail(nothing, effort)];
}

/** A message with plain text and HTML, and a file beside them. */
function mail() {
  const text = chatMessages({ units: 3000 })
    .map((message) => message.text)
    .join('\r\n');
  const file = `${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\r\n'.repeat(30)}`;
  return Buffer.from(
    [
      'From: Anna Berg <anna.berg@example.com>',
      'To: support@example.com',
      'Subject: =?utf-8?Q?Betalning_f=C3=B6r_april?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary="inner"',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      `<html><body><p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p></body></html>`,
      '--inner--',
      '--outer',
      'Content-Type: application/octet-stream; name="a.bin"',
      'Content-Transfer-Encoding: base64',
      '',
      file,
      '--outer--',
      '',
    ].join('\r\n'),
  );
}

async function measureMail(nothing, effort) {
  const { default: mailsplit } = await import('@zone-eu/mailsplit');
  const message = mail();
  const contenders = [
    {
      id: 'ours',
      label: 'sordino, no rules',
      pass: async () => lengthOf(new MailRedaction(nothing, { mbox: false, attachments: { '*': 'keep' } }), [message]),
    },
    {
      id: 'theirs',
      label: 'mailsplit: Splitter, Joiner',
      pass: () =>
        new Promise((done, failed) => {
          const splitter = new mailsplit.Splitter();
          const joiner = new mailsplit.Joiner();
          let length = 0;
          splitter.on('error', failed);
          joiner.on('error', failed);
          joiner.on('data', (part) => {
            length += part.length;
          });
          joiner.on('end', () => done(length));
          splitter.pipe(joiner);
          splitter.end(message);
        }),
    },
  ];
  for (const { pass, label } of contenders)
    if ((await pass()) !== message.length) throw new Error(`MIME: ${label} does not give the whole message`);
  const measured = await throughputOfStreams(contenders, message.length, effort);
  return { format: 'MIME', units: message.length, measured: measured.map((rate, i) => ({ ...rate, label: contenders[i].label })) };
}
