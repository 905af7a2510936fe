import type { Detector } from '../types.ts';
import { isFirstName, isLastName } from './names/name-list.ts';
import { foldWord, wordSet } from './words.ts';
import { isAlnum, isDigit } from '../units.ts';

const LONGEST = 40;
/** A group with more digits is an article or an account. */
const MAX_DIGITS = 10;

/**
 * A message that is nothing but a code with letters and digits ("yrt 632", "f 1 c 7 t 4", "HX3PD-29MRT"), or a word or a name and a number of at
 * least `digits` digits ("johnson 8876", "radha krishnan and 5623"): the answer to a question for a code, as a bare number is. Option `nothing`: words that say the number counts or names
 * something else ("version 2019"). Signals: `groups` of letters and digits, `word` and a number.
 */
export const bareCode: Detector = {
  name: 'bare-code',
  signals: ['groups', 'word'],
  options: ['min', 'digits', 'nothing'],
  maxLength: LONGEST,
  needs: () => [{ anchors: ['runs', 'short'] }],
  prepare({ rule }) {
    const min = Number(rule.options?.min ?? 5);
    const fewest = Number(rule.options?.digits ?? 2);
    const nothing = wordSet(rule.options?.nothing);
    const type = rule.type ?? rule.id;
    return ({ scan: { text, runCount }, around }, emit) => {
      if (runCount === 0 || runCount > 8 || text.length > LONGEST || !around.message) return;
      let start = 0;
      let end = text.length;
      while (start < end && !isAlnum(text.charCodeAt(start))) if (text.charCodeAt(start++) > 0x23) return;
      while (end > start && (text.charCodeAt(end - 1) <= 0x20 || text.charCodeAt(end - 1) === 0x2e || text.charCodeAt(end - 1) === 0x21))
        end--;
      const groups = text.slice(start, end).split(/[ -]/);
      if (groups.length > 11) return;
      const last = groups[groups.length - 1];
      const words = groups.slice(0, -1);
      if (words.length > 1 && JOINS.has(words[words.length - 1])) words.pop();
      if (isNumber(last, fewest) && (isNamed(words) || (words.length === 1 && isAnyWord(words[0]) && !nothing.has(foldWord(words[0]))))) {
        emit({ start: end - last.length, end, value: last, type, signals: ['word'] });
        return;
      }
      // Up to three words may lead to the code: "yes it is a 4 g 4 f 3".
      let lead = 0;
      while (lead < 3 && lead < groups.length && groups.length - lead > 4 && isWord(groups[lead]) && groups[lead].length > 1)
        start += groups[lead++].length + 1;
      const code = groups.slice(lead);
      let letters = 0;
      let digits = 0;
      for (const group of code) {
        let own = 0;
        for (let i = 0; i < group.length; i++) {
          const unit = group.charCodeAt(i);
          if (isDigit(unit)) digits++;
          else if (isAlnum(unit)) own++;
          else return;
        }
        letters += own;
        if (group === '' || group.length - own > MAX_DIGITS) return;
        if (own === group.length && (own > 3 || ((own > 1 || code.length < 3) && nothing.has(foldWord(group))))) return;
      }
      if (/^\D*(?:19|20)\d\d\D*$/.test(code.join(''))) return;
      if (letters === 0 || digits < 2 || letters + digits < min || code.length > 8 || isMeasure(code, nothing)) return;
      emit({ start, end, value: '', type, signals: ['groups'] });
    };
  },
};

function isWord(group: string): boolean {
  return /^[A-Za-z]+$/.test(group);
}

/** What people put between a name and its number. */
const JOINS = new Set(['and', 'och', 'un', 'und', 'en']);

function isAnyWord(word: string): boolean {
  return word.length >= 4 && word.length <= 11 && isWord(word);
}

/** One to three words that begin or end as a name does. */
function isNamed(words: readonly string[]): boolean {
  if (words.length === 0 || words.length > 3 || !words.every(isWord)) return false;
  return isFirstName(foldWord(words[0])) || (words.length > 1 && isLastName(foldWord(words[words.length - 1])));
}

/** A number that is neither a year nor round. */
function isNumber(number: string, fewest: number): boolean {
  if (number.length < fewest || number.length > 12) return false;
  return /^\d+$/.test(number) && !/^(?:19|20)\d\d$/.test(number) && !/00$/.test(number);
}

/** `10 GB`, `Win10`, `KB5034441`: a quantity, or a kind of number that the rule file names. */
function isMeasure(groups: readonly string[], nothing: ReadonlySet<string>): boolean {
  if (groups.length > 2) return false;
  const joined = groups.join('');
  const [before] = /^[A-Za-z]*/.exec(joined) as RegExpExecArray;
  if (before !== '') return nothing.has(foldWord(before));
  const after = /^\d+([A-Za-z]+)$/.exec(joined);
  return after === null ? /^0x/i.test(joined) : nothing.has(foldWord(after[1]));
}
