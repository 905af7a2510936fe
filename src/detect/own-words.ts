import { fieldWords, letterOf } from '../letters.ts';
import type { DetectorSetup } from '../types.ts';

/** Longest phrase of a list that a search to the left can find. */
const LONGEST = 30;

/** Words of a list that a detector looks for itself, in a few places: a list of common words would burden every scan. */
export interface OwnWords {
  /** End of the longest phrase of the list that begins at `at`, or 0. */
  endAt(text: string, at: number): number;
  /** Start of a phrase of the list that ends at `end`, or -1. */
  startOf(text: string, end: number): number;
  /** The name of a field holds a phrase of the list. */
  inField(field: string | undefined): boolean;
  /** End of the last phrase of the list that begins and ends within from..to, or -1. */
  lastWithin(text: string, from: number, to: number): number;
  /** The same of one that ends within from..to, wherever it begins. */
  lastEnd(text: string, from: number, to: number): number;
}

/** The words of a list that the detector names in `ownLists`. */
export function ownWords(setup: DetectorSetup, list: string): OwnWords {
  const phrases = setup.phrases(list);
  let lastField: string | undefined;
  let spoken = false;
  const endAt = (text: string, at: number): number => (isWordStart(text, at) ? phrases(text, at) : 0);
  return {
    endAt,
    startOf(text, end) {
      for (let at = end - 1; at >= 0 && at >= end - LONGEST; at--) if (endAt(text, at) === end) return at;
      return -1;
    },
    inField(field) {
      if (field === lastField) return spoken;
      const name = fieldWords(field ?? '');
      spoken = false;
      for (let at = 0; at < name.length && !spoken; at++) spoken = endAt(name, at) > 0;
      lastField = field;
      return spoken;
    },
    lastEnd(text, from, to) {
      let last = -1;
      for (let at = to - 1; at >= 0 && at >= from - LONGEST && at > last - LONGEST; at--) {
        const end = endAt(text, at);
        if (end > 0 && end >= from && end <= to && end > last) last = end;
      }
      return last;
    },
    lastWithin(text, from, to) {
      for (let at = to - 1; at >= from && at >= 0; at--) {
        const end = endAt(text, at);
        if (end > 0 && end <= to) return end;
      }
      return -1;
    },
  };
}

function isWordStart(text: string, at: number): boolean {
  return letterOf(text.charCodeAt(at)) !== 0 && (at === 0 || letterOf(text.charCodeAt(at - 1)) === 0);
}
