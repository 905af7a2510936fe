import type { Context, DialogueWords, Party } from '../types.ts';
import type { Aid } from './hits.ts';
import { Known, MAX_KNOWN } from './known.ts';
import { readParties } from './parties.ts';
import { answerTo, questionOf } from './question.ts';
import { speaksOfSecret, toldSecrets } from './told-secrets.ts';

export { MAX_KNOWN };

const NOTHING: Aid = {};

/** What the parties and the message before say of a text that stands in no conversation. */
export class ContextAid {
  readonly #dialogue: DialogueWords;
  /** Parties are handed in with every string of a record: they are read once. */
  readonly #read = new WeakMap<readonly Party[], Map<string, Known>>();

  constructor(dialogue: DialogueWords) {
    this.#dialogue = dialogue;
  }

  of(text: string, { parties, previous, language = '' }: Context): Aid {
    const hasParties = parties !== undefined && parties.length > 0;
    if (!hasParties && previous === undefined) return NOTHING;
    const question = previous === undefined ? '' : questionOf(previous, this.#dialogue);
    const extra = answerTo(question, text, this.#dialogue);
    if (extra.length === 0 && previous !== undefined && speaksOfSecret(previous, this.#dialogue))
      extra.push(...toldSecrets(text, this.#dialogue));
    return {
      ...(hasParties && { known: this.#knownOf(parties, language) }),
      ...(question !== '' && { question }),
      ...(extra.length > 0 && { extra }),
    };
  }

  #knownOf(parties: readonly Party[], language: string): Known {
    let byLanguage = this.#read.get(parties);
    if (byLanguage === undefined) {
      byLanguage = new Map();
      this.#read.set(parties, byLanguage);
    }
    let known = byLanguage.get(language);
    if (known === undefined) {
      known = new Known(readParties(parties, this.#dialogue, language));
      if (byLanguage.size < 20) byLanguage.set(language, known);
    }
    return known;
  }
}
