/** Index of the first of `count` ascending offsets that is `from` or greater; `count` when none is. */
export function firstFrom(ascending: Int32Array, count: number, from: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
