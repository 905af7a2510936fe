/** Seeded randomness: the same seed gives the same texts on every machine, so that two runs measure the same thing. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (list) => list[below(list.length)],
    chance: (share) => next() < share,
    hex: (length) => Array.from({ length }, () => '0123456789abcdef'[below(16)]).join(''),
    digits: (length) => Array.from({ length }, () => below(10)).join(''),
  };
}
