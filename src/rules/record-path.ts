/** Paths into a record: `comments[].body`, `via.source.from.address`, `["odd name"]`; '' is the record itself. */

/** A name, the index of an element, or every element. */
type Segment = string | number | typeof EVERY;
export type RecordPath = readonly Segment[];

const EVERY = Symbol('every element');
const SEGMENT = /\.?(?:([A-Za-z_$][\w$]*)|\[(\d+|)\]|\[("(?:[^"\\]|\\.)*")\])/y;
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** Undefined when it is no path. A `$` before it stands for the record, as in findings. */
export function parseRecordPath(path: string): RecordPath | undefined {
  const segments: Segment[] = [];
  let at = /^\$(?:[.[]|$)/.test(path) ? 1 : 0;
  while (at < path.length) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(path);
    if (match === null || (at === 0 && path[0] === '.')) return undefined;
    const [all, name, index, quoted] = match;
    if (name !== undefined) segments.push(name);
    else if (quoted !== undefined) segments.push(unquoted(quoted));
    else segments.push(index === '' ? EVERY : Number(index));
    at += all.length;
  }
  return segments;
}

function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

/** A place in a record, and what stands there. */
export interface RecordValue {
  /** As findings write it: '$.comments[2].body'. */
  readonly path: string;
  readonly value: unknown;
}

/** What stands at a path, in order: several places where it says "every element". */
export function valuesAt(from: RecordValue, path: RecordPath): RecordValue[] {
  let found = [from];
  for (const segment of path) {
    if (found.length === 0) break;
    found = found.flatMap((at) => below(at, segment));
  }
  return found;
}

function below({ path, value }: RecordValue, segment: Segment): RecordValue[] {
  if (typeof value !== 'object' || value === null) return [];
  if (segment === EVERY)
    return Array.isArray(value) ? value.map((element, i) => ({ path: `${path}[${i}]`, value: element as unknown })) : [];
  if (!Object.hasOwn(value, segment) || Array.isArray(value) !== (typeof segment === 'number')) return [];
  return [{ path: path + written(segment), value: (value as Record<string | number, unknown>)[segment] }];
}

function written(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return PLAIN_NAME.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
