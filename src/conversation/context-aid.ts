import type { Context, Party } from '../types.ts';
import type { Aid } from './hits.ts';
import { Known, MAX_KNOWN } from './known.ts';
import { readParties } from './parties.ts';
import { answerTo, questionOf } from './question.ts';

export { MAX_KNOWN };

const NOTHING: Aid = {};
/** Parties are handed in with every string of a record: they are read once. */
const read = new WeakMap<readonly Party[], Map<string, Known>>();

/** What the parties and the message before say of a text that stands in no conversation. */
export function contextAid(text: string, { parties, previous, language = '' }: Context): Aid {
  const hasParties = parties !== undefined && parties.length > 0;
  if (!hasParties && previous === undefined) return NOTHING;
  const question = previous === undefined ? '' : questionOf(previous);
  return {
    ...(hasParties && { known: knownOf(parties, language) }),
    ...(question !== '' && { question, extra: answerTo(question, text) }),
  };
}

function knownOf(parties: readonly Party[], language: string): Known {
  let byLanguage = read.get(parties);
  if (byLanguage === undefined) {
    byLanguage = new Map();
    read.set(parties, byLanguage);
  }
  let known = byLanguage.get(language);
  if (known === undefined) {
    known = new Known(readParties(parties, language));
    if (byLanguage.size < 20) byLanguage.set(language, known);
  }
  return known;
}
