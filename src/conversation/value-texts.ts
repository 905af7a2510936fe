import type { ConversationText, ConversationValueOptions, Redacted, RedactedValue } from '../types.ts';
import type { Examiner } from './hits.ts';

/** The texts of a JSON value, and the way back to the value when they are redacted. */
export interface ValueTexts<T> {
  readonly texts: readonly ConversationText[];
  restore(redacted: readonly Redacted[]): RedactedValue<T>;
}

/** Reads a value once; what follows goes over the copy. */
export function textsOfValue<T>(
  { walk }: Pick<Examiner, 'walk'>,
  value: T,
  { record = 0, reading, from, format, maxDepth }: ConversationValueOptions,
): ValueTexts<T> {
  const walkOptions = maxDepth === undefined ? {} : { maxDepth };
  const copy = walk(value, untouched, {}, walkOptions);
  const isText = typeof copy.value === 'string';
  const texts: ConversationText[] = [];
  /** Names recur; each is examined once. */
  const names = new Map<string, number>();

  function gather(text: string, field: string | undefined, path: string): void {
    const message = reading?.messages.get(path) ?? (isText ? { turn: 0 } : undefined);
    texts.push({
      text,
      ...(field !== undefined && { field }),
      ...(format && { format }),
      ...(message && { from, ...message }),
      place: { record, path },
    });
  }

  walk(
    copy.value,
    (text, { field }, place) => {
      if (place.in === 'value') gather(text, field, place.path);
      else if (!names.has(text)) names.set(text, texts.push({ text, field: '' }) - 1);
      return untouched(text);
    },
    {},
    walkOptions,
  );

  return {
    texts,
    restore(redacted) {
      let next = 0;
      const done = walk(
        copy.value,
        (text, _context, { in: where, path }) => {
          if (where === 'key') return redacted[names.get(text) ?? -1];
          while (texts[next].place === undefined) next++;
          const { place } = texts[next];
          // Names in the path stand in it as they were replaced.
          if (place !== undefined) place.path = path;
          return redacted[next++];
        },
        {},
        walkOptions,
      );
      return { ...done, degraded: done.degraded || copy.degraded };
    },
  };
}

function untouched(text: string): Redacted {
  return { text, findings: [], degraded: false };
}
