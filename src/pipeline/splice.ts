import { viewOf } from '../text/view.ts';
import type { Context } from '../types.ts';
import type { Hit } from './hit.ts';

/** The source with findings replaced; tags that a finding runs over are left standing behind its replacement. */
export function splice(source: string, hits: readonly Hit[], context: Context): string {
  const markup = context.format === 'html' ? viewOf(source, 'html').markup : null;
  let out = '';
  let at = 0;
  let tag = 0;
  for (const hit of hits) {
    if (hit.action === 'allow') continue;
    out += source.slice(at, hit.from) + hit.replacement;
    if (markup !== null)
      for (; tag < markup.length && markup[tag] < hit.to; tag += 2)
        if (markup[tag] >= hit.from && markup[tag + 1] <= hit.to) out += source.slice(markup[tag], markup[tag + 1]);
    at = hit.to;
  }
  return out + source.slice(at);
}
