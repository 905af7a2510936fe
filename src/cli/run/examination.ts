/** Examines an input, or a part of one, with a redactor. */
import { concatBytes } from '../../formats/bytes.ts';
import type { FormatName } from '../../formats/index.ts';
import type { TableStart } from '../../formats/table-start.ts';
import type { MuteRange } from '../../stream/mute-ranges.ts';
import { RecordConversations, type RecordConversationsOptions } from '../../stream/record-conversations.ts';
import type { TextBefore } from '../../stream/text-redaction.ts';
import type { Redaction } from '../../stream/watch.ts';
import type { LateFinding, Redactor } from '../../types.ts';
import type { AttachmentOptions } from '../mail.ts';
import { redactionOf } from '../redact-input.ts';
import { selectPaths } from '../select.ts';
import { type BrokenPiece, type Counts, Tally } from '../tally.ts';

/** How inputs are examined, as plain data. */
export interface ExaminationOptions {
  /** What becomes of the parts of e-mails. */
  readonly mail: AttachmentOptions;
  /** Patterns of the paths that are examined; undefined for all. */
  readonly fields?: readonly string[];
  /** Count findings by the path they stand at. */
  readonly paths: boolean;
  /** Records that belong together are redacted as one conversation, each part of an input for itself. */
  readonly conversations?: RecordConversationsOptions;
  /** Keep what is broken, for a quarantine. */
  readonly quarantine?: boolean;
}

/** Where an examination begins. */
export interface Part {
  readonly format: FormatName;
  /** Byte of the input. */
  readonly offset: number;
  readonly before?: TextBefore;
  /** Of a table, behind its first rows. */
  readonly table?: TableStart;
}

/** What became of some bytes. */
export interface Examined {
  readonly bytes: Uint8Array;
  /** Records are numbered from the beginning of the part. */
  readonly counts: Counts;
  /** Record numbers that were gone through: blank lines have one too. */
  readonly numbers: number;
  /** What records revealed in earlier ones. */
  readonly late: readonly LateFinding[];
  /** Of a transcript, at its end: what to mute in the recording. */
  readonly muted: readonly MuteRange[];
  /** What is broken, where it is to be kept. */
  readonly broken: readonly BrokenPiece[];
}

export class Examination {
  readonly #redaction: Redaction;
  readonly #tally: Tally;
  /** Records are numbered by their lines. */
  readonly #countsLines: boolean;
  #late: LateFinding[] = [];
  #muted: readonly MuteRange[] = [];
  #broken: BrokenPiece[] = [];

  constructor(redactor: Redactor, { mail, fields, paths, conversations, quarantine }: ExaminationOptions, { format, ...begin }: Part) {
    const broken = quarantine === true ? (piece: BrokenPiece) => this.#broken.push(piece) : undefined;
    this.#tally = new Tally({ late: (finding) => this.#late.push(finding), broken }, paths);
    this.#redaction = redactionOf(format, redactor, {
      ...mail,
      watch: this.#tally,
      selects: fields === undefined ? undefined : selectPaths(fields, this.#tally.met),
      conversations: conversations === undefined ? undefined : new RecordConversations(redactor, conversations),
      mute: (ranges) => {
        this.#muted = ranges;
      },
      ...begin,
    });
    this.#countsLines = format === 'ndjson' || format === 'text';
  }

  write(bytes: Uint8Array): Examined {
    return this.#examined([...this.#redaction.write(bytes)], bytes);
  }

  end(after?: Uint8Array): Examined {
    return this.#examined([...this.#redaction.end(after)], NONE);
  }

  /** All of a part at once. */
  whole(bytes: Uint8Array, after?: Uint8Array): Examined {
    return this.#examined([...this.#redaction.write(bytes), ...this.#redaction.end(after)], bytes);
  }

  #examined(parts: readonly Uint8Array[], read: Uint8Array): Examined {
    const late = this.#late;
    const broken = this.#broken;
    this.#late = [];
    this.#broken = [];
    const bytes = parts.length === 1 ? parts[0] : concatBytes(parts);
    const counts = this.#tally.take();
    return { bytes, counts, numbers: this.#countsLines ? linesIn(read) : counts.records, late, muted: this.#muted, broken };
  }
}

const NONE = new Uint8Array(0);
const NEWLINE = 0x0a;

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
