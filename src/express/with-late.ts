import { SordinoError } from '../errors.ts';
import { parseRecordPath } from '../rules/record-path.ts';
import type { LateBodyFinding } from './request-redaction.ts';

/**
 * A body as an earlier handler got it, with the late findings put in: give those whose `record` is that of its request. Gives a new value. Throws
 * when the findings are of several requests, or the body has no text of their length where one stands: another body, or one into which they were put before.
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
  const places = late.map((finding) => ({ finding, ...placeOf(box, finding.path) }));
  // All of them first: one that is put in changes how long the text is.
  for (const { finding, holder, name } of places) {
    const text = memberOf(holder, name);
    if (typeof text !== 'string' || text.length !== finding.length) throw otherBody();
  }
  // From the last to the first, so that the offsets of the others stay.
  for (const { finding, holder, name } of places.sort((a, b) => b.finding.start - a.finding.start)) {
    const text = (holder as Record<PropertyKey, string>)[name];
    (holder as Record<PropertyKey, unknown>)[name] = text.slice(0, finding.start) + finding.replacement + text.slice(finding.end);
  }
  return box.body;
}

/** What holds the text at a path, and under which name. */
function placeOf(box: object, path: string): { holder: unknown; name: PropertyKey } {
  const segments = ['body', ...(parseRecordPath(path) ?? [])];
  const name = segments.pop() as string | number;
  let holder: unknown = box;
  for (const segment of segments) holder = memberOf(holder, segment);
  return { holder, name };
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) throw otherBody();
  return (value as Record<PropertyKey, unknown>)[name];
}

function otherBody(): SordinoError {
  return new SordinoError(
    'ERR_OPTION_INVALID',
    'withLate: the body is not as its handler got it, or the late findings have been put in before.',
  );
}
