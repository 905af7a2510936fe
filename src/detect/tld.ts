import tlds from 'tlds' with { type: 'json' };

/** RFC 2606 and RFC 6761: names that never resolve and are what documentation and tests are written with. */
const RESERVED = ['example', 'test', 'invalid', 'localhost'];
const KNOWN: ReadonlySet<string> = new Set([...tlds, ...RESERVED]);

/** A top-level domain of the root zone, a reserved one, or any in Punycode; compared without case. */
export function isTld(label: string): boolean {
  const lower = label.toLowerCase();
  return KNOWN.has(lower) || (lower.length > 6 && lower.startsWith('xn--'));
}
