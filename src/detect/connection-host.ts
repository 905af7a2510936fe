import type { Detector } from '../types.ts';
import { isLetter, wordSet } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

const MAX_HOST = 80;
const MAX_SCHEME = 16;
const MAX_LOGIN = 80;
/** Shorter names without a digit or a dash say what runs there: `db`. */
const MIN_NAME = 5;

/**
 * Hosts in the addresses that programs connect by: `postgres://app:secret@db-prod-02:5432/shop`, `redis://cache-01`. Options: `schemes` that are so
 * used; `nobody` hosts of no firm: `localhost`. No signals.
 */
export const connectionHost: Detector = {
  name: 'connection-host',
  signals: [],
  options: ['schemes', 'nobody'],
  maxLength: MAX_HOST,
  needs: () => [{ anchors: ['links'] }],
  prepare({ rule }) {
    const schemes = wordSet(rule.options?.schemes);
    const nobody = wordSet(rule.options?.nobody);
    const type = rule.type ?? rule.id;
    return ({ scan: { text, colon, colonCount } }, emit) => {
      for (let i = 0; i < colonCount; i++) {
        const sign = colon[i];
        if (!text.startsWith('//', sign + 1) || !schemes.has(schemeBefore(text, sign))) continue;
        const start = hostStart(text, sign + 3);
        const end = hostEnd(text, start);
        const host = text.slice(start, end).toLowerCase();
        if (end - start > MAX_HOST || !/[a-z]/.test(host) || nobody.has(host)) continue;
        if (host.length >= MIN_NAME || /[-\d]/.test(host)) emit({ start, end, value: '', type, signals: [] });
      }
    };
  },
};

function schemeBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < MAX_SCHEME && isAlnum(text.charCodeAt(start - 1))) start--;
  return isLetter(text.charCodeAt(start)) ? text.slice(start, at).toLowerCase() : '';
}

/** Behind the login, when there is one: a password may hold any sign but a blank and a quotation mark. */
function hostStart(text: string, from: number): number {
  let host = from;
  for (let i = from; i < from + MAX_LOGIN && i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit === 0x22 || unit === 0x3c || unit === 0x2f) break;
    if (unit === 0x40) host = i + 1;
  }
  return host;
}

function hostEnd(text: string, start: number): number {
  let end = start;
  while (end - start <= MAX_HOST) {
    const unit = text.charCodeAt(end);
    if (!isAlnum(unit) && unit !== 0x2d && unit !== 0x5f && !(unit === 0x2e && isNameUnit(text.charCodeAt(end + 1)))) break;
    end++;
  }
  return end;
}

function isNameUnit(unit: number): boolean {
  return isLetter(unit) || isDigit(unit);
}
