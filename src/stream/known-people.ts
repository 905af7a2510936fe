/** People whom one member of an archive names, known in all the others. */
import type { Context, Party, Redactor } from '../types.ts';

/** As many as the redactor reads. */
const MOST = 50;
const USER_ID = /\b[UW][A-Z0-9]{6,14}\b/g;
const LONGEST_ID = 16;

/** The redactor, told who takes part, and in which language. Names and addresses of people are found in every form. */
export function knowing(redactor: Redactor, people: readonly Party[], language?: string): Redactor {
  if (people.length === 0 && language === undefined) return redactor;
  const { info } = redactor;
  return {
    ...redactor,
    // They are found even where no rules are.
    info: { ...info, categories: [...new Set([...info.categories, 'person', 'email'])] },
    redact: (text, given = {}) => redactor.redact(text, new KnownContext(given, people, language)),
  };
}

/** Paths and fields are made only when someone asks. */
class KnownContext implements Context {
  readonly #given: Context;
  readonly #language: string | undefined;
  readonly parties: readonly Party[];

  constructor(given: Context, people: readonly Party[], language: string | undefined) {
    this.#given = given;
    this.#language = language;
    // The same list where it can be, as redactors remember what they made of one.
    this.parties = given.parties === undefined ? people : [...people, ...given.parties];
  }

  get field(): Context['field'] {
    return this.#given.field;
  }

  get path(): Context['path'] {
    return this.#given.path;
  }

  get format(): Context['format'] {
    return this.#given.format;
  }

  get language(): Context['language'] {
    return this.#given.language ?? this.#language;
  }

  get previous(): Context['previous'] {
    return this.#given.previous;
  }
}

/** The members of a Slack workspace, from the `users.json` of its export. */
export class SlackUsers {
  readonly #byId = new Map<string, readonly Party[]>();

  /** Takes the parsed `users.json`; what is none adds nobody. */
  constructor(users: unknown) {
    if (!Array.isArray(users)) return;
    for (const user of users) {
      const { id, real_name, profile } = asRecord(user);
      if (typeof id !== 'string') continue;
      const about = asRecord(profile);
      const names = new Set([real_name, about.real_name, about.display_name].filter((name) => typeof name === 'string' && name !== ''));
      const email = typeof about.email === 'string' ? about.email : undefined;
      const [first, ...others] = [...names] as string[];
      if (first === undefined && email === undefined) continue;
      const role = 'member';
      this.#byId.set(id, [
        { role, ...(first !== undefined && { name: first }), ...(email !== undefined && { email }) },
        ...others.map((name) => ({ role, name })),
      ]);
    }
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Those with one of the ids first, then others, as many as a redactor reads. */
  among(ids: ReadonlySet<string>): Party[] {
    const parties: Party[] = [];
    for (const id of ids) parties.push(...(this.#byId.get(id) ?? []));
    for (const [id, others] of this.#byId) {
      if (parties.length >= MOST) break;
      if (!ids.has(id)) parties.push(...others);
    }
    return parties.slice(0, MOST);
  }
}

/** Collects the ids of users from a document that comes in chunks. */
export class UserIds {
  readonly found = new Set<string>();
  #tail = '';

  add(text: string): void {
    const all = this.#tail + text;
    for (const [id] of all.matchAll(USER_ID)) if (this.found.size < MOST) this.found.add(id);
    this.#tail = all.slice(-LONGEST_ID);
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
