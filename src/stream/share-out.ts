/** A change to a text that stands in pieces: the first piece that it touches gets the replacement, the others lose what it covers of them. */

/** Where a piece stands in the joined text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Share<P extends Place> {
  readonly piece: P;
  /** Units of the piece. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The change of `[start, end)` of the joined text, piece by piece. `pieces` ascend; those before the first given one end before it. */
export function shareOut<P extends Place>(pieces: readonly P[], start: number, end: number, text: string, first = 0): Share<P>[] {
  const shares: Share<P>[] = [];
  for (let i = first; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece.to <= start) continue;
    if (piece.from >= end) break;
    shares.push({
      piece,
      start: Math.max(start, piece.from) - piece.from,
      end: Math.min(end, piece.to) - piece.from,
      text: shares.length === 0 ? text : '',
    });
  }
  return shares;
}
