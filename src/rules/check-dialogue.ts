import { didYouMean, type SordinoError } from '../errors.ts';
import { foldWord } from '../letters.ts';
import { ANSWER_READINGS, DIALOGUE_LISTS } from '../types.ts';
import { Checker, type KeyPath, type PlaceOf } from './checker.ts';
import { languageProblem } from './languages.ts';

/** Problems of a parsed dialogue file, but for its cases; `categories` are the ids that its rules know. */
export function checkDialogue(value: unknown, place: PlaceOf, categories: ReadonlySet<string>): SordinoError[] {
  const check = new Checker(place, 'ERR_RULE_INVALID');
  const rule = check.map(value, [], ['dialogue', 'of', 'questions', 'words', 'redacts', 'leaves']);
  if (rule === undefined) return check.errors;
  check.id(rule.dialogue, ['dialogue']);
  check.line(rule.of, ['of']);
  if (rule.questions === undefined && rule.words === undefined)
    check.fail([], 'dialogue: has neither questions nor words; it would say nothing');
  if (rule.questions !== undefined) {
    const questions = check.list(rule.questions, ['questions']);
    if (questions?.length === 0) check.fail(['questions'], 'questions: is empty; leave it out');
    questions?.forEach((question, i) => checkQuestion(check, question, ['questions', i], categories));
  }
  if (rule.words !== undefined) {
    const lists = check.map(rule.words, ['words'], DIALOGUE_LISTS, 'a list of the dialogue layer');
    for (const [list, words] of Object.entries(lists ?? {})) checkWords(check, words, ['words', list], OPEN_LISTS.has(list));
  }
  return check.errors;
}

/** Lists whose words may stand for all that begin or end so. */
const OPEN_LISTS: ReadonlySet<string> = new Set(['numbers', 'groups']);

function checkQuestion(check: Checker, value: unknown, path: KeyPath, categories: ReadonlySet<string>): void {
  const question = check.map(value, path, ['category', 'read', 'words', 'with', 'not']);
  if (question === undefined) return;
  checkCategoryId(check, question.category, [...path, 'category'], categories);
  const read = check.text(question.read, [...path, 'read']);
  if (read !== undefined && !ANSWER_READINGS.some((reading) => reading === read))
    check.fail(
      [...path, 'read'],
      `read: "${read}" is no way to read an answer.${didYouMean(read, ANSWER_READINGS)} Known are ${ANSWER_READINGS.join(', ')}`,
    );
  checkWords(check, question.words, [...path, 'words'], true);
  if (question.with !== undefined) checkWords(check, question.with, [...path, 'with']);
  if (question.not !== undefined) checkWords(check, question.not, [...path, 'not']);
}

/** The category of a question or of a case. */
export function checkCategoryId(check: Checker, value: unknown, path: KeyPath, categories: ReadonlySet<string>): void {
  const id = check.text(value, path);
  if (id !== undefined && !categories.has(id)) check.fail(path, `category: "${id}" is not a category.${didYouMean(id, categories)}`);
}

/** Words that are compared one by one, so that each entry is one. `open`: `*` may stand for any letters before or behind. */
function checkWords(check: Checker, value: unknown, path: KeyPath, open = false): void {
  const lists = Object.entries(check.map(value, path) ?? {});
  if (lists.length === 0 && typeof value === 'object' && value !== null) check.fail(path, `${path.at(-1)}: has no words`);
  for (const [tag, list] of lists) {
    const wrong = tag === '*' ? undefined : languageProblem(tag);
    if (wrong !== undefined) check.fail([...path, tag], wrong, 'ERR_RULE_INVALID', 'key');
    const seen = new Map<string, string>();
    const words = check.list(list, [...path, tag]);
    if (words?.length === 0) check.fail([...path, tag], `${tag}: is empty; leave it out`);
    words?.forEach((entry, i) => {
      const at = [...path, tag, i];
      const word = check.text(entry, at);
      if (word === undefined) return;
      const bare = open ? word.replace(/^\*|\*$/g, '') : word;
      if (bare.trim() === '') check.fail(at, 'word: is empty');
      else if (bare.includes('*'))
        check.fail(
          at,
          `word: "${word}": "*" ${open ? 'may stand before or behind the word only' : 'is read in the words of questions, numbers and groups only'}`,
        );
      else if (!/^[\p{L}\p{M}]+$/u.test(bare)) check.fail(at, `word: "${word}" must be one word of letters alone; say "dont" for "don't"`);
      else if (word.length > 40) check.fail(at, `word: is ${word.length} characters long; at most 40 are allowed`);
      const folded = word.replace(bare, foldWord(bare));
      const same = seen.get(folded);
      if (same !== undefined)
        check.fail(
          at,
          same === word
            ? `word: "${word}" stands in this list twice`
            : `word: "${word}" is compared as "${same}" is, which stands in this list too`,
          'ERR_RULE_DUPLICATE',
        );
      seen.set(folded, word);
    });
  }
}
