/** A thread that examines what it is sent. Whatever goes wrong in it ends it: its owner decides what becomes of the bytes it had. */
import { parentPort, workerData } from 'node:worker_threads';
import { isSordinoError } from '../../errors.ts';
import { createRedactor } from '../../redactor.ts';
import { seamOf } from '../../stream/text-seam.ts';
import type { Redactor } from '../../types.ts';
import { Examination, type Examined } from './examination.ts';
import { garbageCollector } from './garbage-collector.ts';
import { answerTable } from './table-question.ts';
import type { ExamineRequest, Reply, Request, WorkerPlan } from './protocol.ts';

const { engine, options } = workerData as WorkerPlan;

function answer(reply: Reply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, transfer);
}

function listen(redactor: Redactor): void {
  let examination: Examination | undefined;
  const examine = (request: ExamineRequest): Examined => {
    if (request.part !== undefined) examination = new Examination(redactor, options, request.part);
    const now = examination as Examination;
    if (!request.last) return now.write(request.bytes);
    examination = undefined;
    return now.whole(request.bytes, request.after);
  };
  parentPort?.on('message', (request: Request) => {
    if ('seam' in request) return answer({ seam: seamOf(redactor, request.seam) });
    if ('table' in request) return answer({ table: answerTable(redactor, request.table) });
    const examined = examine(request);
    return giveBack(examined, request);
  });
  answer({ ready: redactor.info });
}

/** Bytes go back without a copy: what is sent away is gone here. */
function giveBack(examined: Examined, { bytes: { buffer }, last }: ExamineRequest): void {
  const room = buffer as ArrayBuffer;
  const given = examined.bytes;
  // A copy when they are a part of something, or when something may still hold them.
  const isOver = last && examined.broken.length === 0;
  const bytes = isOver && given.buffer !== room && given.length === given.buffer.byteLength ? given : given.slice();
  const transfer = [bytes.buffer as ArrayBuffer];
  if (isOver) transfer.push(room);
  answer({ examined: { ...examined, bytes }, room: isOver ? room : undefined }, transfer);
}

try {
  const redactor = createRedactor(engine);
  // Making a redactor leaves more garbage than the redactor is large, and two workers would keep theirs at the same time.
  garbageCollector()();
  listen(redactor);
} catch (error) {
  if (!isSordinoError(error)) throw error;
  answer({ refused: { code: error.code, message: error.message } });
}
