import type { Detector } from '../types.ts';
import { writtenWords } from './written-words.ts';

const LONGEST = 240;
/** Behind an at sign, in one parameter, or in two. */
const COORDINATES =
  /\/@-?\d{1,2}\.\d{2,},-?\d{1,3}\.\d{2,}|[?&#=]-?\d{1,3}\.\d{4,}(?:,|%2c|~)-?\d{1,3}\.\d{4,}|[?&]lat(?:itude)?=-?\d{1,2}\.\d{2,}&(?:lon|lng|long|longitude)=-?\d/;

/**
 * Links to a place on a map: those of the services that the rule file names (`google.*\/maps`, where `*` stands for up to 12 units), and any
 * link with coordinates behind an `@`. Links of `short` services hold nothing but the place; others need a digit behind their name.
 */
export const mapLink: Detector = {
  name: 'map-link',
  signals: [],
  options: ['services', 'short'],
  maxLength: LONGEST,
  needs: () => [{ anchors: ['links'] }],
  prepare({ rule }) {
    const services = pattern(rule.options?.services, '[^\\d]{0,40}\\d');
    const short = pattern(rule.options?.short, '/?\\w{5,}');
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, colonCount, colon } = scan;
      for (let i = 0; i < colonCount; i++) {
        const at = colon[i];
        if (text.charCodeAt(at + 1) !== 0x2f || text.charCodeAt(at + 2) !== 0x2f) continue;
        if (text.charCodeAt(at - 1) !== 0x73 && text.charCodeAt(at - 1) !== 0x70) continue;
        const from = at + 3;
        let end = from;
        while (end < text.length && end - from < LONGEST - 8 && !isLinkEnd(text.charCodeAt(end))) end++;
        const link = text.slice(from, end).toLowerCase();
        if (!services.test(link) && !short.test(link) && !COORDINATES.test(link)) continue;
        while (/[.,;:!?)]/.test(text.charAt(end - 1))) end--;
        const start = at - (text.charCodeAt(at - 1) === 0x73 ? 5 : 4);
        if (start < 0) continue;
        emit({ start, end, value: text.slice(start, end), type, signals: [] });
      }
    };
  },
};

function isLinkEnd(unit: number): boolean {
  return unit <= 0x20 || unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0x5d || unit === 0x7d || unit === 0x60;
}

/** Matches links that begin with one of the listed services. */
function pattern(option: unknown, rest: string): RegExp {
  const names = writtenWords(option).map((name) => name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/ ]{1,12}'));
  return names.length === 0 ? /^(?!)/ : new RegExp(`^(?:www\\.)?(?:${names.join('|')})${rest}`);
}
