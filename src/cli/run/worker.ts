/** A thread that examines what it is sent. Whatever goes wrong in it ends it: its owner decides what becomes of the bytes it had. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { isSordinoError } from '../../errors.ts';
import { createRedactor } from '../../redactor.ts';
import { seamOf } from '../../stream/text-seam.ts';
import type { Redactor } from '../../types.ts';
import { Examination, type Examined } from './examination.ts';
import type { Reply, Request, WorkerPlan } from './protocol.ts';

const { engine, options } = workerData as WorkerPlan;

function answer(reply: Reply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, transfer);
}

function listen(redactor: Redactor): void {
  let examination: Examination | undefined;
  const examine = (request: Exclude<Request, { seam: unknown }>): Examined => {
    if (request.part !== undefined) examination = new Examination(redactor, options, request.part);
    const now = examination as Examination;
    if (!request.last) return now.write(request.bytes);
    examination = undefined;
    return now.whole(request.bytes, request.after);
  };
  parentPort?.on('message', (request: Request) => {
    if ('seam' in request) return answer({ seam: seamOf(redactor, request.seam) });
    const examined = examine(request);
    // Its own copy: what is sent away without one is gone here, and these bytes may belong to something larger.
    const bytes = examined.bytes.slice();
    return answer({ examined: { ...examined, bytes } }, [bytes.buffer]);
  });
  answer({ ready: redactor.info });
}

/** Making a redactor leaves more garbage than the redactor is large, and two workers would keep theirs at the same time. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

try {
  const redactor = createRedactor(engine);
  collectGarbage();
  listen(redactor);
} catch (error) {
  if (!isSordinoError(error)) throw error;
  answer({ refused: { code: error.code, message: error.message } });
}
