/** `Anna Berg: hello`: which words before a colon name the one who speaks, and which belong to what is said. */

/**
 * One word of any kind, or up to six that begin as names do (a role and its number too), with nothing that ends a sentence; then a colon and a
 * space.
 */
const PREFIX =
  /^(?<lead>[\s>\u2013\u2014-]{0,8})(?<name>[\p{Ll}_~@][^\s:<>{}"?!;]{0,40}|(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{Nd})[^\s:<>{}"?!;]{0,40}(?: (?:(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{Nd}|\()[^\s:<>{}"?!;]{0,40}|(?:van|von|de|der|den|del|da|di|la|le|af|av|bin|al|el|zu|ter|ten|of)\b)){0,5}):(?=\s|$)/u;

export interface Prefix {
  /** Units before the name: a dash, `>>`. */
  readonly lead: number;
  readonly name: string;
  /** Units up to and with the colon and the space behind it. */
  readonly length: number;
}

/** What stands at the head of a line and may be a speaker. A number alone is none. */
export function readPrefix(line: string): Prefix | undefined {
  const match = PREFIX.exec(line.slice(0, 256));
  const { lead, name } = match?.groups ?? {};
  if (match === null || !/\p{L}/u.test(name)) return undefined;
  const length = match[0].length;
  return { lead: lead.length, name, length: line[length] === ' ' ? length + 1 : length };
}

/** More are not told apart: nobody transcribes so many voices. */
const MOST_NAMES = 1000;

/**
 * Learns from the head of a file what stands before its lines. Where at least half of the texts begin with a prefix, all prefixes are speakers;
 * elsewhere those that come a second time are, as `PIN:` and `Note:` may begin any sentence.
 */
export class SpeakerPrefixes {
  readonly #seen = new Map<string, number>();
  #texts = 0;
  #prefixed = 0;
  #usual = false;

  /** One text of the head of the file. */
  learn(line: string): void {
    this.#texts++;
    const prefix = readPrefix(line);
    if (prefix === undefined) return;
    this.#prefixed++;
    this.#count(prefix.name);
    this.#usual = this.#prefixed >= 2 && this.#prefixed * 2 >= this.#texts;
  }

  /** The head has been learned: what follows is counted anew as it is read. */
  learned(): void {
    this.#usual &&= this.#prefixed * 2 >= this.#texts;
    for (const [name, count] of this.#seen) this.#seen.set(name, count > 1 ? 1 : 0);
  }

  /** The prefix of a line, when it is a speaker; `isNew`: it may be a label all the same. */
  of(line: string): (Prefix & { readonly isNew: boolean }) | undefined {
    const prefix = readPrefix(line);
    if (prefix === undefined) return undefined;
    const isNew = (this.#seen.get(prefix.name) ?? 0) === 0;
    this.#count(prefix.name);
    return this.#usual || !isNew ? { ...prefix, isNew } : undefined;
  }

  #count(name: string): void {
    const count = this.#seen.get(name);
    if (count !== undefined || this.#seen.size < MOST_NAMES) this.#seen.set(name, (count ?? 0) + 1);
  }
}
