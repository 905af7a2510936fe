import type { Detector } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { isAlnum } from '../units.ts';

const MAX_NAME = 64;
const HOSTS = 1;
/** From `://` to a step of the path. */
const MAX_SITE = 60;

interface Network {
  /** What stands between the host and the name: `in/`, `@`; '' when the name follows the host. */
  readonly under: readonly string[];
  /** First parts of paths that are no persons. */
  readonly reserved: ReadonlySet<string>;
}

/**
 * The name in the address of a profile. List `hosts`: the hosts, each as words ("facebook com" is found in `https://m.facebook.com/`). Option
 * `networks`: by host, `under` and `reserved`; for `profile.php?id=...` the number is the name. List `steps`: parts of a path behind which any site has a name, `/u/anna`; option
 * `reserved`: what else stands there.
 */
export const profileUrl: Detector = {
  name: 'profile-url',
  signals: ['query'],
  words: ['hosts', 'steps'],
  options: ['networks', 'reserved'],
  maxLength: MAX_NAME,
  needs: () => [{ lists: ['hosts'] }, { anchors: ['links'], lists: ['steps'] }],
  prepare({ rule, concept }) {
    const hits = wordHits([concept('hosts'), concept('steps')]);
    const elsewhere: Network = { under: [''], reserved: new Set((rule.options?.reserved ?? []) as readonly string[]) };
    const given = (rule.options?.networks ?? {}) as Readonly<Record<string, { under?: readonly string[]; reserved?: readonly string[] }>>;
    const networks = new Map<string, Network>(
      Object.entries(given).map(([host, { under, reserved }]) => [host, { under: under ?? [''], reserved: new Set(reserved) }]),
    );
    const type = rule.type ?? rule.id;
    const networkOf = (text: string, start: number, end: number): Network | undefined => {
      const before = text.charCodeAt(start - 1);
      if (isWordUnit(before) || before === 0x2d || before === 0x40) return undefined;
      return networks.get(text.slice(start, end).toLowerCase());
    };
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      const own = hits.own(scan);
      for (let k = 0; k < own.count; k++) {
        const c = own.cue[k];
        const slash = cueEnd[c];
        if (text.charCodeAt(slash) !== 0x2f) continue;
        const network =
          (own.bits[k] & HOSTS) !== 0 ? networkOf(text, cueStart[c], slash) : isSiteStep(text, cueStart[c]) ? elsewhere : undefined;
        if (network === undefined) continue;
        const found = nameIn(text, slash + 1, network);
        // `/u/2024/`: a number is a name only where it is known what stands there.
        if (found !== null && (network !== elsewhere || /[A-Za-z]/.test(text.slice(found.start, found.end))))
          emit({ ...found, value: '', type, signals: found.query ? ['query'] : [] });
      }
    };
  },
};

/** A part of the path of a site: `https://forum.example.com/u/`. Interfaces of programs have such paths too. */
function isSiteStep(text: string, start: number): boolean {
  return SITE.test(text.slice(Math.max(0, start - MAX_SITE), start));
}
const SITE = /:\/\/(?!api\.|localhost|\d)[\w.-]+(?:\/(?!api|v\d)[\w-]+){0,2}\/$/;

function nameIn(text: string, path: number, { under, reserved }: Network): { start: number; end: number; query: boolean } | null {
  for (const prefix of under) {
    if (text.slice(path, path + prefix.length).toLowerCase() !== prefix) continue;
    const start = path + prefix.length;
    const end = partEnd(text, start);
    if (end - start < 2 || end - start > MAX_NAME) continue;
    const part = text.slice(start, end).toLowerCase();
    if (part === 'profile.php') {
      const id = /^\?(?:[a-z_]{1,16}=[^&\s]{0,24}&)?id=(\d{4,20})/.exec(text.slice(end, end + 72));
      if (id === null) return null;
      const to = end + id[0].length;
      return { start: to - id[1].length, end: to, query: true };
    }
    if (prefix === '' && (reserved.has(part) || part.startsWith('@'))) continue;
    if (prefix === '' && /\.(?:php|html?|aspx?)$/.test(part)) continue;
    return { start, end, query: false };
  }
  return null;
}

function partEnd(text: string, start: number): number {
  let end = start;
  while (end <= start + MAX_NAME) {
    const unit = text.charCodeAt(end);
    if (
      !isAlnum(unit) &&
      !isWordUnit(unit) &&
      unit !== 0x2e &&
      unit !== 0x5f &&
      unit !== 0x2d &&
      unit !== 0x7e &&
      unit !== 0x2b &&
      !(unit === 0x40 && end === start)
    )
      break;
    end++;
  }
  while (end > start && text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}
