import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { foldWord, wordSet } from './words.ts';
import { isAlnum } from '../units.ts';

const MAX_DOMAIN = 15;
const MAX_USER = 24;

/**
 * Windows accounts, `CORP\adoe`, and with option `part: host` the name of the machine in a share, `\\nas1\backup`.
 * Option `reserved`: domains that hold no persons. Signals: `upper` domain, `escape` what follows the backslash may be `\n` and the like.
 */
export const domainUser: Detector = {
  name: 'domain-user',
  signals: ['upper', 'escape', 'share'],
  options: ['part', 'reserved'],
  maxLength: MAX_DOMAIN + MAX_USER + 4,
  needs: () => [{ anchors: ['backslashes'] }],
  prepare({ rule }) {
    const reserved = wordSet(rule.options?.reserved);
    const host = rule.options?.part === 'host';
    const type = rule.type ?? rule.id;
    return ({ scan: { text } }, emit) => {
      for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
        let after = at + 1;
        while (after < at + 8 && text.charCodeAt(after) === 0x5c) after++;
        const count = after - at;
        if (host) {
          if (count >= 2 && !isPart(text.charCodeAt(at - 1)) && !':$%)]}'.includes(text.charAt(at - 1) || ' ')) {
            const end = partEnd(text, after, 63, true);
            if (
              end - after >= 2 &&
              text.charCodeAt(end) === 0x5c &&
              isWordUnit(nextAfter(text, end)) &&
              !reserved.has(foldWord(text.slice(after, end)))
            )
              emit({ start: after, end, value: '', type, signals: ['share'] });
          }
        } else if (count <= 2) {
          let start = at;
          while (start > 0 && at - start <= MAX_DOMAIN && isPart(text.charCodeAt(start - 1))) start--;
          const end = partEnd(text, after, MAX_USER, true);
          const before = text.charCodeAt(start - 1);
          const size = at - start;
          if (
            size >= 2 &&
            size <= MAX_DOMAIN &&
            end - after >= 2 &&
            end - after <= 20 &&
            !isWordUnit(before) &&
            !'\\/:.%$@-_~'.includes(text.charAt(start - 1) || ' ') &&
            text.charCodeAt(end) !== 0x5c &&
            text.charCodeAt(end) !== 0x2f &&
            !isWordUnit(text.charCodeAt(end)) &&
            !reserved.has(foldWord(text.slice(start, at)))
          ) {
            const domain = text.slice(start, at);
            // `AzureAD`, `CORP`
            const signals = /[A-Z].*[A-Z]/.test(domain) ? ['upper'] : [];
            if ('nrtbfuvx0'.includes(text.charAt(after)) || /\.[a-z]{2,4}$/.test(text.slice(after, end))) signals.push('escape');
            // The name of a machine is a finding of its own.
            emit({ start: /\d/.test(domain) ? after : start, end, value: '', type, signals });
          }
        }
        at = after - 1;
      }
    };
  },
};

function nextAfter(text: string, at: number): number {
  let i = at;
  while (i < at + 8 && text.charCodeAt(i) === 0x5c) i++;
  return text.charCodeAt(i);
}

function isPart(unit: number): boolean {
  return isAlnum(unit) || unit === 0x2d || unit === 0x5f;
}

function partEnd(text: string, at: number, most: number, dots: boolean): number {
  let end = at;
  while (end < at + most + 1 && (isPart(text.charCodeAt(end)) || (dots && text.charCodeAt(end) === 0x2e))) end++;
  while (end > at && text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}
