import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { parseSync } from 'oxc-parser';

const DOORS = ['cli', 'express', 'node'];
const STAGES = ['text', 'scan', 'detect', 'validate', 'context', 'resolve', 'act', 'report'];
const GROUND = ['types.ts', 'errors.ts', 'letters.ts', 'units.ts', 'named-values.ts', 'first-from.ts'];
const CORE_BELOW_RULES = [...STAGES, 'formats', ...GROUND];
const CORE_BELOW_STREAM = [
  'redactor.ts',
  'clean-texts.ts',
  'redact-value.ts',
  'text-stream.ts',
  'conversation',
  'pipeline',
  'rules',
  ...CORE_BELOW_RULES,
];

/** The picture of docs/architecture.md: what each part of src/ may import beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // The command line is the only door that opens another: it reads rules from disk as Node users do.
  cli: ['node', 'index.ts', 'stream', ...CORE_BELOW_STREAM],
  express: ['node', 'index.ts', 'stream', ...CORE_BELOW_STREAM],
  node: ['index.ts', 'stream', ...CORE_BELOW_STREAM],
  // What users import; the core itself does not know it.
  'index.ts': ['stream', ...CORE_BELOW_STREAM],
  stream: CORE_BELOW_STREAM,
  'redactor.ts': ['clean-texts.ts', 'redact-value.ts', 'text-stream.ts', 'conversation', 'pipeline', 'rules', ...CORE_BELOW_RULES],
  // Steps of the redactor that join stages.
  pipeline: ['rules', ...CORE_BELOW_RULES],
  // Remembers what need not be looked at again.
  'clean-texts.ts': [],
  // Walks a value for the redactor, which hands itself in.
  'redact-value.ts': ['clean-texts.ts', ...GROUND],
  // Cuts a stream for the redactor, which hands itself in.
  'text-stream.ts': GROUND,
  // Remembers a dialogue for the redactor, which hands itself in; reads words as the scan folds them.
  conversation: ['scan', ...GROUND],
  rules: CORE_BELOW_RULES,
  ...Object.fromEntries(STAGES.map((stage) => [stage, GROUND])),
  formats: GROUND,
  'types.ts': [],
  'errors.ts': [],
  // How letters compare: the scan, the detectors and the conversation must agree on it.
  'letters.ts': [],
  'units.ts': [],
  'named-values.ts': [],
  'first-from.ts': [],
};

/** Names that bring in a clock, chance, a log or the machine. The core takes such things from its caller. */
const KEPT_OUT = new Set([
  'Date',
  'performance',
  'console',
  'process',
  'Buffer',
  'require',
  'global',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
]);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** First part of a path below src/: 'rules' for 'rules/compile.ts', 'index.ts' for itself. */
function partOf(path: string): string {
  return path.split('/', 1)[0];
}

/** `x` of `(x as T)!`. */
function bare(node: Node): Node {
  return /^(TS(As|NonNull|Satisfies)|Parenthesized|Chain)Expression$/.test(node.type) ? bare(node.expression as Node) : node;
}

/** What is read of a global object, by name: `globalThis.process`, `Math.random`. */
function readOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = bare(node.object as Node).name;
  const property = node.property as Node;
  const name = String(node.computed === true ? property.value : property.name);
  if (object === 'Math') return `Math.${name}`;
  // A browser has no Buffer there; asking whether there is one is how the core stays fast in Node and runs without it.
  if (object === 'globalThis') return name === 'Buffer' ? 'globalThis.Buffer' : name;
  return undefined;
}

interface Seen {
  readonly imports: readonly string[];
  readonly names: readonly string[];
}

/** What a source imports (types included) and which outside names it reads. Throws when it cannot be parsed. */
function look(path: string, source: string): Seen {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const imports: string[] = [];
  const names: string[] = [];
  // `globalThis` in `globalThis.x`, where x decides.
  const answered = new Set<Node>();

  // A name of a property is no use of a global: `{ process: 1 }`, `x.process`.
  const isLabel = (node: Node, key: string): boolean =>
    node.computed !== true && (key === 'key' || (node.type === 'MemberExpression' && key === 'property'));

  function visit(node: Node): void {
    const from = node.source as Node | null | undefined;
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && from) imports.push(String(from.value));
    if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      const given = (from ?? node.argument) as Node | undefined;
      const literal = given?.type === 'TSLiteralType' ? (given.literal as Node) : given;
      imports.push(literal?.type === 'Literal' ? String(literal.value) : '(computed)');
    }
    const read = readOf(node);
    if (read !== undefined) {
      names.push(read);
      answered.add(bare(node.object as Node));
    }
    for (const [key, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child !== 'object' || child === null || typeof (child as Node).type !== 'string') continue;
        const below = child as Node;
        if (below.type === 'Identifier' && !isLabel(node, key) && !answered.has(below)) {
          names.push(String(below.name));
        }
        visit(below);
      }
    }
  }
  visit(program as unknown as Node);
  return { imports, names };
}

/** What in a source breaks the picture, one line each. `path` is relative to src/. */
export function breaches(path: string, source: string): string[] {
  const part = partOf(path);
  const allowed = MAY_IMPORT[part];
  if (allowed === undefined) return [`${path}: ${part} is not in the picture of docs/architecture.md`];
  const isCore = !DOORS.includes(part);
  const found: string[] = [];
  const { imports, names } = look(path, source);
  for (const target of imports) {
    if (target.startsWith('.')) {
      const reached = partOf(join(dirname(path), target));
      if (reached !== part && !allowed.includes(reached)) found.push(`${path}: may not import ${target}`);
    } else if (target === '(computed)') found.push(`${path}: imports what only the run decides`);
    else if (isCore && isBuiltin(target)) found.push(`${path}: the core may not import ${target}`);
    else if (GROUND.includes(part)) found.push(`${path}: imports nothing, but imports ${target}`);
  }
  if (isCore) {
    for (const name of names) {
      if (name === 'Math.random' || KEPT_OUT.has(name)) found.push(`${path}: the core may not use ${name}`);
    }
  }
  return [...new Set(found)];
}
