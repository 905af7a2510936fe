import type { Detector } from '../types.ts';
import { isDigit, isWordUnit } from './numbers.ts';

/**
 * Hardware addresses: `00:1A:2B:3C:4D:5E`, with dashes, and Cisco's `001a.2b3c.4d5e`. Broadcast and all zeros are nobody's.
 * Looks at every third unit for the separator: six pairs have five of them, always three units apart.
 */
export const macAddress: Detector = {
  name: 'mac-address',
  signals: ['cisco'],
  maxLength: 17,
  needs: ['colons', 'runs'],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan: { text } }, emit) => {
      for (let i = 2; i < text.length - 2; ) {
        const unit = text.charCodeAt(i);
        if (unit !== 0x3a && unit !== 0x2d && unit !== 0x2e) {
          i++;
          continue;
        }
        const start = unit === 0x2e ? i - 4 : i - 2;
        const end = unit === 0x2e ? start + 14 : start + 17;
        if (start >= 0 && end <= text.length && isAddress(text, start, end, unit, unit === 0x2e ? 4 : 2)) {
          if (!isEdge(text, start - 1, unit) || !isEdge(text, end, unit)) {
            i++;
            continue;
          }
          const value = text.slice(start, end).replace(/[^0-9a-f]/gi, '').toUpperCase();
          if (!/^(?:0+|F+)$/.test(value)) emit({ start, end, value, type, signals: unit === 0x2e ? ['cisco'] : [] });
          i = end;
        } else i++;
      }
    };
  },
};

function isAddress(text: string, start: number, end: number, separator: number, size: number): boolean {
  if (text.charCodeAt(start + size + 1 + size) !== separator) return false;
  let letters = 0;
  for (let i = start, within = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (within === size) {
      if (unit !== separator) return false;
      within = 0;
      continue;
    }
    const lower = unit | 0x20;
    if (!isDigit(unit)) {
      if (lower < 0x61 || lower > 0x66) return false;
      letters++;
    }
    within++;
  }
  // Twelve digits in threes are more often something else.
  return size === 2 || letters > 0;
}

/** Neither a letter, a digit nor another pair follows. */
function isEdge(text: string, at: number, separator: number): boolean {
  const unit = text.charCodeAt(at);
  return !isWordUnit(unit) && unit !== separator && !(unit === 0x2a && separator === 0x3a);
}
