#!/usr/bin/env node
// Measures Sordino beside the bare loop, JSON and the packages people use today. Prints Markdown on standard output, progress on standard error.
// See docs/benchmarks.md. A number here is never a test.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chatMessages, HOSTILE, logMessages } from './generate.mjs';
import { cleanReport } from './lib/clean.mjs';
import { CONTENDERS, loadContender, REDACTORS } from './lib/contenders.mjs';
import { GrowthRunner, growthOf, SIZES } from './lib/growth.mjs';
import { installContenders } from './lib/install.mjs';
import { latency, throughput } from './lib/measure.mjs';
import { percent, short, table } from './lib/table.mjs';

const PARTS = ['chat', 'logs', 'growth', 'express', 'formats'];
const USAGE = `usage: node bench/run.mjs [--only chat|logs|growth|express|formats]... [--contenders id,id] [--quick] [--markdown FILE]
  --only        measure this part only; may be given more than once
  --contenders  of ${CONTENDERS.join(', ')}; default: all
  --quick       shorter rounds and smaller texts: numbers to look at, not to quote
  --markdown    also write the tables and a dated row into FILE
`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        contenders: { type: 'string' },
        quick: { type: 'boolean', default: false },
        markdown: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const only = values.only?.flatMap((part) => part.split(',')) ?? PARTS;
    const ids = values.contenders?.split(',') ?? CONTENDERS;
    for (const part of only) if (!PARTS.includes(part)) throw new Error(`--only: "${part}" is none of ${PARTS.join(', ')}`);
    for (const id of ids) if (!CONTENDERS.includes(id)) throw new Error(`--contenders: "${id}" is none of ${CONTENDERS.join(', ')}`);
    return {
      ...values,
      only,
      ids: CONTENDERS.filter((id) => ids.includes(id)),
      full: only.length === PARTS.length && ids.length === CONTENDERS.length,
    };
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

const args = readArguments();
/** A text that takes longer than this is not waited for. */
const LIMIT_MS = args.quick ? 2_000 : 5_000;
if (args.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const say = (line) => process.stderr.write(`bench: ${line}\n`);
const out = [];
const print = (text) => {
  out.push(text);
  process.stdout.write(`${text}\n\n`);
};
/** What goes into the dated row. */
const row = {};
const effort = args.quick ? { rounds: 3, minMs: 60 } : { rounds: 9, minMs: 250 };

installContenders();

const contenders = [];
const missing = [];
for (const id of args.ids) {
  try {
    contenders.push(await loadContender(id));
  } catch (error) {
    // An engine of ours that is there and does not work must not pass as "not built yet".
    missing.push(`${id}: ${error.message}`);
  }
}
const ours = contenders.find((c) => c.id === 'ours');
for (const line of missing) say(`not measured: ${line}`);
if (contenders.length === 0) process.exit(1);

print(
  `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores. 1 MB is 1,000,000 UTF-16 units; speeds are by processor time, latencies by the clock. ${args.quick ? 'Quick run. ' : ''}Versions: ${contenders
    .filter((c) => c.version !== '')
    .map((c) => `${c.id === 'ours' ? 'sordino' : c.id === 'redactpii' ? '@redactpii/node' : c.id} ${c.version}`)
    .join(', ')}.`,
);
if (missing.length > 0) print(missing.map((line) => `Not measured: ${line}.`).join('\n'));
if (ours !== undefined) say(`createRedactor() took ${short(ours.setup)} ms`);

if (args.only.includes('chat') || args.only.includes('logs')) measureTexts();
if (args.only.includes('growth')) await measureGrowth();
if (args.only.includes('express')) await measureApp();
if (args.only.includes('formats')) await measureExports();
if (args.markdown !== undefined) writeMarkdown(args.markdown);
if (missing.some((line) => line.startsWith('ours'))) process.exitCode = 1;

function measureTexts() {
  const units = args.quick ? 300_000 : 1_000_000;
  const sets = [];
  if (args.only.includes('chat')) sets.push({ id: 'chat', label: 'chat', messages: chatMessages({ units }) });
  if (args.only.includes('logs')) sets.push({ id: 'logs', label: 'pasted logs', messages: logMessages({ units }) });
  const rates = new Map();
  for (const set of sets) {
    say(`${set.label}: ${set.messages.length} messages`);
    const measured = throughput(
      contenders,
      set.messages.map((m) => m.text),
      effort,
    );
    rates.set(set.id, new Map(measured.map((m) => [m.id, m])));
  }
  say('one message of 500 characters');
  const redactors = contenders.filter((c) => c.redact !== undefined);
  const about500 = chatMessages({ units: 600_000, seed: 3, length: 480 })
    .map((m) => m.text)
    .filter((text) => text.length >= 470 && text.length <= 530)
    .slice(0, args.quick ? 200 : 800);
  const times = new Map(latency(redactors, about500, { rounds: args.quick ? 2 : 5 }).map((t) => [t.id, t]));
  const heads = [
    '',
    ...sets.flatMap((set) => [`${set.label}, MB/s`, 'lowest to highest round', 'part of the loop']),
    '500 characters, p50',
    'p99',
  ];
  const rows = contenders.map((c) => {
    const cells = sets.flatMap((set) => {
      const rate = rates.get(set.id).get(c.id);
      const loop = rates.get(set.id).get('loop');
      return [short(rate.median), `${short(rate.low)} to ${short(rate.high)}`, loop === undefined ? '-' : short(rate.median / loop.median)];
    });
    const time = times.get(c.id);
    return [c.label, ...cells, ...(time === undefined ? ['', ''] : [`${short(time.p50)} us`, `${short(time.p99)} us`])];
  });
  print(`### Throughput, one message at a time\n\n${table(heads, rows)}`);
  if (ours === undefined) return;
  for (const set of sets) {
    const rate = rates.get(set.id);
    const loop = rate.get('loop');
    row[set.id] = `${short(rate.get('ours').median)}${loop === undefined ? '' : ` (${short(rate.get('ours').median / loop.median)})`}`;
  }
  row.p99 = `${short(times.get('ours').p99)} us`;
  measureClean(sets);
}

function measureClean(sets) {
  const reports = sets.map((set) => ({ set, report: cleanReport(ours.redactor, set.messages) }));
  print(
    `### What happens to messages that hold nothing personal\n\n${table(
      [
        '',
        'nothing at all in it',
        'unchanged',
        'order number or time of contact in it',
        'nothing else changed',
        'personal data in it',
        'changed',
        'degraded',
      ],
      reports.map(({ set, report: { empty, business, personal, degraded } }) => [
        set.label,
        empty.messages,
        percent(empty.unchanged, empty.messages),
        business.messages,
        percent(business.unchanged, business.messages),
        personal.messages,
        percent(personal.changed, personal.messages),
        degraded,
      ]),
    )}`,
  );
  for (const { set, report } of reports) {
    row[`${set.id}Clean`] = percent(report.empty.unchanged + report.business.unchanged, report.empty.messages + report.business.messages);
    const causes = [...report.causes].sort((a, b) => b[1] - a[1]);
    print(
      `False alarms in clean ${set.label}, messages by rule: ${causes.length === 0 ? 'none' : causes.map(([rule, count]) => `${rule} ${count}`).join(', ')}.`,
    );
  }
}

async function measureGrowth() {
  const sizes = args.quick ? SIZES.slice(0, 5) : SIZES;
  const sources = ['chat', 'logs', ...HOSTILE.map((family) => family.name)];
  const runners = contenders.filter((c) => REDACTORS.includes(c.id)).map((c) => ({ c, runner: new GrowthRunner(c.id, LIMIT_MS) }));
  const rows = [];
  let worst = { ratio: 0, source: '' };
  let overOurs = 0;
  try {
    for (const source of sources) {
      say(`growth: ${source}`);
      const cells = [];
      for (const { c, runner } of runners) {
        const series = await runner.grow(source, sizes);
        const growth = growthOf(series);
        const parts = [];
        if (growth !== null) parts.push(`${short(growth.rate)} MB/s`, `x${growth.worst.toFixed(2)}`, `n^${growth.power.toFixed(2)}`);
        if (series.over !== null) parts.push(`> ${LIMIT_MS / 1000} s at ${kilobytes(series.over)}`);
        if (series.failed !== null) parts.push(series.failed);
        cells.push(parts.join(', '));
        if (c.id === 'ours') {
          if (growth !== null && growth.worst > worst.ratio) worst = { ratio: growth.worst, source };
          if (series.over !== null || series.failed !== null) overOurs++;
        }
      }
      const family = HOSTILE.find((f) => f.name === source);
      rows.push([family === undefined ? source : `${source} \`${visible(family.unit)}\``, ...cells]);
    }
  } finally {
    for (const { runner } of runners) runner.stop();
  }
  print(
    `### Growth, ${kilobytes(sizes[0])} to ${kilobytes(sizes.at(-1))} as one text\n\nSpeed at the largest size that was finished; the worst t(2n)/t(n) of the doublings (2 is linear); the power of n that the whole series follows.\n\n${table(
      ['text', ...runners.map(({ c }) => c.label)],
      rows,
    )}`,
  );
  if (ours !== undefined) {
    print(`Ours, worst doubling: x${worst.ratio.toFixed(2)} (${worst.source}); not finished: ${overOurs}.`);
    row.growth = `x${worst.ratio.toFixed(2)} (${worst.source})${overOurs > 0 ? `, ${overOurs} not finished` : ''}`;
  }
}

async function measureApp() {
  if (ours === undefined) {
    print('### Express\n\nNot measured: there is no middleware to put in front.');
    return;
  }
  say('Express with and without the middleware');
  const { measureExpress } = await import('./lib/express.mjs');
  let result;
  try {
    result = await measureExpress(args.quick ? { rounds: 3, seconds: 2 } : { rounds: 7, seconds: 4 });
  } catch (error) {
    say(`Express not measured: ${error.message}`);
    print(`### Express\n\nNot measured: ${error.message}.`);
    process.exitCode = 1;
    return;
  }
  const { apps, version, bytes, connections } = result;
  const labels = { bare: '`express.json()`', behind: '`express.json()`, then `redactBody()`', alone: '`redactBody()` in its place' };
  print(
    `### Express ${version}, POST of ${bytes} bytes of JSON, ${connections} connections on 127.0.0.1\n\n${table(
      ['', 'requests a second', 'p50', 'p99', 'part of the bare app'],
      apps.map((app) => [labels[app.kind], short(app.rate), `${short(app.p50)} ms`, `${short(app.p99)} ms`, app.ratio.toFixed(3)]),
    )}`,
  );
  row.express = apps.find((app) => app.kind === 'behind').ratio.toFixed(3);
}

async function measureExports() {
  if (ours === undefined) {
    print('### Exports\n\nNot measured: there is nothing to go through them with.');
    return;
  }
  say('exports without rules');
  const { measureFormats } = await import('./lib/formats.mjs');
  const sets = await measureFormats({ units: args.quick ? 1_000_000 : 8_000_000, effort });
  const rows = sets.flatMap(({ format, measured }) =>
    measured.map(({ label, median, low, high }) => [
      format,
      label,
      short(median),
      `${short(low)} to ${short(high)}`,
      `x${short(measured[0].median / median)}`,
    ]),
  );
  print(
    `### Exports without rules: reading and writing alone\n\n${table(['', '', 'MB/s', 'lowest to highest round', 'ours is faster by'], rows)}`,
  );
  say('exports with all rules');
  const { measureRules } = await import('./lib/exports.mjs');
  const measured = measureRules({ units: args.quick ? 600_000 : 2_000_000, commandUnits: args.quick ? 2_000_000 : 8_000_000, effort });
  const ruled = measured.flatMap(({ what, measured: rates }) =>
    rates.map(({ label, median, low, high }) => [
      what,
      label,
      short(median),
      `${short(low)} to ${short(high)}`,
      short(median / rates[0].median),
    ]),
  );
  print(
    `### Exports with all rules: what reading and writing add\n\n${table(['', '', 'MB/s of NDJSON', 'lowest to highest round', 'part of the engine'], ruled)}`,
  );
}

function kilobytes(units) {
  return units >= 1_048_576 ? `${units / 1_048_576} MB (2^20)` : `${units / 1024} KB (2^10)`;
}

function visible(unit) {
  return JSON.stringify(unit)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('|', '\\|');
}

/** The tables go between the marks, the dated row above the last mark; a file without marks gets the row at its end. */
function writeMarkdown(file) {
  if (Object.keys(row).length === 0) {
    say(`nothing of ours was measured, so ${file} stays as it is`);
    return;
  }
  const today = new Date().toISOString().slice(0, 10);
  const cell = (value) => value ?? '-';
  const line = `| ${[today, commit(), `Node ${process.versions.node}${args.quick ? ', quick' : ''}`, cell(row.chat), cell(row.logs), cell(row.p99), cell(row.growth), cell(row.express), cell(row.chatClean), cell(row.logsClean)].join(' | ')} |`;
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const latest = /(<!-- latest -->\n)[\s\S]*?(<!-- \/latest -->)/;
  // Part of a run would put a half table where readers look for the whole.
  if (args.full && !args.quick)
    text = text.replace(latest, (_, open, close) => `${open}\nMeasured on ${today}.\n\n${out.join('\n\n')}\n\n${close}`);
  text = text.includes('<!-- /history -->')
    ? text.replace('<!-- /history -->', () => `${line}\n<!-- /history -->`)
    : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
  writeFileSync(file, text);
  say(`wrote ${file}`);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: new URL('.', import.meta.url),
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '-';
  }
}
