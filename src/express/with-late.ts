import { SordinoError } from '../errors.ts';
import { parseRecordPath } from '../rules/record-path.ts';
import type { LateBodyFinding } from './request-redaction.ts';

/**
 * A body as an earlier handler got it, with the late findings put in: give those whose `record` is that of its request. Gives a new value; what has been
 * put in before stays as it is, and a body that was never stored (`undefined`, `null`) is given back. Throws when the findings are of several requests, or
 * the body has no text of their length where one stands: another body.
 *
 * @example
 * const { late } = req.redaction;
 * for (const record of new Set(late.map((finding) => finding.record)))
 *   if (store.has(record)) store.set(record, withLate(store.get(record), late.filter((finding) => finding.record === record)));
 */
export function withLate<T>(body: T, late: readonly LateBodyFinding[]): T {
  if (!Array.isArray(late)) throw invalid('the second argument should be `req.redaction.late`, or some of it.');
  if (late.some(({ record }) => record !== late[0].record))
    throw invalid('the late findings belong to several requests; give those of the one whose body this is.');
  if (body === undefined || body === null) return body;
  if (body instanceof Uint8Array) return Buffer.from(withLate(Buffer.from(body).toString(), late)) as unknown as T;
  // A parser left JSON as the text it is.
  if (typeof body === 'string' && late.some(({ path }) => path !== '$')) return JSON.stringify(withLate(parsed(body), late)) as T;
  // In a box, as the body itself may be the text.
  const box = { body: structuredClone(body) };
  for (const path of new Set(late.map((finding) => finding.path))) {
    const { holder, name } = placeOf(box, path);
    const text = memberOf(holder, name);
    if (typeof text !== 'string') throw otherBody();
    const own = late.filter((finding) => finding.path === path);
    (holder as Record<PropertyKey, unknown>)[name] = corrected(text, own);
  }
  return box.body;
}

/** Those of each request are put in together, one request after the other, from the first on that has not been put in yet. */
function corrected(text: string, late: readonly LateBodyFinding[]): string {
  const steps = [...new Set(late.map(({ by }) => by))].map((by) =>
    late.filter((finding) => finding.by === by).sort((a, b) => a.start - b.start),
  );
  const done = steps.findLastIndex((step) => hasBeenPutIn(text, step)) + 1;
  return steps.slice(done).reduce(putIn, text);
}

/** From the last to the first, so that the offsets of the others stay. */
function putIn(text: string, step: readonly LateBodyFinding[]): string {
  if (text.length !== step[0].length) throw otherBody();
  return step.reduceRight((now, { start, end, replacement }) => now.slice(0, start) + replacement + now.slice(end), text);
}

/** The replacements stand where they would, and the text is as long as it would be. */
function hasBeenPutIn(text: string, step: readonly LateBodyFinding[]): boolean {
  let grown = 0;
  for (const { start, end, replacement } of step) {
    if (!text.startsWith(replacement, start + grown)) return false;
    grown += replacement.length - (end - start);
  }
  return text.length === step[0].length + grown;
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw otherBody();
  }
}

function otherBody(): SordinoError {
  return invalid('the body is not as its handler got it.');
}

function invalid(problem: string): SordinoError {
  return new SordinoError('ERR_OPTION_INVALID', `withLate: ${problem}`);
}
