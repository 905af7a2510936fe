import type { DialogueWords, Party } from '../types.ts';
import { isListed } from './dialogue-words.ts';
import { latinOf, spelledOut } from './latin-letters.ts';
import type { Stem } from './latvian-cases.ts';
import { nameForms, russianForms } from './name-forms.ts';

/** Most words, numbers and ids that are looked for in one conversation. */
export const MAX_PATTERNS = 200;
/** Most parties of a ticket that are read. */
export const MAX_PARTIES = 50;
/** Longest field of a party that is read. */
const MAX_FIELD = 200;

/** A word of a name, a firm or an address, ready to be looked up. */
export interface KnownWord {
  /** Which party it names; learned names have their own number. */
  readonly owner: number;
  readonly kind: 'name' | 'company' | 'username';
  readonly forms: readonly Stem[];
  readonly cyrillic: readonly Stem[];
  /** It is a word too: counts where a capital and the words around it say that it is the name. */
  readonly cased: boolean;
  /** Of a cased word: a first name of the lists, so that small letters do where the text has no diacritics, which would make it another word. */
  readonly listed?: boolean;
  /** Words that must follow it: the rest of a firm's name. */
  readonly rest: readonly string[];
}

/** What the ticket itself names, as patterns. */
export interface KnownParties {
  readonly dialogue: DialogueWords;
  /** First subtag of the conversation's language, or ''. */
  readonly tag: string;
  readonly words: readonly KnownWord[];
  /** Upper-case initials: MR, AvW as AVW. */
  readonly initials: ReadonlySet<string>;
  /** First letters of the words of names, folded: a lone letter beside a name is one of them. */
  readonly letters: ReadonlySet<string>;
  readonly particles: ReadonlySet<string>;
  /** Last digits of phone numbers, which every way of writing them shares. */
  readonly phones: readonly string[];
  /** Letters and digits of ids, upper case. */
  readonly ids: readonly string[];
}

interface Word {
  readonly written: string;
  readonly folded: string;
}

/** Letters of a text in runs; apostrophes join, as in O'Brien they belong to one name. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const [written] of text.normalize('NFC').matchAll(/[\p{L}\p{M}]+/gu)) {
    const folded = latinOf(written, 0, written.length);
    if (folded !== '') words.push({ written, folded });
  }
  return words;
}

/** Understands the parties of a ticket. What names nobody (`Support`, one letter) gives no pattern. */
export function readParties(parties: readonly Party[], dialogue: DialogueWords, language = ''): KnownParties {
  const { groups, roles, services, firms } = dialogue;
  const tag = language.slice(0, 2).toLowerCase();
  const words = new Map<string, KnownWord>();
  const initials = new Set<string>();
  const letters = new Set<string>();
  const particles = new Set<string>();
  const phones = new Set<string>();
  const ids = new Set<string>();
  const full = () => words.size + phones.size + ids.size + initials.size >= MAX_PATTERNS;

  function add(owner: number, kind: KnownWord['kind'], word: Word, cased: boolean, rest: readonly string[] = []): void {
    const spellings = kind === 'name' ? [word.folded, spelledOut(word.written)] : [word.folded];
    for (const spelling of spellings) {
      if (spelling === undefined || spelling.length < 2 || full()) continue;
      const key = `${spelling} ${rest.join(' ')}`;
      if (words.has(key)) continue;
      const forms = kind === 'username' ? [{ stem: spelling, endings: BARE }] : nameForms(spelling, word.written, tag);
      // A letter left out at the end is the commonest slip.
      if (kind === 'name' && spelling.length >= 8) forms.push({ stem: spelling.slice(0, -1), endings: BARE });
      words.set(key, { owner, kind, forms, cyrillic: kind === 'name' ? russianForms(spelling) : [], cased, rest });
    }
  }

  /** Gives the words of the name that count by themselves. */
  function addName(name: string, owner: number, isAgent: boolean): Word[] {
    const all = wordsOf(name.slice(0, MAX_FIELD));
    if (all.some(({ folded }) => isListed(folded, groups)) || (isAgent && isHouse(all, dialogue))) return [];
    const parts = all.filter(({ folded }) => folded.length >= 2 && !roles.has(folded) && !services.has(folded));
    // A name whose every word is a small one (Al, Du) is a name all the same.
    const big = parts.filter(({ folded }) => !dialogue.particles.has(folded));
    const counted = big.length > 0 ? big : parts;
    // `layer_shift`, `Drift Plan 3`: what its owner made up is made of words
    const made = /[_\d]/.test(name);
    for (const word of counted) add(owner, 'name', word, made || isCased(word.folded, dialogue));
    // Airlines and forms write no hyphen
    for (const [hyphened] of name.slice(0, MAX_FIELD).matchAll(/\p{L}{2,}(?:-\p{L}{2,})+/gu))
      for (const word of wordsOf(hyphened.replaceAll('-', ''))) add(owner, 'name', word, false);
    for (const { folded } of all)
      if (!counted.some((word) => word.folded === folded))
        if (dialogue.particles.has(folded) || dialogue.titles.has(folded)) particles.add(folded);
    for (const { folded } of counted) letters.add(folded[0]);
    for (const list of [counted, parts]) {
      const signed = list.map(({ folded }) => folded[0].toUpperCase()).join('');
      if (list.length > 1 && signed.length <= 4) {
        initials.add(signed);
        initials.add([...signed].reverse().join(''));
      }
    }
    if (counted.length > 1) {
      const first = counted[0];
      const last = counted[counted.length - 1];
      // What people make user names of
      const spelled = spelledOut(last.written) ?? last.folded;
      const joined = [
        first.folded[0] + spelled,
        first.folded + last.folded,
        parts.map(({ folded }) => folded).join(''),
        first.folded[0] + last.folded,
        first.folded[0] +
          all
            .slice(1)
            .map(({ folded }) => folded)
            .join(''),
        first.folded + last.folded[0],
        last.folded + first.folded[0],
      ];
      for (const user of joined) if (user.length >= 5) add(owner, 'username', { written: user, folded: user }, false);
    }
    return counted;
  }

  function addEmail(email: string, owner: number, isAgent: boolean, named: readonly Word[]): void {
    const at = email.lastIndexOf('@');
    if (at < 1 || email.length > MAX_FIELD) return;
    const local = wordsOf(email.slice(0, at));
    for (const word of local) {
      const { folded } = word;
      // What somebody called Joanne is called: jo.sykes
      if (local.length > 1 && (folded.length === 2 || folded.length === 3) && named.some((name) => name.folded.startsWith(folded)))
        add(owner, 'name', word, true);
      if (local.length === 1 && (folded.length === 2 || folded.length === 3)) initials.add(folded.toUpperCase());
      if (folded.length < 4 || roles.has(folded) || isListed(folded, groups)) continue;
      add(owner, 'name', word, isCased(folded, dialogue));
    }
    // The firm of the one who answers is the service itself
    if (!isAgent) addPhrase(firmOfHost(email, dialogue), owner);
  }

  function addPhrase(phrase: readonly Word[], owner: number): void {
    const [first, ...others] = phrase;
    if (first === undefined || first.folded.length < 2) return;
    if (others.length === 0 && (first.folded.length < 4 || roles.has(first.folded))) return;
    add(
      owner,
      'company',
      first,
      others.length === 0 && isCased(first.folded, dialogue),
      others.map(({ folded }) => folded),
    );
  }

  parties.slice(0, MAX_PARTIES).forEach((party, owner) => {
    const { role, name, email, phone, company } = party;
    const isAgent = role === 'agent';
    const named = typeof name === 'string' ? addName(name, owner, isAgent) : [];
    if (typeof email === 'string') addEmail(email, owner, isAgent, named);
    if (typeof company === 'string' && !isAgent) {
      const bare = withoutLegalForm(company.slice(0, MAX_FIELD), dialogue);
      addPhrase(bare, owner);
      // The word that people call the firm by
      const first = bare[0];
      if (bare.length > 1 && first.folded.length >= 7 && !firms.has(first.folded)) add(owner, 'company', first, true);
      // Firms called after two people
      if (/\p{L} (?:&|\+) \p{L}/u.test(company))
        for (const word of bare.slice(0, 2)) if (word.folded.length >= 4) add(owner, 'name', word, true);
    }
    if (typeof phone === 'string') {
      const core = phoneCore(phone.slice(0, MAX_FIELD));
      if (core !== undefined && !full()) phones.add(core);
    }
    // Tickets hold ids as numbers too, and one where there could be several.
    const given: readonly unknown[] = Array.isArray(party.ids) ? party.ids : [party.ids];
    for (const id of given) {
      const written = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
      const plain = written
        .slice(0, MAX_FIELD)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '');
      if (plain.length >= 4 && /\d/.test(plain) && !full()) ids.add(plain);
    }
  });
  return { dialogue, tag, words: [...words.values()], initials, letters, particles, phones: [...phones], ids: [...ids] };
}

/** The words of the domain of a mail address, unless it is a mail service's. */
function firmOfHost(email: string, { mailHosts }: DialogueWords): Word[] {
  const hosts = email
    .slice(email.lastIndexOf('@') + 1)
    .split('.')
    .slice(0, -1);
  const host = wordsOf(hosts[hosts.length - 1] ?? '');
  return host.length > 0 && mailHosts.has(host[0].folded) ? [] : host;
}

/** Shortest lone word that is the name of a service where no list has it as somebody's: first names are shorter. */
const MIN_HOUSE = 9;

/** The service itself answers: `Harbourline Hosting`, `Wolkenspeicher`. What stands alone or beside a word for what it does is nobody that the lists know. */
function isHouse(name: readonly Word[], { services, nameLists }: DialogueWords): boolean {
  const others = name.filter(({ folded }) => !services.has(folded));
  const beside = others.length < name.length;
  if (others.length > 1) return beside && !others.some(({ folded }) => nameLists.isFirst(folded));
  return others.length === 1 && (beside || others[0].folded.length >= MIN_HOUSE) && !nameLists.isName(others[0].folded);
}

function withoutLegalForm(company: string, { legalForms }: DialogueWords): Word[] {
  const phrase = wordsOf(company);
  return phrase.filter(({ folded }, i) => !(legalForms.has(folded) && (i === 0 || i === phrase.length - 1)));
}

const BARE: ReadonlySet<string> = new Set(['']);

function isCased(folded: string, { common }: DialogueWords): boolean {
  return folded.length <= 3 || common.has(folded);
}

/** The last eight digits, or all but the trunk zero of a shorter number; undefined for what is none. */
function phoneCore(phone: string): string | undefined {
  const digits = phone.replace(/(?:x|ext|tst|ank)\.?\s*\d+\s*$/i, '').replace(/\D/g, '');
  if (digits.length >= 9) return digits.slice(-8);
  const core = digits.replace(/^0/, '');
  return core.length >= 6 ? core : undefined;
}

/**
 * Words of a name that a message held, to be looked for from then on; `owner` tells them from others'. `sure`: the words around it said that it is a
 * name, so that it is one in small letters too.
 */
export function learnName(value: string, owner: number, dialogue: DialogueWords, language = '', sure = false): KnownWord[] {
  const words: KnownWord[] = [];
  const all = wordsOf(value.slice(0, 80));
  if (all.length > 5 || all.some(({ folded }) => isListed(folded, dialogue.groups))) return [];
  for (const { written, folded } of all) {
    if (folded.length < 3 || dialogue.roles.has(folded) || dialogue.particles.has(folded)) continue;
    words.push({
      owner,
      kind: 'name',
      forms: nameForms(folded, written, language.slice(0, 2).toLowerCase()),
      cyrillic: russianForms(folded),
      // A name that nobody vouches for never makes words of small letters into names.
      cased: !sure || isCased(folded, dialogue),
      listed: !isCased(folded, dialogue) && dialogue.nameLists.isFirst(folded),
      rest: [],
    });
  }
  return words;
}

/** Letters of a firm's only word that is looked for: shorter ones are words of something else too often. */
const MIN_FIRM = 7;

/** The firm that a message named, with its legal form or as the domain of a mail address, to be looked for by its bare name. */
export function learnFirm(value: string, owner: number, dialogue: DialogueWords): KnownWord | undefined {
  if (value.length > MAX_FIELD) return undefined;
  const phrase = value.includes('@') ? firmOfHost(value, dialogue) : withoutLegalForm(value, dialogue);
  const [first, ...others] = phrase;
  if (first === undefined || first.folded.length < 2 || (others.length === 0 && first.folded.length < MIN_FIRM)) return undefined;
  return {
    owner,
    kind: 'company',
    forms: [{ stem: first.folded, endings: BARE }],
    cyrillic: [],
    cased: others.length === 0,
    rest: others.map(({ folded }) => folded),
  };
}
