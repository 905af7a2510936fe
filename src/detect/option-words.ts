import { foldWord } from '../letters.ts';

/** Words of an option of a rule file, folded as cue words are: a list, or lists by language. */
export function optionWords(option: unknown): Set<string> {
  return new Set(
    writtenWords(option)
      .map(foldWord)
      .filter((word) => word !== ''),
  );
}

/** The same as they are written. */
export function writtenWords(option: unknown): string[] {
  if (Array.isArray(option)) return option.filter((word): word is string => typeof word === 'string');
  if (typeof option !== 'object' || option === null) return [];
  return Object.values(option).flatMap(writtenWords);
}
