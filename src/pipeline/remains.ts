import { resolveOverlaps } from '../resolve/overlap.ts';
import type { Hit } from './hit.ts';

/** Whether a word is no name: a title or a role, and a particle unless a name follows it. */
export type NamesNobody = (word: string, beforeName: boolean) => boolean;

/** Findings without overlaps, ascending. Of what is known nothing stays, nor of what made way for it; nor of a card that made way for a part of it. */
export function resolveWhole(source: string, hits: readonly Hit[], namesNobody: NamesNobody): Hit[] {
  const lost: Hit[] = [];
  const found = resolveOverlaps(hits, (loser, winner) => {
    if (loser.known || winner.known || loser.detector.category.category === 'card') lost.push(loser);
  });
  return lost.length === 0 ? found : withRemains(source, found, lost, namesNobody);
}

/** Findings and what is left over where the dialogue and a rule found what overlaps. */
export function withRemains(source: string, found: readonly Hit[], lost: readonly Hit[], namesNobody: NamesNobody): Hit[] {
  const remains: Hit[] = [];
  let first = 0;
  let reached = 0;
  for (const hit of [...lost].sort((a, b) => a.from - b.from)) {
    while (first < found.length && found[first].to <= hit.from) first++;
    // Two that lost to the same finding can leave the same rest.
    let from = Math.max(hit.from, reached);
    for (let i = first; i < found.length && found[i].from < hit.to; i++) {
      if (found[i].from > from) remains.push(...remainOf(source, hit, from, found[i].from, namesNobody, isPerson(found[i])));
      from = Math.max(from, found[i].to);
    }
    if (from < hit.to) remains.push(...remainOf(source, hit, from, hit.to, namesNobody));
    reached = Math.max(reached, hit.to);
  }
  return remains.length === 0 ? [...found] : [...found, ...remains].sort((a, b) => a.from - b.from);
}

/** Categories of which every part that says something has a digit or a capital, unless the number is read out: a small word before it is none. */
const NUMBERS: ReadonlySet<string> = new Set(['bank-account', 'card', 'national-id', 'order', 'phone']);

/** Nothing when nothing is left that says something. */
function remainOf(source: string, hit: Hit, from: number, to: number, namesNobody: NamesNobody, beforeName = false): Hit[] {
  const isNumber = NUMBERS.has(hit.detector.category.category) && /\p{N}/u.test(source.slice(hit.from, hit.to));
  const says = isNumber ? /[\p{Lu}\p{N}]/u : /[\p{L}\p{N}]/u;
  const rest = source.slice(from, to);
  if (!says.test(rest)) return [];
  const words = rest.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  // `von der` stands in surnames alone, also before what is a firm's name too
  if (isPerson(hit) && words.every((word) => namesNobody(word, beforeName || words.length > 1))) return [];
  return [{ ...hit, from, to, start: from, end: to, ...(hit.action !== 'allow' && { replacement: hit.detector.placeholder }) }];
}

function isPerson(hit: Hit): boolean {
  return hit.detector.category.category === 'person';
}
