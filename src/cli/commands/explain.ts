/** `sordino explain` */
import { existsSync } from 'node:fs';
import { SordinoError } from '../../errors.ts';
import type { Format } from '../../formats/format.ts';
import { FORMAT_NAMES, formatNamed } from '../../formats/index.ts';
import { JsonScanner } from '../../formats/json-scanner.ts';
import type { Span } from '../../formats/span.ts';
import { Held } from '../../stream/held.ts';
import type { Explained, Redactor } from '../../types.ts';
import { DamagedData } from '../archive/flate.ts';
import { readArguments, type Specs, usageError } from '../arguments.ts';
import { ENGINE_HELP, ENGINE_OPTIONS, enginePlanOf, redactorOf } from '../engine.ts';
import { EXIT } from '../exit.ts';
import { type Input, openInputs, shown } from '../input.ts';
import { redactInput } from '../redact-input.ts';
import { standardOutput } from '../output.ts';
import { inputOptions } from './redact.ts';

export const HELP = `sordino explain "text" | FILE:RECORD [options]

Says why something is found, and why not: every candidate with the parts of its score and what became of it. Shows offsets, no values.

  --field NAME         the field the text stands in, such as billing_address
  --json               one JSON object a candidate
${ENGINE_HELP}
  --format F           of FILE: auto (default), ${FORMAT_NAMES.join(', ')}

FILE:RECORD is a line of NDJSON or text, a row, a message and so on, counted from 1; FILE:1 for a JSON document.`;

const OPTIONS = {
  ...ENGINE_OPTIONS,
  field: { type: 'string' },
  format: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies Specs;

/** A record that is longer is no example. */
const LONGEST_RECORD = 8 * 1024 * 1024;

interface Explanation extends Explained {
  readonly path?: string;
}

export async function explainCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  if (args.names.length !== 1) throw usageError('explain takes one text in quotes, or FILE:RECORD.');
  const redactor = await redactorOf(await enginePlanOf(args));
  const place = placeOf(args.names[0]);
  const field = args.text('field');
  const explanations =
    place === undefined
      ? redactor.explain(args.names[0], { field })
      : await explainPlace(redactor, (await openInputs([place.file], inputOptions(args)))[0], place.record, field);
  const output = standardOutput();
  if (args.flag('json')) for (const explanation of explanations) await output.write(`${JSON.stringify(explanation)}\n`);
  else
    await output.write(
      explanations.length === 0
        ? 'No candidate: nothing here has the shape of anything the rules look for.\n'
        : explanations.map(explainedText).join(''),
    );
  return EXIT.clean;
}

/** A name that only a file has. */
const EXPORT = /^\S+\.(?:ndjson|jsonl|json|csv|tsv|txt|log|eml|mbox|html?|xml|md|vtt|srt|gz|zip)$/i;

function placeOf(name: string): { file: string; record: number } | undefined {
  const match = /^(.+):(\d+)$/s.exec(name);
  if (match !== null && existsSync(match[1])) return { file: match[1], record: Number(match[2]) };
  if (match !== null && EXPORT.test(match[1])) throw new SordinoError('ERR_INPUT_NOT_FOUND', `There is no file ${shown(match[1])}.`);
  if (EXPORT.test(name) && existsSync(name)) throw usageError(`${shown(name)} is a file; name a record of it: ${shown(name)}:1.`);
  return undefined;
}

async function explainPlace(redactor: Redactor, input: Input, record: number, field: string | undefined): Promise<Explanation[]> {
  try {
    return await explainRecord(redactor, input, record, field);
  } catch (error) {
    throw error instanceof DamagedData ? new SordinoError('ERR_ARCHIVE_INVALID', `${shown(input.name)} breaks off, or is damaged.`) : error;
  }
}

async function explainRecord(redactor: Redactor, input: Input, record: number, field: string | undefined): Promise<Explanation[]> {
  const explanations: Explanation[] = [];
  const explainSpan = (span: Span) => {
    const context = { field: field ?? span.field, format: span.format };
    const text = span.decode();
    // Paths go through names, and a name may be a value itself.
    if (span.kind === 'key') span.name = redactor.redact(text, context).text;
    for (const explained of redactor.explain(text, context)) explanations.push({ ...explained, path: span.path });
  };
  if (input.archive !== undefined) throw usageError(`${input.name} is a zip archive; explain takes one of its members, unpacked.`);
  const format = formatNamed(input.format);
  if (format !== undefined && !('scanner' in format)) return explainMessage(redactor, input, record, field);
  if (format !== undefined) {
    await scanRecord(format, input, record, explainSpan);
    return explanations;
  }
  const bytes = input.format === 'json' || input.format === 'transcript' ? await documentOf(input, record) : await lineOf(input, record);
  if (input.format === 'text') return redactor.explain(Buffer.from(bytes).toString(), { field });
  const scanner = new JsonScanner({ span: explainSpan });
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  scanner.scan(bytes, start, bytes.length, true);
  if (scanner.problem !== undefined)
    throw new SordinoError('ERR_INPUT_UNREADABLE', `Record ${record} is not valid JSON (byte ${scanner.problemAt} of it).`);
  return explanations;
}

/** Shows the spans of one record. A document that knows no records is the first. */
async function scanRecord(format: Format, input: Input, wanted: number, show: (span: Span) => void): Promise<void> {
  let present = 0;
  const take = (span: Span) => {
    if (Math.max(1, present) === wanted) show(span);
  };
  const scanner = format.scanner({
    record: () => {
      present++;
    },
    span: take,
    part: () => {
      if (Math.max(1, present) === wanted) throw tooLarge(wanted);
    },
  });
  const rest = new Held();
  const scan = (last: boolean) => {
    const window = rest.take();
    let at = 0;
    do {
      if (scanner.problem !== undefined) at = scanner.resume?.(window, at, window.length, last) ?? at;
      if (scanner.problem !== undefined) break;
      at = scanner.scan(window, at, window.length, last);
      if (scanner.problem !== undefined && (scanner.resume === undefined || Math.max(1, present) === wanted))
        throw new SordinoError(
          'ERR_INPUT_UNREADABLE',
          `${input.name}: ${format.record} ${Math.max(1, present)} is not valid ${format.name}.`,
        );
    } while (scanner.problem !== undefined);
    rest.add(window.slice(at));
  };
  for await (const chunk of input.chunks()) {
    rest.add(chunk);
    scan(false);
    if (present > wanted) return;
    if (rest.length > LONGEST_RECORD) throw tooLarge(wanted);
  }
  scan(true);
  if (Math.max(1, present) < wanted) throw noRecord(input, wanted);
}

/** Looks over the shoulder of what redacts mail: each text of the message is explained, and none changed. */
async function explainMessage(redactor: Redactor, input: Input, wanted: number, field: string | undefined): Promise<Explanation[]> {
  const explanations: Explanation[] = [];
  let done = 0;
  const onlooker: Redactor = {
    ...redactor,
    redact(text, context = {}) {
      if (done + 1 === wanted && context.path !== undefined)
        for (const explained of redactor.explain(text, { ...context, field: field ?? context.field }))
          explanations.push({ ...explained, path: context.path });
      return { text, findings: [], degraded: false };
    },
  };
  const watch = {
    record: () => {
      done++;
    },
  };
  await redactInput(input, onlooker, { watch }, () => Promise.resolve());
  if (done < wanted) throw noRecord(input, wanted);
  return explanations;
}

async function documentOf(input: Input, record: number): Promise<Uint8Array> {
  if (record !== 1) throw usageError('A JSON document is one record: FILE:1.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input.chunks()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_RECORD) throw tooLarge(record);
  }
  return Buffer.concat(chunks);
}

async function lineOf(input: Input, record: number): Promise<Uint8Array> {
  let line = 1;
  let length = 0;
  const parts: Uint8Array[] = [];
  for await (const chunk of input.chunks()) {
    for (let at = 0; at < chunk.length; ) {
      const newline = chunk.indexOf(0x0a, at);
      const end = newline < 0 ? chunk.length : newline;
      if (line === record) {
        // A copy: the chunk belongs to the reader.
        parts.push(chunk.slice(at, end));
        length += end - at;
        if (length > LONGEST_RECORD) throw tooLarge(record);
        if (newline >= 0) return Buffer.concat(parts);
      }
      if (newline >= 0) line++;
      at = end + 1;
    }
  }
  if (line !== record || parts.length === 0) throw noRecord(input, record);
  return Buffer.concat(parts);
}

function noRecord(input: Input, record: number): SordinoError {
  return new SordinoError('ERR_USAGE', `${input.name} has no record ${record}.`);
}

function tooLarge(record: number): SordinoError {
  return new SordinoError('ERR_INPUT_TOO_LARGE', `Record ${record} has more than ${LONGEST_RECORD} bytes.`);
}

function explainedText({ path, rule, type, start, end, score, parts, outcome, by }: Explanation): string {
  const sum = Object.entries(parts)
    .map(([name, value]) => `${name} ${value < 0 ? '-' : '+'}${Math.abs(value)}`)
    .join('  ');
  const became = by === undefined ? outcome : `${outcome} by ${by}`;
  return `${path === undefined ? '' : `${path}  `}${start}-${end}  ${rule}${rule.endsWith(`/${type}`) ? '' : ` (${type})`}  ${score.toFixed(2)}  ${became}\n    ${sum}\n`;
}
