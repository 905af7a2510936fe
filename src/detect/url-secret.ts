import type { Detector } from '../types.ts';
import { wordHits } from './word-hits.ts';
import { isLetter, wordSet } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

const MAX_LOGIN = 80;
const MAX_TOKEN = 128;

/**
 * Secrets in addresses that no name of a parameter marks: `user:password@` behind `://`, and an opaque part of a path or a query behind a word of the list
 * `steps` (`/reset/...`, `/invite?i=...`). Option `kept`: user names without a password that say nothing (`git@`). Signals: `login`, `path`.
 */
export const urlSecret: Detector = {
  name: 'url-secret',
  signals: ['login', 'path'],
  words: ['steps'],
  options: ['kept'],
  maxLength: MAX_TOKEN,
  needs: () => [{ anchors: ['ats', 'links'] }, { lists: ['steps'] }],
  prepare({ rule, concept }) {
    const hits = wordHits([concept('steps')]);
    const kept = wordSet(rule.options?.kept);
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, atCount, at, cueStart, cueEnd } = scan;
      for (let i = 0; i < atCount; i++) {
        const start = loginStart(text, at[i]);
        if (start < 0) continue;
        const login = text.slice(start, at[i]);
        if (login.includes('[') || (!login.includes(':') && (login.length < 16 || kept.has(login)))) continue;
        emit({ start, end: at[i], value: '', type, signals: ['login'] });
      }
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const link = text.charCodeAt(cueStart[c] - 1) === 0x2f ? STEP_LINK.exec(text.slice(cueEnd[c], cueEnd[c] + MAX_NAME)) : null;
        if (link === null) continue;
        const start = cueEnd[c] + link[0].length;
        const end = opaqueEnd(text, start);
        if (end > start) emit({ start, end, value: '', type, signals: ['path'] });
      }
    };
  },
};

/** What leads from a step to its secret: `/reset/...`, `/reset?t=...`. */
const STEP_LINK = /^(?:\/|\?[A-Za-z_-]{1,12}=)/;
const MAX_NAME = 16;

/** Offset behind the `://` of the address whose user information ends at the `@`, or -1. */
function loginStart(text: string, at: number): number {
  const limit = Math.max(2, at - MAX_LOGIN);
  for (let i = at - 1; i > limit; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x2f) {
      return text.charCodeAt(i - 1) === 0x2f && text.charCodeAt(i - 2) === 0x3a && isLetter(text.charCodeAt(i - 3)) && i + 1 < at
        ? i + 1
        : -1;
    }
    if (unit <= 0x20 || unit === 0x3f || unit === 0x23 || unit === 0x22 || unit === 0x3c || unit === 0x40) return -1;
  }
  return -1;
}

/** End of a part of a path of 16 units or more that no person reads: digits among letters. `start` when it is none. */
function opaqueEnd(text: string, start: number): number {
  let end = start;
  let digits = 0;
  let letters = 0;
  for (; end < start + MAX_TOKEN; end++) {
    const unit = text.charCodeAt(end);
    if (isDigit(unit)) digits++;
    else if (isAlnum(unit)) letters++;
    else if (unit !== 0x2d && unit !== 0x5f && unit !== 0x2e && unit !== 0x3d) break;
  }
  return end - start >= 16 && digits >= 2 && letters >= 2 ? end : start;
}
