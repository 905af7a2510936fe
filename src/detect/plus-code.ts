import type { Detector } from '../types.ts';
import { isUpper } from './address-tokens.ts';
import { isWordUnit } from './numbers.ts';

/** The twenty characters of plus codes (Open Location Code). */
const ALPHABET = new Uint8Array(128);
for (const letter of '23456789CFGHJMPQRVWX') ALPHABET[letter.charCodeAt(0)] = 1;

/**
 * Plus codes: `9F6CW442+RQ`, and the short `W442+RQ Riga`. Signals: `full` eight characters stand before the sign, `town` a capital follows.
 */
export const plusCode: Detector = {
  name: 'plus-code',
  signals: ['full', 'town'],
  maxLength: 40,
  needs: () => [{ anchors: ['marks'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text } = scan;
      for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1)) {
        let start = at;
        while (start > 0 && at - start < 9 && inAlphabet(text.charCodeAt(start - 1))) start--;
        const front = at - start;
        if ((front !== 4 && front !== 8) || isWordUnit(text.charCodeAt(start - 1))) continue;
        let end = at + 1;
        while (end - at < 5 && inAlphabet(text.charCodeAt(end))) end++;
        const back = end - at - 1;
        if (back < 2 || back > 3 || isWordUnit(text.charCodeAt(end)) || text.charCodeAt(end) === 0x2b) continue;
        const signals: string[] = [];
        if (front === 8) signals.push('full');
        let town = end;
        if (text.charCodeAt(town) === 0x2c) town++;
        if (text.charCodeAt(town) === 0x20) town++;
        if (town > end && isUpper(text.charCodeAt(town))) {
          signals.push('town');
          while (town - end < 24 && isWordUnit(text.charCodeAt(town))) town++;
          end = town;
        }
        emit({ start, end, value: text.slice(start, end), type, signals });
      }
    };
  },
};

function inAlphabet(unit: number): boolean {
  return unit < 128 && ALPHABET[unit] === 1;
}
