// Builds rules/ into src/rules/builtin.generated.ts, so that createRedactor() needs no file system.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => parse(readFileSync(path, 'utf8'));
const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();

const categories = folders(join(root, 'rules/categories')).map((id) => read(join(root, 'rules/categories', id, 'rule.yaml')));
const files = (folder) =>
  readdirSync(join(root, folder))
    .filter((f) => f.endsWith('.yaml'))
    .sort()
    .map((f) => read(join(root, folder, f)));
const policies = files('rules/policies');
const layouts = files('rules/layouts');
// Cases are for tests: they stay in the package's rules/.
const dialogue = files('rules/dialogue').map(({ redacts, leaves, ...rule }) => rule);
const ascii = (json) => json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
// JSON.parse of a string literal starts faster than an object literal of this size.
const literal = ascii(JSON.stringify(JSON.stringify({ categories, policies, layouts, dialogue })));
const text = `// Made from rules/ by scripts/build-rules.mjs; do not edit.
import type { RuleSource } from '../types.ts';

/** Apart, so that the engine can forget the text once it has been read. */
function parse(): unknown {
  return JSON.parse(
    ${literal},
  );
}

/** The rules, policies, layouts and words of dialogues shipped with the package. */
export const builtinRules = parse() as RuleSource;
`;
const target = join(root, 'src/rules/builtin.generated.ts');
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
