/** Examines an input, or a part of one, with a redactor. */
import { concatBytes } from '../../formats/bytes.ts';
import type { FormatName } from '../../formats/sniff.ts';
import type { TextBefore } from '../../stream/text-redaction.ts';
import type { Redaction } from '../../stream/watch.ts';
import type { Redactor } from '../../types.ts';
import { redactionOf } from '../redact-input.ts';
import { selectPaths } from '../select.ts';
import { type Counts, Tally } from '../tally.ts';

/** How inputs are examined, as plain data. */
export interface ExaminationOptions {
  /** Patterns of the paths that are examined; undefined for all. */
  readonly fields?: readonly string[];
  /** Count findings by the path they stand at. */
  readonly paths: boolean;
}

/** Where an examination begins. */
export interface Part {
  readonly format: FormatName;
  /** Byte of the input. */
  readonly offset: number;
  readonly before?: TextBefore;
}

/** What became of some bytes. */
export interface Examined {
  readonly bytes: Uint8Array;
  /** Records are numbered from the beginning of the part. */
  readonly counts: Counts;
  /** Record numbers that were gone through: blank lines have one too. */
  readonly numbers: number;
}

export class Examination {
  readonly #redaction: Redaction;
  readonly #tally: Tally;

  constructor(redactor: Redactor, { fields, paths }: ExaminationOptions, { format, offset, before }: Part) {
    this.#tally = new Tally(undefined, paths);
    const selects = fields === undefined ? undefined : selectPaths(fields);
    this.#redaction = redactionOf(format, redactor, { watch: this.#tally, selects, offset, before });
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
    return { bytes: parts.length === 1 ? parts[0] : concatBytes(parts), counts: this.#tally.take(), numbers: linesIn(read) };
  }
}

const NONE = new Uint8Array(0);
const NEWLINE = 0x0a;

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
