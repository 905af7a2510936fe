/** Words of an option of a rule file as they are written: a list, or lists by language. */
export function writtenWords(option: unknown): string[] {
  if (Array.isArray(option)) return option.filter((word): word is string => typeof word === 'string');
  if (typeof option !== 'object' || option === null) return [];
  return Object.values(option).flatMap(writtenWords);
}
