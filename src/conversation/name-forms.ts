import { latvianCases, type Stem } from './latvian-cases.ts';

const of = (list: string): ReadonlySet<string> => new Set(list.split(' ').map((ending) => (ending === '-' ? '' : ending)));

/** Genitive of the Germanic languages, and the Finnish endings that are long enough to be nothing else. */
const ANY = of('- s es lle lta lla ssa sta');
const LITHUANIAN = of('- as o ui a e ai is io iui i y us aus u um ys os es ei oj iu em');
const ESTONIAN = of('- i e a u le l lt ga ks st sse s t d ile iga ist');
const FINNISH = of('- n a en in an on lla lle lta ssa sta t ta na ksi nen sen seen selle');
const POLISH = of('- a owi em ie y i e o iej ego emu im u om ami');
const RUSSIAN = of('- a u om e oj i ij ju em im ogo omu aja uju ej ja ova ovu ovoj am ami ah am');
/** What the nominative of a name may end in where cases replace it. */
const NOMINATIVE = /(?:as|is|ys|us|ij|s|a|e|o|i|y)$/;

function stemmed(word: string, endings: ReadonlySet<string>): Stem[] {
  const stem = word.replace(NOMINATIVE, '');
  return stem.length >= 3 ? [{ stem, endings }] : [{ stem: word, endings }];
}

/** Forms of a name in the language of the conversation; `word` is folded, `written` as the ticket has it. */
export function nameForms(word: string, written: string, language: string): Stem[] {
  const forms: Stem[] = [{ stem: word, endings: ANY }];
  if (language === 'lv' || /[\u0101\u0113\u012b\u016b\u0123\u0137\u013c\u0146]/i.test(written)) forms.push(...latvianCases(word));
  else if (language === 'lt') forms.push(...stemmed(word, LITHUANIAN));
  else if (language === 'et') forms.push({ stem: word, endings: ESTONIAN });
  else if (language === 'fi') forms.push({ stem: word, endings: FINNISH }, ...stemmed(word, FINNISH));
  else if (language === 'pl') forms.push(...stemmed(word, POLISH));
  return forms;
}

/** Forms in which a name stands in Cyrillic text, whatever the language of the conversation. */
export function russianForms(word: string): Stem[] {
  return stemmed(word, RUSSIAN);
}
