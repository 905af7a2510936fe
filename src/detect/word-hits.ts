import type { Scan, Vocabulary } from '../types.ts';

/** Finds the words of a detector's own lists among the cue hits of a scan. */
export interface WordHits {
  /** Bits by vocabulary entry, for loops over many hits. */
  tableOf(scan: Scan): Uint8Array;
  /** Bits of the lists that the cue hit at index `hit` belongs to: 1 for the first list, 2 for the second, 4 ... */
  bitsOf(scan: Scan, hit: number): number;
  /** Bits of the lists that hold exactly the word text[start..end), 0 when none does. */
  bitsAt(scan: Scan, start: number, end: number): number;
  /** End of the longest hit of one of the lists `bits` that starts at `start`, or 0. */
  endFrom(scan: Scan, start: number, bits: number): number;
}

/** `concepts`: ids of at most 8 lists; -1 for one that the rule file does not have. */
export function wordHits(concepts: readonly number[]): WordHits {
  let known: Vocabulary | undefined;
  let bits = new Uint8Array(0);

  /** Bits by vocabulary entry, worked out once: a text has many hits and few of them are ours. */
  function table(vocabulary: Vocabulary): Uint8Array {
    if (known !== vocabulary) {
      bits = Uint8Array.from(vocabulary.entryConcepts, (entry) => {
        let sum = 0;
        concepts.forEach((concept, i) => {
          if (concept >= 0 && entry.includes(concept)) sum |= 1 << i;
        });
        return sum;
      });
      known = vocabulary;
    }
    return bits;
  }

  return {
    tableOf: (scan) => table(scan.vocabulary),
    bitsOf: (scan, hit) => table(scan.vocabulary)[scan.cueEntry[hit]],
    bitsAt(scan, start, end) {
      const flags = table(scan.vocabulary);
      let sum = 0;
      for (let i = firstFrom(scan, start); i < scan.cueCount && scan.cueStart[i] === start; i++)
        if (scan.cueEnd[i] === end) sum |= flags[scan.cueEntry[i]];
      return sum;
    },
    endFrom(scan, start, wanted) {
      const flags = table(scan.vocabulary);
      let end = 0;
      for (let i = firstFrom(scan, start); i < scan.cueCount && scan.cueStart[i] === start; i++)
        if ((flags[scan.cueEntry[i]] & wanted) !== 0) end = Math.max(end, scan.cueEnd[i]);
      return end;
    },
  };
}

/** Index of the first cue hit that starts at `start` or later. */
export function firstFrom({ cueStart, cueCount }: Scan, start: number): number {
  let low = 0;
  let high = cueCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cueStart[middle] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
