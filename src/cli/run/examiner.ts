/** Who examines: this thread, or workers. */
import type { TableStart } from '../../formats/table-start.ts';
import { type SeamQuestion, seamOf } from '../../stream/text-seam.ts';
import type { Redactor, RedactorInfo } from '../../types.ts';
import { Examination, type ExaminationOptions, type Examined, type Part } from './examination.ts';
import { answerTable, type TableQuestion } from './table-question.ts';

/** Whole records that are examined apart from the rest of the input. */
export interface Block extends Part {
  readonly bytes: Uint8Array;
  /** Lines behind it. */
  readonly after?: Uint8Array;
}

/** An input, or a part of one, that comes bit by bit. One call at a time. */
export interface Session {
  write(bytes: Uint8Array): Promise<Examined>;
  /** Must be called, or `close`. */
  end(after?: Uint8Array): Promise<Examined>;
  close(): void;
}

export interface Examiner {
  readonly info: RedactorInfo;
  /** Blocks that can be under way at a time. */
  readonly size: number;
  block(block: Block): Promise<Examined>;
  open(part: Part): Promise<Session>;
  seam(question: SeamQuestion): Promise<number | undefined>;
  table(question: TableQuestion): Promise<TableStart | undefined>;
  close(): Promise<void>;
}

/** This thread. */
export function inlineExaminer(redactor: Redactor, options: ExaminationOptions): Examiner {
  return {
    info: redactor.info,
    size: 1,
    block: async ({ bytes, after, ...part }) => new Examination(redactor, options, part).whole(bytes, after),
    async open(part) {
      const examination = new Examination(redactor, options, part);
      return { write: async (bytes) => examination.write(bytes), end: async (after) => examination.end(after), close: () => undefined };
    },
    seam: async (question) => seamOf(redactor, question),
    table: async (question) => answerTable(redactor, question),
    close: async () => undefined,
  };
}
