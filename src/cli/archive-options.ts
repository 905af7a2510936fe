/** `--archive-limits`: how much archives may make of themselves. */
import { type ArchiveLimits, DEFAULT_LIMITS } from '../formats/archive-limits.ts';
import { type Arguments, list, oneOf, type Specs, usageError } from './arguments.ts';

export const ARCHIVE_OPTIONS = { 'archive-limits': { type: 'string' } } as const satisfies Specs;

export const ARCHIVE_HELP =
  '  --archive-limits L   of gzip and zip: member=16G,all=64G (bytes unpacked), ratio=250, members=250000, depth=2 (archives in archives), pages=1000 (of a PDF)';

const NAMES = ['member', 'all', 'ratio', 'members', 'depth', 'pages'] as const satisfies (keyof ArchiveLimits)[];
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

export function archiveLimits(args: Arguments): ArchiveLimits {
  const limits: Partial<Record<keyof ArchiveLimits, number>> = {};
  for (const item of list(args.text('archive-limits')) ?? []) {
    const [word, value = ''] = item.split('=', 2);
    const name = oneOf('archive-limits', word.trim(), NAMES);
    const [, number, unit] = /^(\d{1,12})([kmgt]?)$/i.exec(value.trim()) ?? [];
    if (number === undefined)
      throw usageError(`--archive-limits: ${name} is a whole number, as in ${name}=${DEFAULT_LIMITS[name]}; K, M, G and T may follow.`);
    if (limits[name] !== undefined) throw usageError(`--archive-limits names ${name} twice.`);
    limits[name] = Number(number) * UNITS[unit.toLowerCase()];
  }
  return { ...DEFAULT_LIMITS, ...limits };
}
