import type { ServerResponse } from 'node:http';
import type { LateBodyFinding } from './request-redaction.ts';

/** As often is a request told what another revealed: a handler that fails because of it must not fail for ever. */
const MOST_TIMES = 5;
/** Findings that a conversation owes; the oldest make room. */
const MOST_OWED = 500;

/** What one request revealed in earlier ones. */
interface Revealed {
  readonly late: readonly LateBodyFinding[];
  times: number;
  /** A request has it that is not answered yet. */
  isOut: boolean;
}

/** The late findings of a conversation, until a request that was told of them is answered without an error. */
export class OwedLate {
  #owed: Revealed[] = [];

  /** What the request of this answer is to be told: its own, behind those of requests whose handlers failed, in the order in which they came. */
  give(own: readonly LateBodyFinding[], res: ServerResponse): LateBodyFinding[] {
    if (own.length > 0) this.#owed.push({ late: own, times: 0, isOut: false });
    const given = this.#owed.filter(({ isOut }) => !isOut);
    if (given.length === 0) return [];
    for (const revealed of given) {
      revealed.isOut = true;
      revealed.times++;
    }
    res.once('close', () => this.#settle(given, res.writableFinished && res.statusCode < 400));
    return given.flatMap(({ late }) => late);
  }

  #settle(given: readonly Revealed[], isTaken: boolean): void {
    for (const revealed of given) revealed.isOut = false;
    let left = MOST_OWED;
    this.#owed = this.#owed
      .filter((revealed) => revealed.isOut || !given.includes(revealed) || (!isTaken && revealed.times < MOST_TIMES))
      .reverse()
      .filter(({ isOut, late }) => isOut || (left -= late.length) >= 0)
      .reverse();
  }
}
