import type { Detector } from '../types.ts';
import { isAlnum, isDigit } from '../units.ts';
import { isFileName } from './label-value.ts';
import { isWordUnit } from './numbers.ts';
import { isTld } from './tld.ts';

const MAX_HANDLE = 32;

/**
 * Handles: `@anna_example` and `anna#0420`. They are names only where a network is spoken of, which the rule file's cue words say.
 * Signals: `underscored` or with digits, `inside` a line and in small letters with a full stop or a dash below in it, as no decorator of code is; `tagged` with `#` and four digits, `federated` with a host behind it.
 */
export const handle: Detector = {
  name: 'handle',
  signals: ['underscored', 'inside', 'tagged', 'federated'],
  maxLength: 96,
  needs: () => [{ anchors: ['ats'] }, { anchors: ['tags'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan: { text, atCount, at, runCount, runStart, runEnd } }, emit) => {
      for (let i = 0; i < atCount; i++) {
        const start = at[i];
        const before = text.charCodeAt(start - 1);
        if (isWordUnit(before) || '/@.-_+=%&'.includes(text.charAt(start - 1) || ' ')) continue;
        let end = start + 1;
        while (end <= start + MAX_HANDLE && isHandleUnit(text.charCodeAt(end))) end++;
        while (end > start && text.charCodeAt(end - 1) === 0x2e) end--;
        if (end - start < 4 || end - start > MAX_HANDLE || isWordUnit(text.charCodeAt(end))) continue;
        const next = text.charCodeAt(end);
        if (next === 0x2f || next === 0x28 || isDigits(text, start + 1, end)) continue;
        const signals = /[_\d]/.test(text.slice(start, end)) ? ['underscored'] : [];
        if (INSIDE.test(text.slice(Math.max(0, start - 2), start)) && isJoined(text.slice(start + 1, end))) signals.push('inside');
        if (next === 0x40) {
          const host = hostEnd(text, end + 1);
          if (host < 0) continue;
          end = host;
          signals.push('federated');
        }
        emit({ start, end, value: '', type, signals });
      }
      for (let i = 0; i < runCount; i++) {
        const hash = runStart[i] - 1;
        if (runEnd[i] - runStart[i] !== 4 || text.charCodeAt(hash) !== 0x23 || !isWordUnit(text.charCodeAt(hash - 1))) continue;
        let start = hash;
        while (start > 0 && hash - start < MAX_HANDLE && isHandleUnit(text.charCodeAt(start - 1))) start--;
        if (hash - start < 2 || isDigits(text, start, hash) || isWordUnit(text.charCodeAt(runEnd[i]))) continue;
        emit({ start, end: runEnd[i], value: '', type, signals: ['tagged'] });
      }
    };
  },
};

/** A word, a colon or a bracket and a blank stand before it. */
const INSIDE = /[\p{L}\p{N},:(] ?$/u;

/** `anna.b`, `anna_pots`, `anna_b_93`, but no `example.com` and no `@data.json` of a command. */
function isJoined(name: string): boolean {
  if (/^[a-z][a-z\d]*(?:_[a-z\d]+){1,3}_?$/.test(name)) return true;
  const last = /^[a-z][a-z\d]*\.([a-z][a-z\d]*)$/.exec(name)?.[1];
  return last !== undefined && !isTld(last) && !isFileName(name);
}

function isHandleUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x5f || unit === 0x2e;
}

function isDigits(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

/** End of a host name with a full stop in it, or -1. */
function hostEnd(text: string, at: number): number {
  let end = at;
  let stop = false;
  while (end < at + 60) {
    const unit = text.charCodeAt(end);
    if (unit === 0x2e && isAlnum(text.charCodeAt(end + 1))) stop = true;
    else if (!isAlnum(unit) && unit !== 0x2d) break;
    end++;
  }
  return stop && end < at + 60 ? end : -1;
}
