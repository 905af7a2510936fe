/** Where a text has to be looked at again, with its findings replaced. */
import { REACH } from '../types.ts';
import type { Hit } from './hit.ts';

interface Window {
  readonly from: number;
  readonly to: number;
  /** What is found before and behind these is none: it may owe itself to the cut. */
  readonly foundFrom: number;
  readonly foundTo: number;
  /** The findings in it: hits[first] to hits[last]. */
  readonly first: number;
  readonly last: number;
}

/** Parts of the source that a replacement can change the reading of, with what their findings depend on, ascending, merged where they meet. */
export function windowsAround(source: string, hits: readonly Hit[], reach: number): Window[] {
  const windows: { -readonly [name in keyof Window]: Window[name] }[] = [];
  hits.forEach((hit, i) => {
    const foundFrom = hit.from - reach;
    const foundTo = hit.to + reach;
    const from = Math.max(0, foundFrom - REACH);
    const to = Math.min(source.length, foundTo + REACH);
    const last = windows.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.foundTo = Math.max(last.foundTo, foundTo);
      last.last = i;
    } else windows.push({ from, to, foundFrom, foundTo, first: i, last: i });
  });
  return windows;
}

/** A window with its findings replaced, and where each untouched piece of it comes from. */
export function spliceWindow(
  source: string,
  hits: readonly Hit[],
  window: Window,
): { text: string; pieces: { at: number; from: number; length: number }[] } {
  const parts: string[] = [];
  let at = 0;
  let from = window.from;
  const pieces: { at: number; from: number; length: number }[] = [];
  for (let i = window.first; i <= window.last; i++) {
    const hit = hits[i];
    pieces.push({ at, from, length: hit.from - from });
    parts.push(source.slice(from, hit.from), hit.replacement);
    at += hit.from - from + hit.replacement.length;
    from = hit.to;
  }
  pieces.push({ at, from, length: window.to - from });
  parts.push(source.slice(from, window.to));
  return { text: parts.join(''), pieces };
}

/** Several digits or an `@`: something that a replacement beside it may bring out. */
const NUMBER_OR_ADDRESS = /\d{3}|\d\D{1,2}\d\D{0,2}\d|@|::/;

/**
 * Only then is a second look worth its time: a number or an address was found or is left, or a replacement cut a word in two. Names that stand by
 * themselves, in most messages all there is, bring out nothing.
 */
export function mayHoldMore(source: string, hits: readonly Hit[], { from, to, first, last }: Window): boolean {
  for (let i = first; i <= last; i++) if (isJoined(source, hits[i].from) || isJoined(source, hits[i].to)) return true;
  return NUMBER_OR_ADDRESS.test(source.slice(from, to));
}

/** Letters or digits stand on both sides of an offset. */
function isJoined(source: string, at: number): boolean {
  return at > 0 && at < source.length && /[\p{L}\p{N}]/u.test(source[at - 1]) && /[\p{L}\p{N}]/u.test(source[at]);
}
