import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Forms of the part behind the two letters of the country. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  GB: /^\d{9}(?:\d{3})?$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}MVA$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{7,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  CHE: /^\d{9}(?:MWST|TVA|IVA)?$/,
};
const WINDOW = 24;

/** Value-added-tax numbers: the letters of a country and what its numbers look like, with blanks or dots between. */
export const vatNumber: Detector = {
  name: 'vat-number',
  signals: [],
  maxLength: WINDOW,
  needs: () => [{ anchors: ['countries'], digits: 7 }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, runCount, runStart } = scan;
      for (let i = 0; i < runCount; i++) {
        // Two capitals, perhaps a third letter of the number itself, and perhaps a blank stand left of the run.
        let at = runStart[i] - 1;
        const blank = text.charCodeAt(at);
        if (blank === 0x20 || blank === 0x2d) at--;
        let from = at;
        while (from >= 0 && at - from < 4 && isUpper(text.charCodeAt(from))) from--;
        const letters = at - from;
        if (letters < 2 || letters > 3 || isWordUnit(text.charCodeAt(from)) || text.charCodeAt(from) === 0x2d) continue;
        const start = from + 1;
        const country = text.startsWith('CHE', start) ? 'CHE' : text.slice(start, start + 2);
        const form = FORMS[country];
        if (form === undefined) continue;
        let value = '';
        let end = start + country.length;
        let fits = 0;
        for (let k = end; k < start + WINDOW; k++) {
          const unit = text.charCodeAt(k);
          if (isDigit(unit) || isUpper(unit)) {
            value += text.charAt(k);
            if (form.test(value) && !isWordUnit(text.charCodeAt(k + 1))) fits = k + 1;
          } else if (!((unit === 0x20 || unit === 0x2e || unit === 0x2d) && !isAsciiLetter(text.charCodeAt(k + 1)))) break;
        }
        if (fits === 0) continue;
        end = fits;
        emit({ start, end, value: text.slice(start, end).replace(/[ .-]/g, ''), type, signals: [] });
      }
    };
  },
};

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}
