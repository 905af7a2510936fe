/** A word as the sets of `setup.list` hold it: lower case, without diacritics. */
export function foldForList(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}
