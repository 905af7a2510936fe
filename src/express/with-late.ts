import { SordinoError } from '../errors.ts';
import { parseRecordPath } from '../rules/record-path.ts';
import type { LateBodyFinding } from './request-redaction.ts';

/**
 * A body as an earlier handler got it, with the late findings put in: give those whose `record` is that of its request. Gives a new value. Throws
 * when the findings are of several requests, or the body has no text that long where one stands; another text that is long enough cannot be told.
 *
 * @example
 * const { late } = req.redaction;
 * for (const record of new Set(late.map((finding) => finding.record)))
 *   store.set(record, withLate(store.get(record), late.filter((finding) => finding.record === record)));
 */
export function withLate<T>(body: T, late: readonly LateBodyFinding[]): T {
  if (late.some(({ record }) => record !== late[0].record))
    throw new SordinoError(
      'ERR_OPTION_INVALID',
      'withLate: the late findings belong to several requests; give those of the one whose body this is.',
    );
  // In a box, as the body itself may be the text.
  const box = { body: structuredClone(body) };
  // From the last to the first, so that the offsets of the others stay.
  for (const finding of [...late].sort((a, b) => b.start - a.start)) putIn(box, finding);
  return box.body;
}

function putIn(box: object, { path, start, end, replacement }: LateBodyFinding): void {
  const segments = ['body', ...(parseRecordPath(path) ?? [])];
  const last = segments.pop() as string | number;
  let at: unknown = box;
  for (const segment of segments) at = memberOf(at, segment);
  const text = memberOf(at, last);
  if (typeof text !== 'string' || end > text.length) throw otherBody();
  (at as Record<string | number, unknown>)[last] = text.slice(0, start) + replacement + text.slice(end);
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) throw otherBody();
  return (value as Record<PropertyKey, unknown>)[name];
}

function otherBody(): SordinoError {
  return new SordinoError(
    'ERR_OPTION_INVALID',
    'withLate: the body has no text where a late finding stands; give it as the handler got it.',
  );
}
