import { unite } from '../resolve/unite.ts';
import type { Hit } from './hit.ts';
import { type NamesNobody, resolveWhole } from './remains.ts';

/** The hits of a text and those of the same text with a gap for each tag, united; without overlaps. */
export function withApart(source: string, whole: readonly Hit[], apart: readonly Hit[], namesNobody: NamesNobody): Hit[] {
  // What is left as it is must not keep what the other reading hides.
  const hidden = apart.filter(({ action }) => action !== 'allow');
  if (hidden.length === 0) return [...whole];
  return unite(resolveWhole(source, whole, namesNobody), resolveWhole(source, hidden, namesNobody), (hit, from, to) =>
    hit.action === 'allow' || !/[\p{L}\p{N}]/u.test(source.slice(from, to)) ? undefined : { ...hit, from, to, replacement: '' },
  );
}
