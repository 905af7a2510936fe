import { capProblems } from '../act/caps.ts';
import { didYouMean } from '../errors.ts';
import type { ErrorCode, SordinoError } from '../errors.ts';
import { CATEGORY_IDS } from '../types.ts';
import type { CategoryRule, DetectorRule, Policy } from '../types.ts';
import { checkCategoryId, checkDialogue } from './check-dialogue.ts';
import { checkLayout } from './check-layout.ts';
import { Checker, type KeyPath, type PlaceOf } from './checker.ts';
import { languageProblem } from './languages.ts';
import { readPattern } from './pattern.ts';

/** Names that rule files may ask for. Handed in, so that checking knows nothing of detectors and validators. */
export interface KnownNames {
  readonly detectors: ReadonlyMap<
    string,
    {
      readonly types?: readonly string[];
      readonly signals: readonly string[];
      readonly words?: readonly string[];
      readonly options?: readonly string[];
    }
  >;
  readonly validators: { has(name: string): boolean; keys(): Iterable<string> };
}

/** Types of findings by category; undefined: they are not known. */
export type KnownTypes = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** Types that the dialogue gives findings of any category: of a known party, of what was said before, of answers, of values in pieces. */
export const DIALOGUE_TYPES: readonly string[] = ['party', 'propagated', 'repeated', 'answer', 'token', 'part', 'split', 'ending'];

/** Adds the types that findings of a category have. A malformed rule, which is refused for that, has none that are known. */
export function addTypes(
  types: Map<string, ReadonlySet<string> | undefined>,
  rule: unknown,
  { detectors }: Pick<KnownNames, 'detectors'>,
): void {
  const { category, detectors: rules } = (rule ?? {}) as Partial<CategoryRule>;
  if (typeof category !== 'string') return;
  const own = Array.isArray(rules) ? (rules as readonly Partial<DetectorRule>[]) : undefined;
  types.set(
    category,
    own &&
      new Set([
        ...DIALOGUE_TYPES,
        ...own.flatMap(({ id = '', type = id, detect = '' }) => [type, ...(detectors.get(detect)?.types ?? [])]),
      ]),
  );
}

/** Problems of a parsed rule.yaml. */
export function checkCategory(value: unknown, place: PlaceOf, known: KnownNames): SordinoError[] {
  const check = new Checker(place, 'ERR_RULE_INVALID');
  const rule = check.map(value, [], ['category', 'finds', 'priority', 'placeholder', 'detectors', 'context', 'words', 'keep']);
  if (rule === undefined) return check.errors;
  check.id(rule.category, ['category']);
  check.line(rule.finds, ['finds']);
  check.number(rule.priority, ['priority'], 0, 100);
  const placeholder = check.text(rule.placeholder, ['placeholder']);
  if (placeholder !== undefined && !/^[A-Z][A-Z_]*$/.test(placeholder)) {
    check.fail(['placeholder'], `placeholder: "${placeholder}" must be upper-case ASCII letters and "_", such as EMAIL`);
  }
  const ids = new Set<string>();
  const detectors = check.list(rule.detectors, ['detectors']);
  if (detectors?.length === 0) check.fail(['detectors'], 'detectors: is empty; name at least one way to find the category');
  detectors?.forEach((detector, i) => checkDetector(check, detector, ['detectors', i], known, ids));
  if (rule.context !== undefined) {
    const context = check.map(rule.context, ['context'], ['near', 'not']);
    if (context?.near !== undefined) checkWords(check, context.near, ['context', 'near']);
    if (context?.not !== undefined) checkWords(check, context.not, ['context', 'not'], 'negative');
  }
  if (rule.words !== undefined) {
    for (const [list, lists] of Object.entries(check.map(rule.words, ['words']) ?? {}))
      checkWords(check, lists, ['words', list], 'detector');
  }
  if (rule.keep !== undefined) {
    check.list(rule.keep, ['keep'])?.forEach((entry, i) => {
      const shape = check.map(entry, ['keep', i], ['pattern', 'why']);
      if (shape === undefined) return;
      checkPattern(check, shape.pattern, ['keep', i, 'pattern'], false);
      check.line(shape.why, ['keep', i, 'why']);
    });
  }
  return check.errors;
}

const DETECTOR_KEYS = [
  'id',
  'type',
  'detect',
  'pattern',
  'edges',
  'ignoreCase',
  'score',
  'validate',
  'signals',
  'cue',
  'not',
  'sure',
  'near',
  'notNear',
  'words',
  'options',
  'priority',
];

function checkDetector(check: Checker, value: unknown, path: KeyPath, known: KnownNames, ids: Set<string>): void {
  const detector = check.map(value, path, DETECTOR_KEYS);
  if (detector === undefined) return;
  const at = (...keys: (string | number)[]): KeyPath => [...path, ...keys];
  const id = check.id(detector.id, at('id'));
  if (id !== undefined && ids.has(id)) check.fail(at('id'), `id: "${id}" is used twice in this category`, 'ERR_RULE_DUPLICATE');
  if (id !== undefined) ids.add(id);
  if (detector.type !== undefined) {
    const type = check.text(detector.type, at('type'));
    if (type !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(type))
      check.fail(at('type'), 'type: must be letters, digits, ".", "_" and "-", at most 40');
  }
  check.number(detector.score, at('score'), 0, 1);
  if (detector.cue !== undefined) check.number(detector.cue, at('cue'), 0, 1);
  if (detector.not !== undefined) check.number(detector.not, at('not'), 0, 1);
  if (detector.priority !== undefined) check.number(detector.priority, at('priority'), 0, 100);
  if (detector.near !== undefined) checkWords(check, detector.near, at('near'));
  if (detector.notNear !== undefined) checkWords(check, detector.notNear, at('notNear'), 'negative');
  checkWeights(check, detector.validate, at('validate'), 'ERR_RULE_UNKNOWN_VALIDATOR', known.validators);

  const { detect, pattern } = detector;
  if ((detect === undefined) === (pattern === undefined)) {
    check.fail(
      path,
      detect === undefined
        ? 'detector: needs `detect:` (named code) or `pattern:`'
        : 'detector: has both `detect:` and `pattern:`; leave one out',
    );
  } else if (pattern !== undefined) {
    if (detector.edges !== undefined && detector.edges !== 'word' && detector.edges !== 'none')
      check.fail(at('edges'), 'edges: must be "word" or "none"');
    if (detector.ignoreCase !== undefined && typeof detector.ignoreCase !== 'boolean')
      check.fail(at('ignoreCase'), 'ignoreCase: must be true or false');
    checkPattern(check, pattern, at('pattern'), detector.ignoreCase === true);
    for (const key of ['signals', 'words', 'options']) {
      if (detector[key] !== undefined) check.fail(at(key), `${key}: belongs to \`detect:\`; a pattern has none`, 'ERR_RULE_INVALID', 'key');
    }
    checkSure(check, detector, at('sure'), []);
  } else {
    for (const key of ['edges', 'ignoreCase']) {
      if (detector[key] !== undefined)
        check.fail(at(key), `${key}: belongs to \`pattern:\`; named code decides that itself`, 'ERR_RULE_INVALID', 'key');
    }
    checkNamed(check, detector, path, known);
  }
}

function checkNamed(check: Checker, detector: Readonly<Record<string, unknown>>, path: KeyPath, known: KnownNames): void {
  const name = check.text(detector.detect, [...path, 'detect']);
  if (name === undefined) return;
  const code = known.detectors.get(name);
  if (code === undefined) {
    check.fail(
      [...path, 'detect'],
      `detect: "${name}" is not known.${didYouMean(name, known.detectors.keys())}`,
      'ERR_RULE_UNKNOWN_DETECTOR',
    );
    return;
  }
  checkWeights(check, detector.signals, [...path, 'signals'], 'ERR_RULE_UNKNOWN_SIGNAL', new Set(code.signals));
  checkSure(check, detector, [...path, 'sure'], code.signals);
  if (detector.words !== undefined) {
    const words = check.map(detector.words, [...path, 'words'], code.words ?? [], `a word list of ${name}`);
    for (const [list, lists] of Object.entries(words ?? {}))
      if (code.words?.includes(list)) checkWords(check, lists, [...path, 'words', list], 'detector');
  }
  if (detector.options !== undefined) check.map(detector.options, [...path, 'options'], code.options ?? [], `an option of ${name}`);
}

/** What makes sure is a check of the detector's own, or a signal. */
function checkSure(check: Checker, { sure, validate }: Readonly<Record<string, unknown>>, path: KeyPath, signals: readonly string[]): void {
  if (sure === undefined) return;
  const known = [...Object.keys((validate as object | undefined) ?? {}), ...signals];
  check.list(sure, path)?.forEach((entry, i) => {
    const name = check.text(entry, [...path, i]);
    if (name !== undefined && !known.includes(name))
      check.fail([...path, i], `sure: "${name}" is neither a signal nor a check under \`validate:\`.${didYouMean(name, known)}`);
  });
}

function checkWeights(check: Checker, value: unknown, path: KeyPath, code: ErrorCode, known: KnownNames['validators']): void {
  if (value === undefined) return;
  for (const [name, weight] of Object.entries(check.map(value, path) ?? {})) {
    if (!known.has(name))
      check.fail([...path, name], `${path.at(-1)}: "${name}" is not known.${didYouMean(name, known.keys())}`, code, 'key');
    else check.number(weight, [...path, name], -1, 1);
  }
}

function checkPattern(check: Checker, value: unknown, path: KeyPath, ignoreCase: boolean): void {
  const pattern = check.text(value, path);
  if (pattern === undefined) return;
  const { problem } = readPattern(pattern, { ignoreCase });
  if (problem !== undefined)
    check.fail(path, `pattern: character ${problem.index + 1}: ${problem.message}`, problem.code, 'value', problem.index);
}

/** A single letter speaks for nothing. It may speak against (`v 1.2.3.4` is a version), and a detector knows what it asks letters for. */
function checkWords(check: Checker, value: unknown, path: KeyPath, use: 'cue' | 'negative' | 'detector' = 'cue'): void {
  for (const [tag, list] of Object.entries(check.map(value, path) ?? {})) {
    const wrong = tag === '*' ? undefined : languageProblem(tag);
    if (wrong !== undefined) check.fail([...path, tag], wrong, 'ERR_RULE_INVALID', 'key');
    check.list(list, [...path, tag])?.forEach((entry, i) => {
      const at = [...path, tag, i];
      const word = check.text(entry, at);
      if (word === undefined) return;
      const bare = word.endsWith('*') ? word.slice(0, -1) : word;
      const letters = bare.replace(/[^\p{L}\p{M}]/gu, '');
      if (bare.trim() === '') check.fail(at, 'word: is empty');
      else if (letters === '') check.fail(at, `word: "${word}" has no letter; words are looked for by their letters`);
      else if (word !== word.trim()) check.fail(at, `word: "${word}" has a blank at its edge`);
      else if (use === 'cue' && /^[A-Za-z]$/.test(letters))
        check.fail(at, `word: "${word}" is a single letter; it would stand near everything`);
      else if (bare.includes('*')) check.fail(at, `word: "${word}": "*" may stand at the end only`);
      else if (word.length > 40) check.fail(at, `word: is ${word.length} characters long; at most 40 are allowed`);
    });
  }
}

/** Problems of a parsed cases.yaml. With `categories`, cases of several: each names its own, one of these. */
export function checkCases(value: unknown, place: PlaceOf, categories?: ReadonlySet<string>): SordinoError[] {
  const check = new Checker(place, 'ERR_RULE_INVALID');
  const cases = check.map(value, [], ['redacts', 'leaves']);
  if (cases === undefined) return check.errors;
  const both = { redacts: check.listOrNothing(cases.redacts, ['redacts']), leaves: check.listOrNothing(cases.leaves, ['leaves']) };
  if (both.redacts?.length === 0)
    check.fail(['redacts'], 'redacts: is missing or empty; show at least one text in which the category is found', 'ERR_RULE_NO_CASES');
  if (both.leaves?.length === 0)
    check.fail(['leaves'], 'leaves: is missing or empty; show at least one text that looks alike and is left alone', 'ERR_RULE_NO_LEAVES');
  both.redacts?.forEach((entry, i) => {
    const path = ['redacts', i];
    const one = checkCase(check, entry, path, ['spans', 'gives'], categories);
    if (one === undefined) return;
    if (one.gives !== undefined) check.text(one.gives, [...path, 'gives']);
    const spans = check.list(one.spans, [...path, 'spans']);
    if (spans?.length === 0) check.fail([...path, 'spans'], 'spans: is empty; a text in which nothing is found belongs under `leaves`');
    let from = 0;
    spans?.forEach((entry, j) => {
      const span = check.text(entry, [...path, 'spans', j]);
      if (span === undefined || typeof one.text !== 'string') return;
      const at = span === '' ? -1 : one.text.indexOf(span, from);
      if (at < 0) check.fail([...path, 'spans', j], 'spans: this part does not stand in the text, or not in this order');
      else from = at + span.length;
    });
  });
  both.leaves?.forEach((entry, i) => checkCase(check, entry, ['leaves', i], [], categories));
  return check.errors;
}

function checkCase(
  check: Checker,
  value: unknown,
  path: KeyPath,
  more: readonly string[],
  categories?: ReadonlySet<string>,
): Readonly<Record<string, unknown>> | undefined {
  const own = categories === undefined ? more : ['category', ...more];
  const one = check.map(value, path, [...own, 'text', 'why', 'previous', 'lang', 'format', 'field', 'regions']);
  if (one === undefined) return undefined;
  check.text(one.text, [...path, 'text']);
  check.line(one.why, [...path, 'why']);
  if (categories !== undefined) checkCategoryId(check, one.category, [...path, 'category'], categories);
  if (one.previous !== undefined) check.text(one.previous, [...path, 'previous']);
  if (one.format !== undefined) check.text(one.format, [...path, 'format']);
  if (one.field !== undefined) check.text(one.field, [...path, 'field']);
  if (one.lang !== undefined) {
    const lang = check.text(one.lang, [...path, 'lang']);
    const wrong = lang === undefined ? undefined : languageProblem(lang);
    if (wrong !== undefined) check.fail([...path, 'lang'], wrong);
  }
  if (one.regions !== undefined) {
    check.list(one.regions, [...path, 'regions'])?.forEach((region, i) => {
      if (typeof region !== 'string' || !/^[A-Z]{2}$/.test(region))
        check.fail([...path, 'regions', i], 'regions: a country is two upper-case letters, such as SE');
    });
  }
  return one;
}

const ACTIONS = ['remove', 'mask', 'allow', 'token'];
const GENERALISE = ['network', 'day', 'month', 'year', 'decimal'];

/** Problems of a parsed policy file; `types` has the ids of the categories that its rules know. */
export function checkPolicy(value: unknown, place: PlaceOf, types: KnownTypes): SordinoError[] {
  const check = new Checker(place, 'ERR_POLICY_INVALID');
  const policy = check.map(value, [], ['policy', 'for', 'otherwise', 'minScore', 'actions', 'why', 'allow']);
  if (policy === undefined) return check.errors;
  check.id(policy.policy, ['policy']);
  check.line(policy.for, ['for']);
  check.number(policy.minScore, ['minScore'], 0, 1);
  checkAction(check, policy.otherwise, ['otherwise']);
  const actions = check.map(policy.actions, ['actions']);
  for (const [key, action] of Object.entries(actions ?? {})) {
    checkKey(check, key, ['actions', key], types);
    checkAction(check, action, ['actions', key]);
  }
  if (policy.why !== undefined) {
    for (const [key, why] of Object.entries(check.map(policy.why, ['why']) ?? {})) {
      if (key !== 'otherwise' && actions !== undefined && !Object.hasOwn(actions, key)) {
        check.fail(
          ['why', key],
          `why: "${key}" is not one of the actions.${didYouMean(key, Object.keys(actions))}`,
          'ERR_POLICY_INVALID',
          'key',
        );
      }
      check.line(why, ['why', key]);
    }
  }
  if (policy.allow !== undefined) {
    check.list(policy.allow, ['allow'])?.forEach((entry, i) => {
      const allow = check.map(entry, ['allow', i], ['category', 'matches', 'why']);
      if (allow === undefined) return;
      const category = check.text(allow.category, ['allow', i, 'category']);
      if (category !== undefined) checkKey(check, category, ['allow', i, 'category'], types, 'value');
      const matches = check.text(allow.matches, ['allow', i, 'matches']);
      if (matches?.trim() === '') check.fail(['allow', i, 'matches'], 'matches: is empty');
      check.line(allow.why, ['allow', i, 'why']);
    });
  }
  // The caps read a policy of the right form only; a malformed one is refused already.
  if (check.errors.length === 0) {
    for (const { path, message } of capProblems(value as Policy)) check.fail(path, message, 'ERR_POLICY_ABOVE_CAP');
  }
  return check.errors;
}

function checkKey(check: Checker, key: string, path: KeyPath, types: KnownTypes, part: 'key' | 'value' = 'key'): void {
  const [category, type, more] = key.split('/');
  const known = types.get(category);
  if (!types.has(category))
    check.fail(path, `"${category}" is not a category.${didYouMean(category, types.keys())}`, 'ERR_POLICY_INVALID', part);
  else if (type === '' || more !== undefined)
    check.fail(path, `"${key}" must be a category or <category>/<type>`, 'ERR_POLICY_INVALID', part);
  else if (type !== undefined && known?.has(type) === false)
    check.fail(path, `"${key}": no finding of ${category} has the type "${type}".${didYouMean(type, known)}`, 'ERR_POLICY_INVALID', part);
}

function checkAction(check: Checker, value: unknown, path: KeyPath): void {
  const name = path.at(-1);
  if (value === undefined) check.fail(path, `${name}: is missing; say one of ${ACTIONS.join(', ')}`);
  else if (typeof value === 'string') {
    if (!ACTIONS.includes(value))
      check.fail(
        path,
        `${name}: "${value}" is not an action.${didYouMean(value, ACTIONS)} Known are ${ACTIONS.join(', ')}, keep and generalise`,
      );
  } else {
    const action = check.map(value, path, ['keep', 'generalise']);
    if (action === undefined) return;
    if ((action.keep === undefined) === (action.generalise === undefined)) check.fail(path, `${name}: needs one of keep and generalise`);
    if (action.generalise !== undefined && !GENERALISE.includes(action.generalise as string))
      check.fail([...path, 'generalise'], `generalise: must be one of ${GENERALISE.join(', ')}`);
    if (action.keep === undefined) return;
    const keep = check.map(action.keep, [...path, 'keep'], ['first', 'last']);
    if (keep === undefined) return;
    if (keep.first === undefined && keep.last === undefined)
      check.fail([...path, 'keep'], 'keep: needs `first`, `last` or both; to keep nothing write remove');
    for (const end of ['first', 'last']) if (keep[end] !== undefined) check.whole(keep[end], [...path, 'keep', end], 0, 64);
  }
}

/** Problems of rules that were handed over as data: a place is the way to the value, `rules.categories[2].detectors[0].score`. `isChecked`: parts that need not be read. */
export function checkRuleSource(value: unknown, known: KnownNames, isChecked: (part: unknown) => boolean = () => false): SordinoError[] {
  const check = new Checker(wayFrom('rules'), 'ERR_RULE_INVALID');
  const source = check.map(value, [], ['categories', 'policies', 'layouts', 'dialogue']);
  if (source === undefined) return check.errors;
  const ids = new Set<string>();
  // A policy may speak of a category that is known but not looked for.
  const categories = new Set<string>(CATEGORY_IDS);
  const types = new Map<string, ReadonlySet<string> | undefined>(CATEGORY_IDS.map((id) => [id, undefined]));
  check.list(source.categories, ['categories'])?.forEach((rule, i) => {
    if (!isChecked(rule)) check.errors.push(...checkCategory(rule, wayFrom('rules', ['categories', i]), known));
    const id = (rule as { category?: unknown } | null)?.category;
    if (typeof id !== 'string') return;
    if (ids.has(id)) check.fail(['categories', i], `category: "${id}" is given twice`, 'ERR_RULE_DUPLICATE');
    ids.add(id);
    categories.add(id);
    addTypes(types, rule, known);
  });
  check.list(source.policies, ['policies'])?.forEach((policy, i) => {
    if (!isChecked(policy)) check.errors.push(...checkPolicy(policy, wayFrom('rules', ['policies', i]), types));
  });
  check.listOrNothing(source.layouts, ['layouts'])?.forEach((layout, i) => {
    if (!isChecked(layout)) check.errors.push(...checkLayout(layout, wayFrom('rules', ['layouts', i])));
  });
  check.listOrNothing(source.dialogue, ['dialogue'])?.forEach((rule, i) => {
    if (!isChecked(rule)) check.errors.push(...checkDialogue(rule, wayFrom('rules', ['dialogue', i]), categories));
  });
  return check.errors;
}

/** Places in data: the way to a value from the option that holds it. */
export function wayFrom(option: 'rules' | 'policy', top: KeyPath = []): PlaceOf {
  return (path) => ({
    file: [option, ...top, ...path].reduce<string>(
      (way, key) => (typeof key === 'number' ? `${way}[${key}]` : way === '' ? key : `${way}.${key}`),
      '',
    ),
  });
}
