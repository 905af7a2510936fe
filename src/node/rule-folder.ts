import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { didYouMean, type ErrorCode, SordinoError } from '../errors.ts';
import { builtinRules } from '../rules/builtin.generated.ts';
import { addTypes, checkCases, checkCategory, checkPolicy, type KnownTypes } from '../rules/check.ts';
import { checkDialogue } from '../rules/check-dialogue.ts';
import { checkLayout } from '../rules/check-layout.ts';
import type { PlaceOf } from '../rules/checker.ts';
import { CATEGORY_IDS } from '../types.ts';
import type { CategoryCases, CategoryRule, DialogueCases, DialogueRule, Policy, RecordLayout } from '../types.ts';
import { knownNames } from '../rules/known-names.ts';
import { readYaml } from './yaml-file.ts';

/** One category of a rules folder, with the places of its parts for messages. */
export interface CategoryFolder {
  readonly rule: CategoryRule;
  readonly rulePlace: PlaceOf;
  readonly cases: CategoryCases;
  readonly casesPlace: PlaceOf;
}

/** One policy of a rules folder. */
export interface PolicyFile {
  readonly policy: Policy;
  readonly place: PlaceOf;
}

/** One file of the dialogue layer, apart from its cases. */
export interface DialogueFile {
  readonly rule: DialogueRule;
  readonly cases: DialogueCases;
  readonly place: PlaceOf;
}

/** A rules folder as it was read. What is in `errors` is in neither list. */
export interface RuleFolder {
  readonly categories: readonly CategoryFolder[];
  readonly policies: readonly PolicyFile[];
  readonly layouts: readonly RecordLayout[];
  readonly dialogue: readonly DialogueFile[];
  readonly errors: readonly SordinoError[];
}

const PARTS = ['categories', 'policies', 'layouts', 'dialogue'];

/** Reads `<dir>/categories/<id>/{rule,cases}.yaml` and the files of `<dir>/policies`, `layouts` and `dialogue`; collects what is wrong with all of them. */
export function readRuleFolder(dir: string, extend: boolean): RuleFolder {
  const errors: SordinoError[] = [];
  const missing = (message: string): RuleFolder => ({
    categories: [],
    policies: [],
    layouts: [],
    dialogue: [],
    errors: [new SordinoError('ERR_RULES_MISSING', message, { file: dir })],
  });
  if (!isFolder(dir))
    return missing(existsSync(dir) ? 'is not a folder; rules are read from a folder' : 'does not exist; rules are read from a folder');
  const categoriesDir = join(dir, 'categories');
  const policiesDir = join(dir, 'policies');
  const layoutsDir = join(dir, 'layouts');
  const dialogueDir = join(dir, 'dialogue');
  if (![categoriesDir, policiesDir, layoutsDir, dialogueDir].some((folder) => existsSync(folder)))
    return missing('has neither categories/ nor policies/ nor layouts/ nor dialogue/; is this the rules folder?');

  for (const name of names(dir, errors)) {
    const meant = PARTS.includes(name) ? '' : didYouMean(name, PARTS);
    if (meant !== '' && isFolder(join(dir, name)))
      errors.push(new SordinoError('ERR_RULE_INVALID', `is a folder that nobody reads.${meant}`, { file: join(dir, name) }));
  }
  const categories = names(categoriesDir, errors).flatMap((name) => readCategory(categoriesDir, name, errors));
  const ids = new Set<string>([
    ...CATEGORY_IDS,
    ...categories.map(({ rule }) => rule.category),
    ...(extend ? builtinRules.categories.map((rule) => rule.category) : []),
  ]);
  // A category that could not be read is not an unknown one too.
  for (const name of names(categoriesDir, [])) ids.add(name);
  const types = new Map<string, ReadonlySet<string> | undefined>([...ids].map((id) => [id, undefined]));
  for (const rule of [...(extend ? builtinRules.categories : []), ...categories.map((folder) => folder.rule)])
    addTypes(types, rule, knownNames);
  const policies = names(policiesDir, errors).flatMap((name) => readPolicy(policiesDir, name, types, errors));
  const layouts = names(layoutsDir, errors).flatMap((name) => readLayout(layoutsDir, name, errors));
  const dialogue = names(dialogueDir, errors).flatMap((name) => readDialogue(dialogueDir, name, ids, errors));
  if (errors.length === 0 && [categories, policies, layouts, dialogue].every((kind) => kind.length === 0))
    return missing('holds no rules: neither categories/<id>/rule.yaml nor a .yaml file in policies/, layouts/ or dialogue/');
  // A list that several places share by an alias is wrong once.
  return {
    categories,
    policies,
    layouts,
    dialogue,
    errors: [...new Map(errors.map((error) => [`${error.code} ${error.message} ${error.column}`, error])).values()],
  };
}

function readCategory(parent: string, name: string, errors: SordinoError[]): CategoryFolder[] {
  const folder = join(parent, name);
  if (!isFolder(folder)) {
    // A readme may lie here; rules that nobody reads may not.
    if (/\.ya?ml$/i.test(name))
      errors.push(
        new SordinoError('ERR_RULE_INVALID', 'a category is a folder: categories/<id>/rule.yaml and cases.yaml', { file: folder, line: 1 }),
      );
    return [];
  }
  const ruleFile = join(folder, 'rule.yaml');
  const casesFile = join(folder, 'cases.yaml');
  const before = errors.length;
  let rule: ReturnType<typeof readYaml> | undefined;
  if (existsSync(ruleFile)) {
    rule = readYaml(ruleFile);
    errors.push(...(rule.errors.length > 0 ? rule.errors : checkCategory(rule.value, rule.place, knownNames)));
    const id = (rule.value as CategoryRule | undefined)?.category;
    if (typeof id === 'string' && id !== name)
      errors.push(
        new SordinoError(
          'ERR_RULE_INVALID',
          `category: "${id}" lies in the folder "${name}"; give both the same name`,
          rule.place(['category']),
        ),
      );
  } else {
    errors.push(
      new SordinoError('ERR_RULE_INVALID', `is missing${existsSync(join(folder, 'rule.yml')) ? '; rename rule.yml' : ''}`, {
        file: ruleFile,
        line: 1,
      }),
    );
  }
  if (!existsSync(casesFile)) {
    const hint = existsSync(join(folder, 'cases.yml'))
      ? '; rename cases.yml'
      : '; a rule carries its proof: texts in which it finds something (`redacts`) and texts that it leaves alone (`leaves`)';
    errors.push(new SordinoError('ERR_RULE_NO_CASES', `is missing${hint}`, { file: casesFile, line: 1 }));
    return [];
  }
  const cases = readYaml(casesFile);
  errors.push(...(cases.errors.length > 0 ? cases.errors : checkCases(cases.value, cases.place)));
  if (errors.length > before || rule === undefined) return [];
  return [{ rule: rule.value as CategoryRule, rulePlace: rule.place, cases: cases.value as CategoryCases, casesPlace: cases.place }];
}

function readPolicy(parent: string, name: string, types: KnownTypes, errors: SordinoError[]): PolicyFile[] {
  const check = (value: unknown, place: PlaceOf) => checkPolicy(value, place, types);
  return readNamed(parent, name, { kind: 'policy', code: 'ERR_POLICY_INVALID', check }, errors).map(({ value, place }) => ({
    policy: value as Policy,
    place,
  }));
}

function readLayout(parent: string, name: string, errors: SordinoError[]): RecordLayout[] {
  return readNamed(parent, name, { kind: 'layout', code: 'ERR_RULE_INVALID', check: checkLayout }, errors).map(
    ({ value }) => value as RecordLayout,
  );
}

function readDialogue(parent: string, name: string, categories: ReadonlySet<string>, errors: SordinoError[]): DialogueFile[] {
  const check = (value: unknown, place: PlaceOf) => {
    const { questions, redacts, leaves } = (value ?? {}) as Partial<DialogueRule & DialogueCases>;
    // Words alone are proven by the questions that use them.
    const isProven = questions === undefined && redacts === undefined && leaves === undefined;
    return [...checkDialogue(value, place, categories), ...(isProven ? [] : checkCases({ redacts, leaves }, place, categories))];
  };
  return readNamed(parent, name, { kind: 'dialogue', code: 'ERR_RULE_INVALID', check }, errors).map(({ value, place }) => {
    const { redacts = [], leaves = [], ...rule } = value as DialogueRule & Partial<DialogueCases>;
    return { rule, cases: { redacts, leaves }, place };
  });
}

interface NamedKind {
  /** Also the key under which the file says its name. */
  readonly kind: string;
  readonly code: ErrorCode;
  readonly check: (value: unknown, place: PlaceOf) => readonly SordinoError[];
}

/** A file that is called what it says it is; nothing when it is wrong. */
function readNamed(
  parent: string,
  name: string,
  { kind, code, check }: NamedKind,
  errors: SordinoError[],
): { value: unknown; place: PlaceOf }[] {
  const file = join(parent, name);
  if (!/\.yaml$/.test(name)) {
    if (/\.ya?ml$/i.test(name)) errors.push(new SordinoError(code, `a ${kind} is read from <name>.yaml; rename it`, { file, line: 1 }));
    return [];
  }
  const { value, place, errors: unreadable } = readYaml(file);
  const found = unreadable.length > 0 ? [...unreadable] : [...check(value, place)];
  const id = (value as Record<string, unknown> | undefined)?.[kind];
  if (typeof id === 'string' && `${id}.yaml` !== basename(file))
    found.push(new SordinoError(code, `${kind}: "${id}" lies in ${name}; give both the same name`, place([kind])));
  errors.push(...found);
  return found.length > 0 ? [] : [{ value, place }];
}

/** Entries of a folder in a fixed order; hidden ones (`.DS_Store`, the `..data` of a mounted ConfigMap) are not rules. */
function names(dir: string, errors: SordinoError[]): string[] {
  if (!existsSync(dir)) return [];
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch (error) {
    errors.push(
      new SordinoError('ERR_RULES_MISSING', `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`, { file: dir }),
    );
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere, or to itself.
    return false;
  }
}
