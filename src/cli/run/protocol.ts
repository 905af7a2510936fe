/** What a run and its workers say to each other. Plain data throughout. */
import type { TableStart } from '../../formats/table-start.ts';
import type { SeamQuestion } from '../../stream/text-seam.ts';
import type { RedactorInfo } from '../../types.ts';
import type { EnginePlan } from '../engine.ts';
import type { TableQuestion } from './table-question.ts';
import type { ExaminationOptions, Examined, Part } from './examination.ts';

/** Handed to a worker when it is made. */
export interface WorkerPlan {
  readonly engine: EnginePlan;
  readonly options: ExaminationOptions;
}

/** Begins with a `part`, goes on without one, and ends with `last`. */
export interface ExamineRequest {
  readonly part?: Part;
  readonly bytes: Uint8Array;
  readonly last: boolean;
  readonly after?: Uint8Array;
}

/** One at a time: the next is sent when the answer to the last has come. */
export type Request = ExamineRequest | { readonly seam: SeamQuestion } | { readonly table: TableQuestion };

export type Reply =
  | { readonly ready: RedactorInfo }
  /** Options that make no redactor. */
  | { readonly refused: { readonly code: string; readonly message: string } }
  /** `room`: what the bytes of the request came in, when nothing of it is needed any more. */
  | { readonly examined: Examined; readonly room: ArrayBuffer | undefined }
  | { readonly seam: number | undefined }
  | { readonly table: TableStart | undefined };
