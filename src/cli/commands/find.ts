/** `sordino find` */
import type { Finding, LateFinding } from '../../types.ts';
import { ARCHIVE_HELP, ARCHIVE_OPTIONS } from '../archive-options.ts';
import { readArguments, type Specs } from '../arguments.ts';
import { FORMAT_NAMES } from '../../formats/index.ts';
import { CONVERSATION_HELP, CONVERSATION_OPTIONS, conversationsOf, refuseConversationOf } from '../conversation-options.ts';
import { ENGINE_HELP, ENGINE_OPTIONS, enginePlanOf, redactorOf } from '../engine.ts';
import { EXIT } from '../exit.ts';
import { type Input, openInputs, shownAs } from '../input.ts';
import { standardOutput } from '../output.ts';
import { redactInput } from '../redact-input.ts';
import { failureText } from '../summary.ts';
import { Tally } from '../tally.ts';
import { RecordConversations } from '../../stream/record-conversations.ts';
import type { Where } from '../../stream/watch.ts';
import { refuseNameless, refuseUnexamined, selectPaths, unmetText } from '../select.ts';
import { fieldsOf, inputOptions, refuseFieldsOfText } from './redact.ts';

export const HELP = `sordino find [FILE...] [options]

Says where personal data stands, never what it is. Reads FILEs, or standard input.

  --json               one JSON object a finding: file (with several), member (of archives), record, path, in, category, type, start, end, score, rule, action;
                       late: true for what only a later record of its conversation showed
${ENGINE_HELP}
  --format F           auto (default), ${FORMAT_NAMES.join(', ')}
  --fields PATHS       examine these paths only
${CONVERSATION_HELP}
${ARCHIVE_HELP}

A record is a line of NDJSON or text, a row, a message and so on, counted from 1. start and end are UTF-16 units of the decoded string (of the line, for text);
a finding that goes on in the next line ends beyond the end of its own.
Exit codes: 0 done, 1 error, 2 usage, 3 done, but parts could not be examined.`;

const OPTIONS = {
  ...ENGINE_OPTIONS,
  format: { type: 'string' },
  fields: { type: 'string' },
  ...CONVERSATION_OPTIONS,
  ...ARCHIVE_OPTIONS,
  json: { type: 'boolean' },
} as const satisfies Specs;

export async function findCommand(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, OPTIONS);
  const fields = fieldsOf(args);
  const plan = await enginePlanOf(args);
  const conversations = await conversationsOf(args, plan);
  const inputs = await openInputs(args.names, inputOptions(args));
  refuseFieldsOfText(args, inputs);
  refuseConversationOf(args, inputs);
  const redactor = await redactorOf(plan);
  const line = args.flag('json') ? jsonLine : tableLine;
  const output = standardOutput();
  if (!args.flag('json')) await output.write(TABLE_HEAD);
  let clean = true;
  const listings: Listing[] = [];
  for (const input of inputs) {
    let lines = '';
    const watch = new Listing(
      (finding, where, late) => {
        lines += line(finding, where, late, { file: inputs.length > 1 ? input.name : undefined, member: watch.memberName });
      },
      input,
      fields,
    );
    listings.push(watch);
    const selects = fields && selectPaths(fields, watch.met);
    await redactInput(
      input,
      redactor,
      { watch, selects, conversations: conversations && new RecordConversations(redactor, conversations) },
      async () => {
        const now = lines;
        lines = '';
        await output.write(now);
      },
    );
    refuseUnexamined(fields, watch, shownAs(input));
    clean &&= watch.clean;
  }
  const unmet = unmetText(fields, listings);
  if (unmet !== '') process.stderr.write(`sordino: ${unmet}\n`);
  return clean ? EXIT.clean : EXIT.incomplete;
}

class Listing extends Tally {
  readonly #list: (finding: Finding, where: Where, late: boolean) => void;

  constructor(listing: (finding: Finding, where: Where, late: boolean) => void, input: Input, fields: readonly string[] | undefined) {
    super(
      {
        failing: (failure) =>
          process.stderr.write(
            `sordino: ${failureText(input.name, input.format, failure).replace('replaced by the failure marker', 'not examined')}\n`,
          ),
        noted: (note) => refuseNameless(fields, note, shownAs(input)),
      },
      true,
    );
    this.#list = listing;
  }

  override found(finding: Finding, where: Where): void {
    super.found(finding, where);
    this.#list(finding, where, false);
  }

  override late(finding: LateFinding): void {
    super.late(finding);
    const { record = 0, path = '' } = finding.place ?? {};
    this.#list(finding, { record: Number(record), path, in: 'value' }, true);
  }

  override degraded(where: Where): void {
    super.degraded(where);
    process.stderr.write(
      `sordino: ${this.memberName === undefined ? '' : `${this.memberName}: `}record ${where.record} ${where.path}: could not be examined\n`,
    );
  }
}

/** What a finding stands in, as far as there is a choice. */
interface Origin {
  readonly file: string | undefined;
  readonly member: string | undefined;
}

function jsonLine(finding: Finding, where: Where, late: boolean, { file, member }: Origin): string {
  const { category, type, start, end, score, rule, action } = finding;
  const path = where.path === '' ? {} : { path: where.path, in: where.in };
  return `${JSON.stringify({ file, member, record: where.record, ...path, category, type, start, end, score, rule, action, ...(late && { late }) })}\n`;
}

const TABLE_HEAD = columns(['RECORD', 'START', 'END', 'SCORE', 'RULE', 'TYPE', 'ACTION', 'PATH']);

function tableLine(finding: Finding, where: Where, late: boolean, { file, member }: Origin): string {
  const place = [file, member, where.record].filter((part) => part !== undefined && part !== '').join(':');
  return columns([
    place,
    `${finding.start}`,
    `${finding.end}`,
    finding.score.toFixed(2),
    finding.rule,
    finding.type,
    finding.action ?? '',
    `${where.path}${where.in === 'key' ? ' (name)' : ''}${late ? ' (late)' : ''}`,
  ]);
}

/** Wide enough for most; a table of a stream cannot wait for its widest row. */
function columns(cells: readonly string[]): string {
  const widths = [8, 6, 6, 5, 24, 14, 16, 0];
  return `${cells
    .map((cell, i) => (i < 4 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
    .join('  ')
    .trimEnd()}\n`;
}
