import type { SordinoError } from '../errors.ts';
import { Checker, type KeyPath, type PlaceOf } from './checker.ts';
import { parseRecordPath } from './record-path.ts';

const PARTY_PATHS = ['name', 'email', 'phone', 'company', 'ids'] as const;
const SPEAKERS = ['customer', 'agent', 'system'] as const;

/** Problems of a parsed layout file. */
export function checkLayout(value: unknown, place: PlaceOf): SordinoError[] {
  const check = new Checker(place, 'ERR_RULE_INVALID');
  const layout = check.map(value, [], ['layout', 'of', 'within', 'key', 'parties', 'messages']);
  if (layout === undefined) return check.errors;
  check.id(layout.layout, ['layout']);
  check.line(layout.of, ['of']);
  if (layout.within !== undefined) checkPaths(check, layout.within, ['within']);
  if (layout.key !== undefined) checkPaths(check, layout.key, ['key']);
  if (layout.parties === undefined && layout.messages === undefined)
    check.fail([], 'layout: names neither parties nor messages; it would say nothing of any record');
  if (layout.parties !== undefined)
    check.list(layout.parties, ['parties'])?.forEach((party, i) => checkParty(check, party, ['parties', i]));
  if (layout.messages !== undefined)
    check.list(layout.messages, ['messages'])?.forEach((message, i) => checkMessage(check, message, ['messages', i]));
  return check.errors;
}

function checkParty(check: Checker, value: unknown, path: KeyPath): void {
  const party = check.map(value, path, ['at', 'role', ...PARTY_PATHS]);
  if (party === undefined) return;
  checkPath(check, party.at, [...path, 'at']);
  check.line(party.role, [...path, 'role']);
  const named = PARTY_PATHS.filter((key) => party[key] !== undefined);
  if (named.length === 0) check.fail(path, `party: needs one of ${PARTY_PATHS.join(', ')}`);
  for (const key of named) checkPaths(check, party[key], [...path, key], key === 'name');
}

function checkMessage(check: Checker, value: unknown, path: KeyPath): void {
  const message = check.map(value, path, ['at', 'text', 'html', 'from']);
  if (message === undefined) return;
  checkPath(check, message.at, [...path, 'at']);
  const texts = checkPaths(check, message.text, [...path, 'text']);
  if (message.html !== undefined)
    checkPaths(check, message.html, [...path, 'html'])?.forEach((field, i) => {
      if (texts !== undefined && !texts.includes(field))
        check.fail([...path, 'html', i], `html: "${String(field)}" is not one of \`text\``);
    });
  if (message.from === undefined) return;
  if (typeof message.from === 'string') {
    if (!SPEAKERS.some((speaker) => speaker === message.from))
      check.fail([...path, 'from'], `from: must be one of ${SPEAKERS.join(', ')}, or a mapping`);
    return;
  }
  const from = check.map(message.from, [...path, 'from'], ['path', 'requester', ...SPEAKERS]);
  if (from === undefined) return;
  checkPaths(check, from.path, [...path, 'from', 'path']);
  if (from.requester !== undefined) checkPaths(check, from.requester, [...path, 'from', 'requester']);
  for (const speaker of SPEAKERS)
    if (from[speaker] !== undefined)
      check.list(from[speaker], [...path, 'from', speaker])?.forEach((word, i) => check.text(word, [...path, 'from', speaker, i]));
  if (from.requester === undefined && SPEAKERS.every((speaker) => from[speaker] === undefined))
    check.fail([...path, 'from'], `from: needs \`requester\` or one of ${SPEAKERS.join(', ')}`);
}

/** A list of paths, not empty; `joined`: each may be two with a ` + ` between. */
function checkPaths(check: Checker, value: unknown, path: KeyPath, joined = false): readonly unknown[] | undefined {
  const paths = check.list(value, path);
  if (paths?.length === 0) check.fail(path, `${String(path.at(-1))}: is empty; name at least one path`);
  paths?.forEach((one, i) => {
    const parts = joined && typeof one === 'string' ? one.split(' + ') : [one];
    for (const part of parts) checkPath(check, part, [...path, i]);
  });
  return paths;
}

function checkPath(check: Checker, value: unknown, path: KeyPath): void {
  const text = check.text(value, path);
  if (text !== undefined && parseRecordPath(text) === undefined)
    check.fail(path, `"${text.slice(0, 80)}" is no path; paths look like ticket.id, comments[].body, ["odd name"]`);
}
