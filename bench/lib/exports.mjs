/**
 * What an export costs beside the engine, with all rules: the texts of its records handed to the engine one by one, the same records through the reading
 * and writing of NDJSON, and the whole command, from the start of its process to the end.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRedactor } from '../../dist/index.js';
import { JsonRedaction } from '../../dist/stream/json-redaction.js';
import { redactTexts, textsOf } from './engine.mjs';
import { chunksOf, lengthOf, tickets } from './formats.mjs';
import { quantile, rotate, throughput } from './measure.mjs';

const COMMAND = new URL('../../dist/cli/main.js', import.meta.url);
const ENGINE = new URL('engine.mjs', import.meta.url);
const USAGE = new URL('usage.mjs', import.meta.url);

/** `[{ what, measured: [{ label, median, low, high }] }]`, the engine first. Speeds are in MB of the export. */
export function measureRules({ units, commandUnits, effort }) {
  return [
    { what: 'in one process, warm', measured: inOneProcess(units, effort) },
    { what: 'whole processes', measured: asProcesses(commandUnits, effort.rounds > 3 ? 5 : 3) },
  ];
}

function inOneProcess(units, effort) {
  const redactor = createRedactor({ policy: 'external' });
  const ndjson = exported(units);
  const texts = textsOf(ndjson);
  const strings = texts.filter(({ value }) => typeof value === 'string');
  const chunks = chunksOf(ndjson);
  const contenders = [
    { id: 'engine', label: '`redactor.redact`, strings and numbers', pass: () => redactTexts(redactor, texts) },
    { id: 'strings', label: '`redactor.redact`, strings only', pass: () => redactTexts(redactor, strings) },
    { id: 'export', label: 'records of NDJSON', pass: () => lengthOf(new JsonRedaction(redactor, { lines: true }), chunks) },
  ];
  return throughput(contenders, [ndjson], effort).map((rate, i) => ({ ...rate, label: contenders[i].label }));
}

function asProcesses(units, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'sordino-bench-'));
  try {
    const ndjson = exported(units);
    const file = join(folder, 'tickets.ndjson');
    writeFileSync(file, ndjson);
    const output = join(folder, 'redacted.ndjson');
    const contenders = [
      { label: '`redactor.redact`, strings and numbers', args: [fileURLToPath(ENGINE), file] },
      { label: '`sordino redact`', args: [fileURLToPath(COMMAND), 'redact', file, '--policy', 'external', '--quiet', '-o', output] },
    ].map((contender) => ({ ...contender, rates: [] }));
    for (let round = 0; round < rounds; round++)
      for (const { args, rates } of rotate(contenders, round)) {
        rates.push(ndjson.length / 1e3 / processorTime(args));
        rmSync(output, { force: true });
      }
    return contenders.map(({ label, rates }) => ({
      label,
      median: quantile(rates, 0.5),
      low: Math.min(...rates),
      high: Math.max(...rates),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function exported(units) {
  return tickets(units)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

/** Milliseconds of a process, from its start to its end. */
function processorTime(args) {
  const { status, stderr } = spawnSync(process.execPath, ['--import', USAGE.href, ...args], { encoding: 'utf8' });
  const spent = /^processor time: ([\d.]+) ms$/m.exec(stderr);
  if (status !== 0 || spent === null) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return Number(spent[1]);
}
