import { viewOf } from '../text/view.ts';
import type { Context } from '../types.ts';
import type { Hit } from './hit.ts';

/** The source with findings replaced. */
export function splice(source: string, hits: readonly Hit[], context: Context): string {
  const replacements = replacementsOf(source, hits, context);
  let out = '';
  let at = 0;
  hits.forEach(({ from, to }, i) => {
    const replacement = replacements[i];
    if (replacement === null) return;
    out += source.slice(at, from) + replacement;
    at = to;
  });
  return out + source.slice(at);
}

/** What stands instead of each finding; null: it stays. Tags that a finding runs over are left standing behind its replacement. */
export function replacementsOf(source: string, hits: readonly Hit[], context: Context): (string | null)[] {
  const markup = context.format === 'html' && hits.length > 0 ? viewOf(source, 'html').markup : null;
  let tag = 0;
  return hits.map((hit) => {
    if (hit.action === 'allow') return null;
    let out = hit.replacement;
    if (markup !== null)
      for (; tag < markup.length && markup[tag] < hit.to; tag += 2)
        if (markup[tag] >= hit.from && markup[tag + 1] <= hit.to) out += source.slice(markup[tag], markup[tag + 1]);
    return out;
  });
}

/** The last offset up to `at` that stands in no tag: from there on the source reads as it does in the whole. */
export function outsideTags(source: string, at: number, context: Context): number {
  const markup = context.format === 'html' ? viewOf(source, 'html').markup : null;
  for (let tag = 0; markup !== null && tag < markup.length && markup[tag] < at; tag += 2) if (markup[tag + 1] > at) return markup[tag];
  return at;
}
