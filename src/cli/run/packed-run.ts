/** One input that comes in an archive. It is examined in this thread, member by member, and cannot be gone on with in the middle. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { RecordConversations } from '../../stream/record-conversations.ts';
import type { MuteRange } from '../../stream/mute-ranges.ts';
import type { LateFinding, Redactor } from '../../types.ts';
import type { Input } from '../input.ts';
import type { Output } from '../output.ts';
import { redactInput } from '../redact-input.ts';
import { selectPaths } from '../select.ts';
import type { Tally } from '../tally.ts';
import type { ExaminationOptions } from './examination.ts';
import { type InputRun, type InputRunOptions, inspectOutput } from './input-run.ts';
import { Positions } from './positions.ts';

export interface PackedRunOptions extends Pick<InputRunOptions, 'inspect' | 'late'> {
  readonly redactor: Redactor;
  readonly examination: ExaminationOptions;
  readonly tally: Tally;
  /** Work out the SHA-256 of the archive and of the output. */
  readonly hashed: boolean;
  /** Gives what records revealed in earlier ones since it was asked last. */
  readonly revealed: () => readonly LateFinding[];
  /** Takes what was broken since the last time. */
  readonly broken: () => Promise<void>;
  /** Hears of bytes that were unpacked and are done. */
  readonly read: (bytes: number) => void;
}

/** Redacts an archive into an output and gives that its name. What is thrown leaves the output to its opener. */
export async function runPacked(input: Input, output: Output, options: PackedRunOptions): Promise<InputRun> {
  const { redactor, examination, tally, hashed } = options;
  const { mail, fields, conversations } = examination;
  const hashOut = hashed ? createHash('sha256') : undefined;
  const positions = new Positions();
  const done = { bytesIn: 0, bytesOut: 0, found: 0 };
  let muted: readonly MuteRange[] = [];
  const redaction = {
    ...mail,
    watch: tally,
    selects: fields === undefined ? undefined : selectPaths(fields, tally.met),
    conversations: conversations === undefined ? undefined : new RecordConversations(redactor, conversations),
    mute: (ranges: readonly MuteRange[]) => {
      muted = ranges;
    },
  };
  async function take(bytes: Uint8Array): Promise<void> {
    await output.write(bytes);
    hashOut?.update(bytes);
    done.bytesOut += bytes.length;
    const late = options.revealed();
    if (late.length > 0) await options.late(late);
    await options.broken();
  }
  await redactInput(input, redactor, redaction, take, (bytes) => {
    positions.add(done.bytesIn, tally.total - done.found);
    done.found = tally.total;
    done.bytesIn += bytes;
    options.read(bytes);
  });
  await options.broken();
  const hashIn = hashed ? await hashOf(input.name) : undefined;
  await inspectOutput(output, options.inspect);
  await output.commit();
  const { bytesIn, bytesOut } = done;
  return { bytesIn, bytesOut, earlier: 0, hashIn, hashOut: hashOut?.digest('hex'), positions: positions.toJSON(), muted };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
