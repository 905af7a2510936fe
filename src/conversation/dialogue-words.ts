import { DIALOGUE_LISTS, type DialogueRule, type DialogueWords, type NameLists, type Question, type WordLists } from '../types.ts';
import { latinOf } from './latin-letters.ts';

const NO_LISTS: NameLists = { isFirst: () => false, isName: () => false };

/** The words of all dialogue files together. */
export function dialogueWords(rules: readonly DialogueRule[], nameLists: NameLists = NO_LISTS): DialogueWords {
  const questions = rules
    .flatMap((rule) => rule.questions ?? [])
    .map(
      ({ words, with: also, not, ...asked }): Question => ({
        ...asked,
        ...askedBy(folded([words])),
        with: folded([also]),
        not: folded([not]),
      }),
    );
  const lists = DIALOGUE_LISTS.map((list) => [list, folded(rules.map(({ words }) => words?.[list]))] as const);
  return { questions, nameLists, ...(Object.fromEntries(lists) as Omit<DialogueWords, 'questions' | 'nameLists'>) };
}

/** The words of a question, and what those with a `*` stand for. */
function askedBy(words: ReadonlySet<string>): Pick<Question, 'words' | 'open'> {
  const open = [...words].filter((word) => word.includes('*'));
  if (open.length === 0) return { words };
  const source = open.map((word) => (word.startsWith('*') ? `${word.slice(1)}$` : `^${word.slice(0, -1)}`)).join('|');
  return { words: new Set([...words].filter((word) => !word.includes('*'))), open: new RegExp(source) };
}

/** True for a folded word that asks for what a question asks; `*kod` stands for no `felkod`, which makes a code another thing. */
export function asksBy(folded: string, { words, open, not }: Question): boolean {
  return words.has(folded) || (open?.test(folded) === true && !not.has(folded));
}

/** People mix languages: all lists are one. The `*` of open words stays. */
function folded(lists: readonly (WordLists | undefined)[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => Object.values(list ?? {}).flat()).map(foldEntry));
}

/** A word of a list as it is compared. */
function foldEntry(word: string): string {
  const letters = latinOf(word, 0, word.length);
  return `${word.startsWith('*') ? '*' : ''}${letters}${word.endsWith('*') ? '*' : ''}`;
}

/** True for a folded word of a list in which `*zig` and `twenty*` stand for all words that end or begin so. */
export function isListed(folded: string, list: ReadonlySet<string>): boolean {
  if (list.has(folded)) return true;
  for (let cut = 0; cut <= folded.length; cut++) if (list.has(`*${folded.slice(cut)}`) || list.has(`${folded.slice(0, cut)}*`)) return true;
  return false;
}
