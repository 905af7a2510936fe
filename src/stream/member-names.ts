/** What the members of an archive are called in the output: without what is found in their names, and without leading out of the folder they are unpacked in. */
import { FAILURE_MARKER, type Finding, type Redacted, type Redactor } from '../types.ts';
import { redactOrNothing } from './mail-message.ts';
import { replacements } from './replacements.ts';
import type { Watch } from './watch.ts';

/** What programs go by; a part of a number or of a domain is none. */
const EXTENSION = /^.+(\.[A-Za-z][A-Za-z0-9]{0,5})$/s;
/** What some file systems do not take in a name. */
const NOT_IN_NAMES = /[<>:"|?*\\/\0-\x1f\x7f]/g;

export class MemberNames {
  readonly #redactor: Redactor;
  readonly #watch: Watch;
  /** By the name as it was, folders with their slash: those of one folder stay in one. */
  readonly #folders = new Map<string, string>();
  /** Names that are taken, without case, as not all file systems see it. */
  readonly #taken = new Set<string>();

  constructor(redactor: Redactor, watch: Watch) {
    this.#redactor = redactor;
    this.#watch = watch;
  }

  /** The name of the member that comes as number `record`; folders end in a slash. Two members never have the same. */
  nameFor(name: string, isDirectory: boolean, record: number): string {
    const parts = harmless(name);
    const last = isDirectory ? undefined : parts.pop();
    let path = '';
    let shown = '';
    for (const part of parts) {
      path += `${part}/`;
      const known = this.#folders.get(path);
      shown = known ?? this.#distinct(shown, this.#redact(part, record), '/');
      if (known === undefined) this.#folders.set(path, shown);
    }
    return last === undefined ? shown : this.#distinct(shown, this.#redact(last, record), '');
  }

  #distinct(folder: string, name: string, ending: string): string {
    const [, extension = ''] = ending === '' ? (EXTENSION.exec(name) ?? []) : [];
    const stem = name.slice(0, name.length - extension.length);
    for (let number = 1; ; number++) {
      const one = `${folder}${stem}${number === 1 ? '' : `-${number}`}${extension}`;
      const key = one.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return one + ending;
    }
  }

  #redact(name: string, record: number): string {
    const [, extension = ''] = EXTENSION.exec(name) ?? [];
    const stem = name.slice(0, name.length - extension.length);
    const whole = this.#withoutFindings(name);
    const start = this.#withoutFindings(stem);
    // An extension may be the end of an address, and goes with it.
    const changed = start.text !== stem && whole.text.endsWith(extension) ? { ...start, text: start.text + extension } : whole;
    const where = { record, path: this.#watch.paths === true ? '$.name' : '', in: 'key' as const };
    if (changed.degraded) this.#watch.degraded?.(where);
    for (const finding of changed.findings) this.#watch.found?.(finding, where);
    return changed.text === name ? name : changed.text.replace(NOT_IN_NAMES, '_');
  }

  /** Underscores stand for spaces in names; what they part is looked for too. */
  #withoutFindings(name: string): Redacted {
    const found: Finding[] = [];
    let text = name;
    for (const read of [(written: string) => written, (written: string) => written.replaceAll('_', ' ')]) {
      const redacted = redactOrNothing(this.#redactor, read(text), { field: 'filename' });
      if (redacted === undefined) return { text: FAILURE_MARKER, findings: [], degraded: true };
      found.push(...redacted.findings);
      text = changedAlike(text, read(text), redacted);
    }
    return { text, findings: found, degraded: false };
  }
}

/** The changes of one text made in another of the same length. */
function changedAlike(text: string, read: string, redacted: Redacted): string {
  if (redacted.text === read) return text;
  const replaced = replacements(read, redacted);
  if (replaced === undefined) return redacted.text;
  let out = '';
  let at = 0;
  for (const [i, { start, end }] of redacted.findings.entries()) {
    out += text.slice(at, start) + (replaced[i] ?? text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}

/** Folders and the name in them, none of which leads anywhere else. */
function harmless(name: string): string[] {
  const parts = name
    .replaceAll('\\', '/')
    .replace(/[\0-\x1f\x7f]/g, '_')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (/^\.\.+ *$/.test(part) ? '_'.repeat(part.length) : part));
  if (parts.length === 0) return ['_'];
  parts[0] = parts[0].replace(/^([A-Za-z]):/, '$1_');
  return parts;
}
