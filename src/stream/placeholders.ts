/** What an earlier run has put in place of values: it names nobody. */
import { FAILURE_MARKER, type RedactorInfo } from '../types.ts';

/** Categories whose placeholder is another word. */
const OTHER_WORDS: Readonly<Record<string, string>> = { person: 'NAME' };

const FAILED = FAILURE_MARKER.slice(1, -1);

/** A text without the placeholders of a redactor's categories. Other words in brackets stay: somebody may be called `[ANNA]`. */
export function withoutPlaceholders(text: string, { categories }: Pick<RedactorInfo, 'categories'>): string {
  if (!text.includes('[')) return text;
  const words = new Set([...categories.map((category) => OTHER_WORDS[category] ?? category.toUpperCase().replaceAll('-', '_')), FAILED]);
  return text.replace(/\[([A-Z_]{2,30})\]/g, (all, word: string) => (words.has(word) ? '' : all));
}
