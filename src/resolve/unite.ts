/** A finding, in units of the source. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/**
 * What was found in a text as one, and in the same text with its pieces apart; both ascend without overlaps, and so does the result. Nothing that
 * either found is left: where they overlap, the one that holds the other and is surer stands for both, else the pieces stand for themselves and
 * `rest` makes findings of what is left of the other.
 */
export function unite<T extends Found>(
  whole: readonly T[],
  apart: readonly T[],
  rest: (of: T, from: number, to: number) => T | undefined,
): T[] {
  const united: T[] = [];
  let next = 0;
  for (const one of whole) {
    while (next < apart.length && apart[next].to <= one.from) united.push(apart[next++]);
    let end = next;
    while (end < apart.length && apart[end].from < one.to) end++;
    const inside = apart.slice(next, end);
    if (inside.every((piece) => one.from <= piece.from && piece.to <= one.to && piece.score < one.score)) {
      united.push(one);
      next = end;
      continue;
    }
    let at = one.from;
    for (const piece of inside) {
      const left = piece.from > at ? rest(one, at, piece.from) : undefined;
      if (left !== undefined) united.push(left);
      if (piece.to > one.to) break;
      united.push(piece);
      next++;
      at = piece.to;
    }
    const last = inside.at(-1) as T;
    const left = last.to < one.to ? rest(one, last.to, one.to) : undefined;
    if (left !== undefined) united.push(left);
  }
  return [...united, ...apart.slice(next)];
}
