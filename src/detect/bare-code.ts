import type { Detector } from '../types.ts';
import { isDigit } from './numbers.ts';
import { foldWord, isAlnum, isLetter, wordSet } from './words.ts';

const LONGEST = 40;

/**
 * A message that is nothing but a code with letters and digits ("yrt 632", "f 1 c 7 t 4", "HX3PD-29MRT"), or one word and a number of at least
 * `digits` digits ("johnson 8876"): the answer to a question for a code, as a bare number is. Option `nothing`: words that say the number counts or names
 * something else ("version 2019"). Signals: `groups` of letters and digits, `word` and a number.
 */
export const bareCode: Detector = {
  name: 'bare-code',
  signals: ['groups', 'word'],
  options: ['min', 'digits', 'nothing'],
  maxLength: LONGEST,
  needs: ['runs'],
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
      while (end > start && (text.charCodeAt(end - 1) <= 0x20 || text.charCodeAt(end - 1) === 0x2e || text.charCodeAt(end - 1) === 0x21)) end--;
      const groups = text.slice(start, end).split(/[ -]/);
      if (groups.length > 8) return;
      let letters = 0;
      let digits = 0;
      let longest = 0;
      for (const group of groups) {
        let own = 0;
        for (let i = 0; i < group.length; i++) {
          const unit = group.charCodeAt(i);
          if (isDigit(unit)) digits++;
          else if (isAlnum(unit)) own++;
          else return;
        }
        letters += own;
        if (own === group.length && nothing.has(foldWord(group))) return;
        if (own === group.length) longest = Math.max(longest, own);
      }
      if (letters === 0 || digits < 2 || letters + digits < min) return;
      const last = groups[groups.length - 1];
      if (groups.length === 2 && longest > 3 && /^\d{4,12}$/.test(last) && /^[A-Za-z]+$/.test(groups[0]) && longest < 12) {
        if (last.length >= fewest && !/^(?:19|20)\d\d$/.test(last) && !/0{2,}$/.test(last))
          emit({ start: end - last.length, end, value: last, type, signals: ['word'] });
        return;
      }
      if (longest > 3 || isMeasure(groups, nothing)) return;
      emit({ start, end, value: '', type, signals: ['groups'] });
    };
  },
};

/** `10 GB`, `Win10`, `KB5034441`: a quantity, or a kind of number that the rule file names. */
function isMeasure(groups: readonly string[], nothing: ReadonlySet<string>): boolean {
  const joined = groups.join('');
  let letters = 0;
  while (isLetter(joined.charCodeAt(letters))) letters++;
  if (letters > 0 && /^\d+[a-z]{0,2}$/i.test(joined.slice(letters)) && nothing.has(foldWord(joined.slice(0, letters)))) return true;
  if (/^0x/i.test(joined)) return true;
  return /^\d+[a-z]{1,3}$/i.test(joined) && groups.length <= 2 && joined.length < 9;
}
