/** What the comparator needs to know of a candidate. Offsets are view units. */
export interface Scored {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly priority: number;
  /** Position of the detector among all: the last tie-break, so that results never depend on chance. */
  readonly order: number;
}

/** Units after which a chain of overlapping candidates is decided as far as it has come, so that no chain grows without bound. */
export const MAX_CHAIN = 1024;

/** Negative when `a` wins over `b`. The order is total. */
export function compareOverlap(a: Scored, b: Scored): number {
  return (
    b.priority - a.priority || // the category that loses more when it is missed
    b.end - b.start - (a.end - a.start) || // the longer: it leaves less behind
    b.score - a.score || // the surer
    a.start - b.start || // the first
    a.order - b.order // the rule file's order
  );
}

/**
 * Picks findings that do not overlap, ascending. `lost` hears of each candidate that another one won over.
 * Candidates are decided chain by chain (a chain: each overlaps one before it), so what is far away never matters.
 */
export function resolveOverlaps<T extends Scored>(candidates: readonly T[], lost?: (candidate: T, winner: T) => void): T[] {
  const byStart = [...candidates].sort((a, b) => a.start - b.start || compareOverlap(a, b));
  const picked: T[] = [];
  for (let from = 0; from < byStart.length; ) {
    let end = byStart[from].end;
    let to = from + 1;
    while (to < byStart.length && byStart[to].start < end && byStart[to].start < byStart[from].start + MAX_CHAIN) {
      end = Math.max(end, byStart[to].end);
      to++;
    }
    decideChain(byStart, from, to, picked, lost);
    from = to;
  }
  return picked;
}

function decideChain<T extends Scored>(
  byStart: readonly T[],
  from: number,
  to: number,
  picked: T[],
  lost?: (candidate: T, winner: T) => void,
): void {
  const last = picked.at(-1);
  if (to - from === 1 && (last === undefined || last.end <= byStart[from].start)) {
    picked.push(byStart[from]);
    return;
  }
  const winners: T[] = last === undefined ? [] : [last];
  const chain = byStart.slice(from, to).sort(compareOverlap);
  const fresh: T[] = [];
  for (const candidate of chain) {
    const winner = winners.find((w) => w.start < candidate.end && candidate.start < w.end);
    if (winner !== undefined) lost?.(candidate, winner);
    else {
      winners.push(candidate);
      fresh.push(candidate);
    }
  }
  picked.push(...fresh.sort((a, b) => a.start - b.start));
}
