/** Digits and letters are kept at both ends and starred between; separators go, as they tell where the groups were. */
export interface Ends {
  readonly first: number;
  readonly last: number;
  /** Fewest characters that must be starred; when fewer would be, the first ones are not kept. */
  readonly hide: number;
}

export function keepEnds(value: string, ends: Ends, placeholder: string): string {
  const plain = [...value].filter((c) => /[\p{L}\p{N}]/u.test(c));
  if (plain.length === 0) return placeholder;
  const first = plain.length - ends.first - ends.last >= ends.hide ? ends.first : 0;
  const last = plain.length - first - ends.last >= ends.hide ? ends.last : 0;
  if (first + last === 0) return placeholder;
  const hidden = plain.length - first - last;
  return plain.slice(0, first).join('') + '*'.repeat(hidden) + (last === 0 ? '' : plain.slice(-last).join(''));
}
