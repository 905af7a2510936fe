import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { isAlias, isCollection, isNode, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, ParsedNode } from 'yaml';
import { SordinoError } from '../errors.ts';
import type { ErrorPlace } from '../errors.ts';
import type { KeyPath, PlaceOf } from '../rules/checker.ts';

/** Larger is no rule file; the shipped ones have a few kilobytes. */
const MAX_BYTES = 1 << 20;
/** Deeper is no rule file; the parser calls itself for each level. */
const MAX_DEPTH = 32;
/** Values of a file with its aliases written out; the largest shipped rule has 3,000. */
const MAX_VALUES = 100_000;

/** A rule file as data, with the place of everything in it. */
export interface YamlFile {
  /** As the caller named it. */
  readonly file: string;
  /** Undefined when `errors` has something. */
  readonly value: unknown;
  readonly place: PlaceOf;
  readonly errors: readonly SordinoError[];
}

/** Reads a YAML 1.2 file strictly: no tags, merge keys, second documents, duplicate keys or text that is not UTF-8. */
export function readYaml(file: string): YamlFile {
  const text = readText(file);
  if (text instanceof SordinoError) return { file, value: undefined, place: () => ({ file }), errors: [text] };
  return parseYaml(text, file);
}

/** The same for a text that was read already. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const at = (offset: number): ErrorPlace => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse = (...errors: SordinoError[]): YamlFile => ({ file, value: undefined, place: () => ({ file, line: 1 }), errors });
  const wrong = (offset: number, message: string): SordinoError => new SordinoError('ERR_RULE_SYNTAX', message, at(offset));

  const deep = tooDeep(text);
  if (deep >= 0) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines.addNewLine(i + 1);
    return refuse(wrong(deep, `brackets are nested more than ${MAX_DEPTH} deep`));
  }
  let documents: Document.Parsed[];
  try {
    documents = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
      logLevel: 'silent',
    }) as Document.Parsed[];
  } catch {
    // The parser's own words could quote the file.
    return refuse(new SordinoError('ERR_RULE_SYNTAX', 'cannot be read as YAML', { file, line: 1 }));
  }
  const [document] = documents;
  if (document === undefined || document.contents === null)
    return refuse(new SordinoError('ERR_RULE_SYNTAX', 'the file is empty', { file, line: 1 }));
  const errors = documents
    .flatMap((each) => [...each.errors, ...each.warnings])
    .map((error) => wrong(error.pos[0], saidOf(error.code, error.message)));
  if (documents.length > 1) errors.push(wrong(documents[1].range[0], 'a second document begins here; a rule file has one'));
  // `%YAML 1.1` would make booleans of yes, no, on and off.
  if (document.directives !== undefined && document.directives.yaml.version !== '1.2') errors.push(wrong(0, 'only YAML 1.2 is read'));
  errors.push(...forbiddenNodes(document, wrong));
  if (errors.length > 0) return refuse(...distinct(errors));
  try {
    // Counted above.
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    return { file, value, place: placeIn(document, text, at), errors: [] };
  } catch {
    return refuse(new SordinoError('ERR_RULE_SYNTAX', 'cannot be read as YAML', { file, line: 1 }));
  }
}

/** In the order of the file, and each once: the parser and we see some of them both. */
function distinct(errors: readonly SordinoError[]): SordinoError[] {
  const once = new Map(errors.map((error) => [error.message, error]));
  return [...once.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function forbiddenNodes(document: Document.Parsed, wrong: (offset: number, message: string) => SordinoError): SordinoError[] {
  const errors: SordinoError[] = [];
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      if (path.length > 2 * MAX_DEPTH) {
        errors.push(wrong(offset, `is nested more than ${MAX_DEPTH} deep`));
        return visit.BREAK;
      }
      if (node.tag !== undefined) errors.push(wrong(offset, 'tags (!) are not read in rule files'));
      return undefined;
    },
  });
  // Only what is not too deep can be walked.
  if (errors.length === 0) errors.push(...aliasProblems(document, wrong));
  return errors;
}

/** A few lines of aliases of aliases are a thousand million values: they are counted as if each were written out. */
function aliasProblems(document: Document.Parsed, wrong: (offset: number, message: string) => SordinoError): SordinoError[] {
  const anchors = new Map<string, { size: number } | 'open'>();
  const errors: SordinoError[] = [];
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (isAlias(node)) {
      const shared = anchors.get(node.source);
      if (shared === undefined) errors.push(wrong(node.range?.[0] ?? 0, NO_ANCHOR));
      else if (shared === 'open') errors.push(wrong(node.range?.[0] ?? 0, 'this alias (*) stands inside its own anchor (&)'));
      return typeof shared === 'object' ? shared.size : 1;
    }
    const anchor = isNode(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, 'open');
    let size = 1;
    if (isCollection(node)) for (const item of node.items) size += sizeOf(item);
    if (anchor !== undefined) anchors.set(anchor, { size });
    return size;
  };
  const size = sizeOf(document.contents);
  if (size > MAX_VALUES) errors.push(wrong(0, `comes to more than ${MAX_VALUES} values when its aliases (*) are written out`));
  return errors;
}

const NO_ANCHOR = 'an alias (*) without its anchor (&); a text that begins with * or & needs quotes';

function saidOf(code: string, message: string): string {
  const own: Record<string, string> = {
    DUPLICATE_KEY: 'the same key stands here twice',
    NON_STRING_KEY: 'a key must be a text; put it in quotes',
    TAB_AS_INDENT: 'a tab cannot indent YAML; use blanks',
    BAD_ALIAS: NO_ANCHOR,
    TAG_RESOLVE_FAILED: 'tags (!) are not read in rule files',
    MULTIPLE_DOCS: 'a second document begins here; a rule file has one',
  };
  return own[code] ?? `is not YAML: ${message.split('\n')[0]}`;
}

/** Offset of a bracket that is much too deep, or -1: a guard for the parser's stack. Brackets in texts are counted too, but texts close theirs. */
function tooDeep(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    if (depth > 16 * MAX_DEPTH) return i;
  }
  return -1;
}

function placeIn(document: Document.Parsed, text: string, at: (offset: number) => ErrorPlace): PlaceOf {
  return (path, part = 'value', offset = 0) => {
    const found = find(document, path, part);
    // Inside a text the place is exact only where what is written is what is meant.
    const { written } = found;
    const exact = offset > 0 && written !== undefined && !written.escapes.test(text.slice(written.from, written.from + offset));
    return at(exact ? written.from + offset : found.offset);
  };
}

interface Found {
  readonly offset: number;
  /** For a text on one line: where it begins behind its quote, and what in it would not be meant as written. */
  readonly written?: { readonly from: number; readonly escapes: RegExp };
}

/** The node at a path; when there is none (a key is missing) the closest one above it. */
function find(document: Document.Parsed, path: KeyPath, part: 'value' | 'key'): Found {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [i, key] of path.entries()) {
    if (!isCollection(node)) break;
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    const keyNode = isPair(pair) ? (pair.key as ParsedNode) : null;
    const next = typeof key === 'number' ? node.items[key] : isPair(pair) ? pair.value : undefined;
    if (keyNode?.range) offset = keyNode.range[0];
    if (part === 'key' && i === path.length - 1) return { offset };
    if (!isNode(next)) return { offset };
    // What is wrong with a shared value is wrong where it is written.
    node = isAlias(next) ? (next.resolve(document) ?? null) : next;
    if (isAlias(next)) {
      offset = node?.range?.[0] ?? offset;
      continue;
    }
    // An empty value has its place behind the key, where nothing is to be seen.
    if (next.range && next.range[1] > next.range[0]) offset = next.range[0];
  }
  if (!isScalar(node)) return { offset };
  if (node.type === 'PLAIN') return { offset, written: { from: offset, escapes: /\n/ } };
  if (node.type === 'QUOTE_SINGLE') return { offset, written: { from: offset + 1, escapes: /['\n]/ } };
  if (node.type === 'QUOTE_DOUBLE') return { offset, written: { from: offset + 1, escapes: /[\\\n]/ } };
  return { offset };
}

function readText(file: string): string | SordinoError {
  const fail = (message: string): SordinoError => new SordinoError('ERR_RULE_SYNTAX', message, { file, line: 1 });
  try {
    // Before opening: a pipe would wait for a writer for ever.
    if (statSync(file).isDirectory()) return fail('is a folder, where a file is expected');
    if (!statSync(file).isFile()) return fail('is not a plain file');
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      if (size > MAX_BYTES) return fail(`has ${size} bytes; a rule file has at most ${MAX_BYTES}`);
      const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(handle));
      return text.includes('\0') ? fail('has a NUL character; is it UTF-16? Save it as UTF-8') : text;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fail('is not UTF-8');
    return fail(`cannot be read (${code ?? 'unknown reason'})`);
  }
}
