import { FLAG } from './flags.ts';
import { NAME_HASH_SEED, nameFlags, nameHashStep } from './name-list.ts';

const codes = (...endings: string[]) => endings.map((ending) => [...ending].map((c) => c.charCodeAt(0)));

/**
 * Endings of a folded word in a case other than the nominative, and what stands there in the nominative. Latvian: Anna Annas Annai Annu, Janis Jana
 * Janim Jani, Ivanovs Ivanova Ivanovam Ivanovu, Ilze Ilzes Ilzei Ilzi. Only names marked as Latvian take these.
 */
const LATVIAN = table([
  ['a', codes('s', 'is')],
  ['sa', codes('tis')], // Prieditis, Priedisa
  ['su', codes('tis')],
  ['za', codes('dis')], // Briedis, Brieza
  ['zu', codes('dis')],
  ['u', codes('s', 'is', 'a', 'us')],
  ['i', codes('is', 'e')],
  ['am', codes('s', 'is', 'a')],
  ['im', codes('is')],
  ['um', codes('us')],
  ['ai', codes('a', 's')],
  ['ei', codes('e')],
]);
/** Russian: \u0418\u0432\u0430\u043d\u0430, \u0410\u043d\u043d\u0435, \u041c\u0430\u0440\u0438\u0435\u0439. Any Cyrillic name takes these. */
const RUSSIAN = table([
  ['\u0430', codes('', '\u0438')],
  ['\u0443', codes('', '\u0430')],
  ['\u0435', codes('', '\u0430', '\u044f', '\u0438')],
  ['\u044b', codes('\u0430')],
  ['\u0438', codes('\u044f', '\u0430')],
  ['\u044e', codes('\u044f', '\u0438')],
  ['\u044f', codes('\u0438', '\u044c')],
  ['\u043e\u043c', codes('')],
  ['\u0435\u043c', codes('\u0438', '')],
  ['\u044b\u043c', codes('')],
  ['\u043e\u0438', codes('\u0430', '\u0430\u044f')],
  ['\u0435\u0438', codes('\u044f')],
]);

type Endings = ReadonlyMap<number, readonly { readonly before: number; readonly nominative: readonly (readonly number[])[] }[]>;

/** By last letter; `before`: the letter before it, 0 when the ending is one letter. */
function table(rows: readonly (readonly [string, readonly (readonly number[])[]])[]): Endings {
  const byLast = new Map<number, { before: number; nominative: readonly (readonly number[])[] }[]>();
  for (const [ending, nominative] of rows) {
    const last = ending.charCodeAt(ending.length - 1);
    const entry = { before: ending.length === 2 ? ending.charCodeAt(0) : 0, nominative };
    const list = byLast.get(last);
    if (list === undefined) byLast.set(last, [entry]);
    else list.push(entry);
  }
  return byLast;
}

const A = 0x61;
const J = 0x6a;
const S = 0x73;
const V = 0x76;

/** Bits of FLAG for the word text[start..end) in any case it may stand in. `letter` folds a unit. */
export function flagsOfWord(text: string, start: number, end: number, letter: (unit: number) => number): number {
  let hash = NAME_HASH_SEED;
  let h1 = 0;
  let h2 = 0;
  let last = 0;
  let before = 0;
  for (let i = start; i < end; i++) {
    h2 = h1;
    h1 = hash;
    before = last;
    last = letter(text.charCodeAt(i));
    hash = nameHashStep(hash, last);
  }
  const exact = nameFlags(hash);
  if (exact !== 0 || end - start < 4) return exact;
  if (last === S) {
    const bare = nameFlags(h1); // genitive in -s, in half the languages of Europe
    if ((bare & FLAG.common) !== 0 && end - start > 4) return bare | FLAG.inflected;
  }
  const cyrillic = last >= 0x400 && last < 0x530;
  const endings = (cyrillic ? RUSSIAN : LATVIAN).get(last);
  if (endings !== undefined)
    for (const ending of endings) {
      if (ending.before !== 0 && ending.before !== before) continue;
      for (const nominative of ending.nominative) {
        let form = ending.before === 0 ? h1 : h2;
        for (const unit of nominative) form = nameHashStep(form, unit);
        const flags = nameFlags(form);
        if (cyrillic ? flags !== 0 : (flags & FLAG.baltic) !== 0) return flags | FLAG.inflected;
      }
    }
  if (cyrillic) return 0;
  const vocative = nameFlags(nameHashStep(hash, S)); // Kaspar! Ivanov!
  if ((vocative & FLAG.baltic) !== 0 && ((vocative & FLAG.first) !== 0 || last === V)) return vocative | FLAG.inflected;
  const feminine = last === J && end - start > 4 ? nameFlags(nameHashStep(hash, A)) : 0; // Dagnij!
  return (feminine & (FLAG.baltic | FLAG.first)) === (FLAG.baltic | FLAG.first) ? feminine | FLAG.inflected : 0;
}
