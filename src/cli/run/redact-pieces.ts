/** Runs the pieces of an input through an examiner. */
import type { FormatName } from '../../formats/index.ts';
import type { Piece } from './blocks.ts';
import type { Examined } from './examination.ts';
import type { Examiner, Session } from './examiner.ts';

/** Hears what became of each piece, in the order of the input. Nothing more is read while it is busy. */
export type TakePiece = (piece: Piece, examined: Examined) => Promise<void>;

/** Several blocks are under way at a time, and no more than the examiner has hands for, with one each waiting. */
export async function redactPieces(format: FormatName, pieces: AsyncIterable<Piece>, examiner: Examiner, take: TakePiece): Promise<void> {
  const underWay: { piece: Piece; examined: Promise<Examined> }[] = [];
  let session: Session | undefined;

  async function next(): Promise<void> {
    const job = underWay.shift();
    if (job !== undefined) await take(job.piece, await job.examined);
  }

  try {
    for await (const piece of pieces) {
      const { bytes, offset, before, table, after, first, last } = piece;
      const part = { format, offset, before, table };
      if (first && last) {
        const examined = examiner.block({ ...part, bytes, after });
        // Looked at in its turn; until then its failure is not to end the process.
        examined.catch(() => undefined);
        underWay.push({ piece, examined });
        while (underWay.length > 2 * examiner.size) await next();
        continue;
      }
      while (underWay.length > 0) await next();
      session ??= await examiner.open(part);
      await take(last ? { ...piece, last: false } : piece, await session.write(bytes));
      if (!last) continue;
      await take({ ...piece, bytes: bytes.subarray(bytes.length) }, await session.end(after));
      session = undefined;
    }
    while (underWay.length > 0) await next();
  } finally {
    session?.close();
  }
}
