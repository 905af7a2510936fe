/** Names of properties and columns, as paths show them. */

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** '.body', '["odd name"]' */
export function propertyPath(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** A name that has not been given before: the first is as wanted, the next are numbered. `given` counts them. */
export function distinctName(given: Map<string, number>, wanted: string): string {
  const count = (given.get(wanted) ?? 0) + 1;
  given.set(wanted, count);
  return count === 1 ? wanted : `${wanted}#${count}`;
}
