import type { Detector } from '../types.ts';
import { isFirstName } from './names/name-list.ts';
import { isWordUnit } from './numbers.ts';
import { isTld } from './tld.ts';
import { foldWord, wordSet } from './words.ts';
import { isDigit } from '../units.ts';

const MAX_HOST = 48;
const MAX_DIGITS = 3;

/**
 * Names of servers and workplaces as administrators number them: `web07`, `lf-worker-01`, `RECEPTION-2`, `mx2.example.com`.
 * Options: `roles`, what servers do; `places`, where computers stand, which count in capitals; `publicRoles`, roles whose hosts everybody is told;
 * `notHosts`, parts of what else is written in capitals and numbered; `unsure`, parts of both.
 * Signals: `role` a part is one; `roles` a second one; `padded` the number begins with a zero; `parts` joined by dashes; `domain` behind it; `place`;
 * `series` parts in capitals and a padded number: `LBK-STORE03`, with `unsure` where a part may be of something else;
 * `firm` the number belongs to a role behind letters that say whose it is, all in capitals: `LBK-GW1`; `owner` a first name before a model: `VILMA-X230`.
 */
export const serverName: Detector = {
  name: 'server-name',
  signals: ['role', 'roles', 'padded', 'parts', 'domain', 'place', 'series', 'unsure', 'firm', 'owner'],
  options: ['roles', 'places', 'publicRoles', 'notHosts', 'unsure'],
  maxLength: MAX_HOST,
  needs: () => [{ anchors: ['mixed'] }, { anchors: ['glued'] }],
  prepare({ rule }) {
    const roles = wordSet(rule.options?.roles);
    const places = wordSet(rule.options?.places);
    const publicRoles = wordSet(rule.options?.publicRoles);
    const notHosts = wordSet(rule.options?.notHosts);
    const unsure = wordSet(rule.options?.unsure);
    const type = rule.type ?? rule.id;
    return ({ scan: { text, runStart, runEnd, runCount } }, emit) => {
      let done = 0;
      for (let i = 0; i < runCount; i++) {
        const at = runStart[i];
        if (at < done || runEnd[i] - at > MAX_DIGITS || !isNameUnit(text.charCodeAt(at - 1))) continue;
        let start = at;
        while (start > 0 && at - start <= MAX_HOST && isNameUnit(text.charCodeAt(start - 1))) start--;
        let end = runEnd[i];
        while (end - start <= MAX_HOST && isNameUnit(text.charCodeAt(end))) end++;
        done = end;
        if (end - start > MAX_HOST || !NAME.test(text.slice(start, end)) || !isFree(text, start)) continue;
        const parts = text.slice(start, end).split('-');
        const signals: string[] = [];
        const words = parts.map((part) => foldWord(part.replace(/\d+$/, '')));
        const found = words.filter((word) => roles.has(word));
        if (found.length > 0) signals.push('role');
        if (found.length > 1) signals.push('roles');
        if (
          /[A-Z]{3}/.test(parts[0]) &&
          !/[a-z]/.test(text.slice(start, end)) &&
          (parts.length > 1 || NUMBERED.test(parts[0])) &&
          words.some((word) => places.has(word))
        )
          signals.push('place');
        const padded = /(?:^|[A-Za-z-])0\d{1,2}$/.test(text.slice(start, end));
        const isSeries = SERIES.test(text.slice(start, end)) && !SHORT_SERIES.test(text.slice(start, end));
        if (signals.length === 0 && padded && isSeries && !words.some((word) => notHosts.has(word)))
          signals.push(...(words.some((word) => unsure.has(word)) ? ['series', 'unsure'] : ['series']));
        if (found.length === 1 && roles.has(words[1]) && FIRM_ROLE.test(text.slice(start, end)) && !notHosts.has(words[0]))
          signals.push('firm');
        if (signals.length === 0 && OWNED.test(text.slice(start, end)) && isFirstName(words[0])) signals.push('owner');
        if (signals.length === 0) continue;
        if (padded) signals.push('padded');
        if (parts.length > 1) signals.push('parts');
        const close = domainEnd(text, end);
        if (close < 0 || close - start > MAX_HOST) continue;
        if (close > end) {
          if (publicRoles.has(words[0]) || FOREIGN.test(text.slice(Math.max(0, start - 20), start))) continue;
          signals.push('domain');
        }
        done = close;
        emit({ start, end: close, value: '', type, signals });
      }
    };
  },
};

/** Letters with digits behind them, in parts: `web07`, `nw-app-02`, `db1-prod`. */
const NAME = /^\p{L}{1,14}\d{0,3}(?:-(?:\p{L}{1,14}\d{0,3}|\d{1,3})){0,4}$/u;

/** `RECEPTION01`: the number begins with a zero. */
const NUMBERED = /0\d{1,2}$/;

/** Parts in capitals, one of them of three letters or more. */
const SERIES = /^(?=.*\p{Lu}{3})\p{Lu}{2,14}(?:-\p{Lu}{2,14}){0,2}-(?:\p{Lu}{2,14})?\d{2,3}$/u;

/** `FRA-02`, `HTTP-01`: a town's servers, checks and errors are numbered so too. */
const SHORT_SERIES = /^[A-Z]{2,4}-\d{2,3}$/;

/** `LBK-GW1` */
const FIRM_ROLE = /^\p{Lu}{2,14}-\p{Lu}{2,14}\d{1,3}$/u;

/** `VILMA-X230`: behind a name in capitals what makers call their machines. */
const OWNED = /^\p{Lu}{4,14}-[A-Z]{1,3}\d{1,3}$/u;

function isNameUnit(unit: number): boolean {
  return isWordUnit(unit) || unit === 0x2d;
}

/** The name is no piece of a path, an address or another word. */
function isFree(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (before === '=') return KEY.test(text.slice(Math.max(0, start - 24), start));
  return before === '' || (!isWordUnit(before.charCodeAt(0)) && !'.@/\\_~$%#&+'.includes(before));
}
/** `host=`, `node_name=` */
const KEY = /(?:host|node|instance|machine|computer)(?:_?name)?=$/i;

/** End of the domain behind a name, the name's own end when there is none, -1 when it goes on as a file or an address. */
function domainEnd(text: string, name: number): number {
  let end = name;
  let labels = 0;
  let last = '';
  while (text.charCodeAt(end) === 0x2e && isWordUnit(text.charCodeAt(end + 1)) && end - name < MAX_HOST) {
    let next = end + 1;
    while (next - end < MAX_HOST && (isWordUnit(text.charCodeAt(next)) || text.charCodeAt(next) === 0x2d)) next++;
    last = text.slice(end + 1, next).toLowerCase();
    labels++;
    end = next;
  }
  const unit = text.charCodeAt(end);
  if (unit === 0x40 || unit === 0x2f || unit === 0x5c || unit === 0x5f || unit === 0x28) return -1;
  if (unit === 0x3a && isDigit(text.charCodeAt(end + 1)) === false && isWordUnit(text.charCodeAt(end + 1))) return -1;
  if (labels === 0) return isWordUnit(unit) ? -1 : name;
  return labels > 1 && (isTld(last) || LOCAL.has(last)) ? end : -1;
}

/** What everybody is told of a domain, and the sender's side of a mail. */
const FOREIGN = /(?:\bMX[ \t]+\d{1,5}[ \t]+|Received: from )$/;
/** Ends of names that no register knows. */
const LOCAL = new Set([
  'example',
  'test',
  'local',
  'lan',
  'intern',
  'internal',
  'corp',
  'home',
  'localdomain',
  'invalid',
  'domain',
  'net',
  'priv',
  'private',
]);
