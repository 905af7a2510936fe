import { letterOf } from '../letters.ts';
import type { DialogueWords } from '../types.ts';
import type { KnownHit } from './hits.ts';
import { isCapital, isCyrillic, isSmall, latinOf } from './latin-letters.ts';
import { type KnownCode, KnownCodes } from './known-codes.ts';
import { knownEndings, knownNumbers } from './known-numbers.ts';
import type { KnownParties, KnownWord } from './parties.ts';
import { isShortFor, isSlipOf, slipOf, soundOf, type SpelledName } from './name-slips.ts';
import { MIN_SPELLED, spelledWords } from './spelled-words.ts';

/** Longest finding of a name or an id, in view units; what would be longer is two findings. */
export const MAX_KNOWN = 96;
/** Most letters of a word that is looked up. */
const MAX_WORD = 40;
/** Longest ending of a form. */
const MAX_ENDING = 5;
const PARTY_SCORE = 0.95;
const LEARNED_SCORE = 0.8;

/** Words, initials, numbers and ids of one conversation, looked for in one pass over a text. */
export class Known {
  readonly #parties: KnownParties;
  readonly #dialogue: DialogueWords;
  readonly #stems = new Map<string, { word: KnownWord; endings: ReadonlySet<string>; cyrillic: boolean }[]>();
  /** One bit for the first two letters of each stem: most words of a text are told to be none of ours by it. */
  readonly #starts = new Uint32Array(32);
  readonly #firstLearned: number;
  readonly #endings: ReadonlySet<string>;
  readonly #codes: KnownCodes;
  /** Names that nothing but a slip or a short form would hide: of the ticket, and such as were found with certainty. */
  readonly #spelled: SpelledName[] = [];
  /** One bit for the first letters of them. */
  #letters = 0;
  /** Owners of whom one word is known. */
  readonly #single = new Set<number>();

  /** `learned`: names that messages held, whose owners count from `firstLearned`; `endings`: last digits of cards; `codes`: numbers and codes that messages held. */
  constructor(
    parties: KnownParties,
    learned: readonly KnownWord[] = [],
    firstLearned = Number.MAX_SAFE_INTEGER,
    endings: ReadonlySet<string> = new Set(),
    codes: Iterable<KnownCode> = [],
  ) {
    this.#endings = endings;
    this.#codes = new KnownCodes(codes);
    this.#parties = parties;
    this.#dialogue = parties.dialogue;
    this.#firstLearned = firstLearned;
    const several = new Set<number>();
    for (const word of [...parties.words, ...learned]) {
      if (word.kind !== 'name' || this.#single.has(word.owner)) several.add(word.owner);
      else this.#single.add(word.owner);
      const folded = word.forms[0]?.stem ?? '';
      if (word.kind === 'name' && (word.owner < firstLearned || !word.cased)) this.#spell(word.owner, folded);
      for (const { stem, endings } of word.forms) this.#add(stem, { word, endings, cyrillic: false });
      for (const { stem, endings } of word.cyrillic) this.#add(stem, { word, endings, cyrillic: true });
    }
    for (const owner of several) this.#single.delete(owner);
  }

  #spell(owner: number, folded: string): void {
    this.#spelled.push({ owner, folded, sound: soundOf(folded) });
    this.#letters |= letterBit(folded.charCodeAt(0));
  }

  #add(stem: string, entry: { word: KnownWord; endings: ReadonlySet<string>; cyrillic: boolean }): void {
    const list = this.#stems.get(stem);
    if (list === undefined) this.#stems.set(stem, [entry]);
    // A firm's whole name is looked for before the name of whom it is called after.
    else if (entry.word.rest.length > 0) list.unshift(entry);
    else list.push(entry);
    // A stem of one letter does not come up: names have two, and endings are cut from three.
    const bit = startBit(stem.charCodeAt(0), stem.charCodeAt(1));
    this.#starts[bit >>> 5] |= 1 << (bit & 31);
  }

  get isEmpty(): boolean {
    const { initials, phones, ids } = this.#parties;
    return (
      this.#stems.size === 0 &&
      initials.size === 0 &&
      phones.length === 0 &&
      ids.length === 0 &&
      this.#endings.size === 0 &&
      this.#codes.isEmpty
    );
  }

  /** What of it stands in a view's text. */
  in(text: string): KnownHit[] {
    if (this.isEmpty) return [];
    const hits: KnownHit[] = [];
    const parts = this.#words(text);
    for (let i = 0; i < parts.length; ) i = this.#join(text, parts, i, hits);
    this.#lettered(text, hits);
    this.#signed(text, hits);
    knownNumbers(text, this.#parties, hits);
    knownEndings(text, this.#endings, hits);
    this.#codes.find(text, hits);
    return hits;
  }

  /** Names that are spelled out; what goes on in single letters behind one is no part of it. */
  #lettered(text: string, hits: KnownHit[]): void {
    if (this.#stems.size === 0) return;
    for (const { start, word, starts, ends } of spelledWords(text))
      for (let size = word.length; size >= MIN_SPELLED; size--) {
        const part = this.#lookup(word.slice(0, size), 0, size);
        if (part?.kind !== 'name') continue;
        const found = { category: 'person', type: 'party', score: PARTY_SCORE } as const;
        // `Q wie Quelle, U wie Ulrich`: too long for one finding
        if (ends[size - 1] - start <= MAX_KNOWN) hits.push({ start, end: ends[size - 1], ...found });
        else for (let i = 0; i < size; i++) hits.push({ start: starts[i], end: i + 1 < size ? starts[i + 1] : ends[i], ...found });
        break;
      }
  }

  /** `v.d.H.-L.` on the last line: its capitals begin words of names. */
  #signed(text: string, hits: KnownHit[]): void {
    const signed = DOTTED.exec(text.slice(-MAX_DOTTED));
    const capitals = signed?.[1].match(/\p{Lu}/gu) ?? [];
    if (signed === null || capitals.length < 2 || !capitals.every((letter) => this.#parties.letters.has(latinOf(letter, 0, 1)))) return;
    const start = Math.max(0, text.length - MAX_DOTTED) + signed.index + signed[0].indexOf(signed[1]);
    hits.push({ start, end: start + signed[1].length, category: 'person', type: 'party', score: PARTY_SCORE });
  }

  /** Words that are ours, ascending. */
  #words(text: string): Part[] {
    const parts: Part[] = [];
    const { initials } = this.#parties;
    for (let i = 0; i < text.length; ) {
      const unit = text.charCodeAt(i);
      if (unit === 0x5b) {
        i = afterPlaceholder(text, i);
        continue;
      }
      if (letterOf(unit) === 0) {
        i++;
        continue;
      }
      const start = i;
      do i++;
      while (i < text.length && (letterOf(text.charCodeAt(i)) !== 0 || isMark(text.charCodeAt(i))));
      if (i - start > MAX_WORD) continue;
      const size = i - start;
      if (
        size === 1 &&
        isCapital(unit) &&
        this.#parties.letters.has(latinOf(text, start, i)) &&
        signsAsLetter(text, start, i, this.#dialogue)
      ) {
        parts.push({ start, end: i, owner: -1, kind: 'name', small: false, weak: false });
        continue;
      }
      if (size <= 4 && initials.size > 0 && isCapital(unit) && isSigned(text, start, i, this.#dialogue.greetings)) {
        const upper = latinOf(text, start, i).toUpperCase();
        if (size > 1 && initials.has(upper)) {
          parts.push({ start, end: i, owner: -1, kind: 'name', small: false, weak: false });
          continue;
        }
      }
      if (size < 2) continue;
      const mayStart = isCyrillic(unit) || this.#mayStart(letterOf(unit), letterOf(text.charCodeAt(start + 1)));
      const part = (mayStart ? this.#lookup(text, start, i) : undefined) ?? this.#otherForm(text, start, i);
      if (part === undefined) continue;
      parts.push(part);
      i = Math.max(i, part.end);
    }
    return parts;
  }

  #mayStart(first: number, second: number): boolean {
    const bit = startBit(first, second);
    return (this.#starts[bit >>> 5] & (1 << (bit & 31))) !== 0;
  }

  #lookup(text: string, start: number, end: number): Part | undefined {
    const folded = latinOf(text, start, end);
    const cyrillic = isCyrillic(text.charCodeAt(start));
    for (let cut = folded.length; cut >= 2 && cut >= folded.length - MAX_ENDING; cut--) {
      const entries = this.#stems.get(folded.slice(0, cut));
      if (entries === undefined) continue;
      const ending = folded.slice(cut);
      for (const { word, endings, cyrillic: forCyrillic } of entries) {
        if (forCyrillic !== cyrillic && !(cyrillic && ending === '')) continue;
        if (!endings.has(ending)) continue;
        const { kind, owner } = word;
        const to = word.rest.length === 0 ? end : phraseEnd(text, end, word.rest);
        if (to < 0) continue;
        // A form that is another word, or no longer long enough to be sure, needs its capital even when the name itself does not.
        const cased = word.cased && !(word.listed === true && text.slice(start, end).toLowerCase() === folded);
        const doubtful = cased || folded.length <= 3 || (ending !== '' && (cut <= 4 || this.#dialogue.common.has(folded)));
        const small = isSmall(text.charCodeAt(start));
        const weak =
          doubtful &&
          small &&
          word.rest.length === 0 &&
          !(
            owner < this.#firstLearned &&
            (isThanked(text, start, end, this.#dialogue.greetings) ||
              isTitled(text, start, this.#dialogue) ||
              (!isOrdinary(folded, this.#dialogue) && signsOff(text, start, end)))
          );
        if (weak && (kind !== 'name' || owner >= this.#firstLearned)) continue;
        return {
          start,
          end: kind === 'company' ? withLegalForm(text, to, this.#dialogue.legalForms) : to,
          owner,
          kind,
          small,
          weak,
          doubtful: doubtful && isOrdinary(folded, this.#dialogue) ? folded : undefined,
        };
      }
    }
    return undefined;
  }

  /** A word that is a name of ours in another spelling (`Katarzina`), or in short where somebody signs or is greeted (`Trev`). */
  #otherForm(text: string, start: number, end: number): Part | undefined {
    if (this.#spelled.length === 0) return undefined;
    const small = !isCapital(text.charCodeAt(start));
    const alone = closes(text, end) && standsAlone(text, start, end, small, this.#dialogue.greetings);
    // Most words of a text end here: a slip keeps the first letter
    const maySlip = !small && (this.#letters & letterBit(letterOf(text.charCodeAt(start)))) !== 0;
    if (!alone && !maySlip) return undefined;
    const folded = latinOf(text, start, end);
    if (this.#isWord(folded)) return undefined;
    const name =
      (alone ? this.#spelled.find((known) => isShortFor(folded, known)) : undefined) ??
      (maySlip ? slipOf(folded, this.#spelled) : undefined);
    return name && { start, end, owner: name.owner, kind: 'name', small, weak: false };
  }

  #isWord(folded: string): boolean {
    const { roles, stops, fillers, particles } = this.#dialogue;
    return isOrdinary(folded, this.#dialogue) || roles.has(folded) || stops.has(folded) || fillers.has(folded) || particles.has(folded);
  }

  /** Start of a short or misspelled first name before the surname at `start`: `Siggi M\u00f6lleken`, `co stuivenberg`. */
  #givenBefore(text: string, start: number, surname: string, owner: number): number {
    if (text.charCodeAt(start - 1) !== 0x20) return start;
    const from = wordStart(text, start - 1);
    const folded = latinOf(text, from, start - 1);
    if (folded.length < 2 || this.#isWord(folded) || isCapital(text.charCodeAt(from)) !== isCapital(text.charCodeAt(start))) return start;
    // `heet ie Joost`: two letters are a name where nothing but a greeting stands before them
    if (folded.length === 2 && from > 0 && text[from - 1] !== '\n' && !this.#dialogue.greetings.has(wordBefore(text, from))) return start;
    const given = this.#spelled.some(
      (name) => name.owner === owner && name.folded !== surname && (isShortFor(folded, name) || isSlipOf(folded, name)),
    );
    return given ? from : start;
  }

  /** Joins the words of one name from parts[i] on, and gives the index after them. */
  #join(text: string, parts: readonly Part[], i: number, hits: KnownHit[]): number {
    const first = parts[i];
    const { letters, particles } = this.#parties;
    let { end } = first;
    let { start } = first;
    let next = i + 1;
    let weak = first.weak;
    if (first.kind === 'name' && first.owner >= 0) {
      start = beforeName(text, start, letters, particles);
      if (start === first.start) start = this.#givenBefore(text, start, latinOf(text, start, first.end), first.owner);
      for (;;) {
        const grown = this.#initialAfter(text, end);
        if (next < parts.length && parts[next].kind === 'name' && parts[next].end - start <= MAX_KNOWN) {
          const part = parts[next];
          const between = text.slice(end, part.start);
          // anna.berg is how mail addresses and files spell a name
          const beside = /^[ ._-]$/.test(between);
          // A comma turns a name around: `Berg, Anna`. Behind a whole name something else begins.
          if (between.startsWith(',') && next > i + 1) break;
          if ((part.weak || parts[next - 1].weak) && !(beside && part.owner === first.owner && part.small && parts[next - 1].small)) break;
          const same = part.owner === first.owner || part.owner >= this.#firstLearned || first.owner >= this.#firstLearned;
          if ((same && isNameGap(between, particles)) || beside) {
            end = part.end;
            weak &&= part.weak;
            next++;
            continue;
          }
        }
        if (grown > end) end = grown;
        break;
      }
    }
    if (weak) return next;
    if (next === i + 1 && this.#single.has(first.owner) && this.#parties.tag !== 'de') end = this.#surnameAfter(text, end);
    const alone = next === i + 1 && start === first.start && end === first.end;
    if (alone && first.doubtful !== undefined && !isBelieved(text, first, this.#dialogue, this.#parties.tag === 'de')) return next;
    if (first.kind !== 'company') end = afterGenitive(text, end);
    const learned = first.owner >= this.#firstLearned;
    const user = first.kind === 'name' ? userNameAround(text, start, end) : undefined;
    if (user !== undefined) ({ start, end } = user);
    hits.push({
      start,
      end,
      category: user !== undefined ? 'username' : first.kind === 'name' ? 'person' : first.kind,
      type: learned ? 'propagated' : 'party',
      score: learned ? LEARNED_SCORE : PARTY_SCORE,
    });
    return next;
  }

  /** End of the surname behind a first name, of which nothing else is known: `Tage Viklund.` */
  #surnameAfter(text: string, at: number): number {
    const surname = SURNAME.exec(text.slice(at, at + MAX_WORD))?.[1];
    return surname === undefined || this.#isWord(latinOf(surname, 0, surname.length)) ? at : at + 1 + surname.length;
  }

  /** End of ` O.` behind a name, when the letter begins a word of a name that is known. */
  #initialAfter(text: string, at: number): number {
    if (text.charCodeAt(at) !== 0x20) return at;
    const unit = text.charCodeAt(at + 1);
    if (text.charCodeAt(at + 2) !== 0x2e || !isCapital(unit)) return at;
    return this.#parties.letters.has(latinOf(text, at + 1, at + 2)) || this.#firstLearned < Number.MAX_SAFE_INTEGER ? at + 3 : at;
  }
}

/** A word with a capital that ends its phrase. */
const SURNAME = /^ (\p{Lu}\p{Ll}{2,24}(?:-\p{Lu}\p{Ll}{2,24})?)(?=[.,!?]|\r?\n|$)/u;
/** Letters and full stops on the last line: `v.d.H.-L.` */
const DOTTED = /\n[ \t]{0,4}((?:\p{L}{1,2}\.[ -]?){2,6})\s{0,4}$/u;
const MAX_DOTTED = 32;

/** A vowel sign of an Indian or a Thai word and the like, which belongs to the letter before it. Marks of Latin letters are no part of a view. */
function isMark(unit: number): boolean {
  return unit >= 0x300 && /\p{M}/u.test(String.fromCharCode(unit));
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly owner: number;
  readonly kind: KnownWord['kind'];
  /** Begins with a small letter. */
  readonly small: boolean;
  /** A word of small letters that counts only beside another part that is written small. */
  readonly weak: boolean;
  /** The folded word, when the words around it must say that it is a name. */
  readonly doubtful?: string | undefined;
}

function letterBit(letter: number): number {
  return 1 << (letter & 31);
}

function startBit(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & 1023;
}

function isOrdinary(folded: string, { common, openers, months }: DialogueWords): boolean {
  return common.has(folded) || openers.has(folded) || months.has(folded);
}

/** `[NAME]` holds no name. */
function afterPlaceholder(text: string, at: number): number {
  let end = at + 1;
  while (end < at + 40) {
    const unit = text.charCodeAt(end);
    if (!((unit >= 0x41 && unit <= 0x5a) || unit === 0x5f)) break;
    end++;
  }
  return end > at + 2 && text.charCodeAt(end) === 0x5d ? end + 1 : at + 1;
}

/** Between the parts of one name: a blank, a comma, a hyphen, a full stop, particles of that name. */
function isNameGap(between: string, particles: ReadonlySet<string>): boolean {
  if (between.length > 24) return false;
  const words = between.match(/\p{L}+/gu) ?? [];
  if (!words.every((word) => particles.has(latinOf(word, 0, word.length)) || word.length === 1)) return false;
  return /^[ .,'"_-]{1,3}$/.test(between.replace(/\p{L}+[ .]?/gu, '')) && !/\n/.test(between);
}

/** Where a name begins that has a particle or an initial before its known word: `von Wackerbarth`, `S. Lindemann`. */
function beforeName(text: string, start: number, letters: ReadonlySet<string>, particles: ReadonlySet<string>): number {
  for (let turn = 0; turn < 3; turn++) {
    let end = start;
    if (text.charCodeAt(end - 1) !== 0x20) return start;
    end--;
    const dotted = text.charCodeAt(end - 1) === 0x2e;
    if (dotted) end--;
    let from = end;
    while (from > 0 && end - from < 10 && letterOf(text.charCodeAt(from - 1)) !== 0) from--;
    if (from === end) return start;
    const folded = latinOf(text, from, end);
    const two = dotted && end - from === 1 && text.charCodeAt(from - 1) === 0x2e && letterOf(text.charCodeAt(from - 2)) !== 0;
    const foremost = two ? from - 2 : from;
    const initial = end - from === 1 && isInitial(text, foremost, dotted, letters);
    // W.A.
    if (initial && two) from = foremost;
    if (!initial && (dotted || !particles.has(folded))) return start;
    start = from;
  }
  return start;
}

/** A capital, or a small letter that begins a word of the name: with a full stop, or at the start of a line (`a klavins`). */
function isInitial(text: string, at: number, dotted: boolean, letters: ReadonlySet<string>): boolean {
  const known = letters.has(latinOf(text, at, at + 1));
  if (isCapital(text.charCodeAt(at))) return dotted || known;
  return known && (dotted ? letterOf(text.charCodeAt(at - 1)) === 0 : at > 0 && text.charCodeAt(at - 1) === 0x0a);
}

/** `'s` of a genitive. */
function afterGenitive(text: string, end: number): number {
  return text.charCodeAt(end) === 0x27 && (text.charCodeAt(end + 1) | 0x20) === 0x73 && letterOf(text.charCodeAt(end + 2)) === 0
    ? end + 2
    : end;
}

/** End of the words `rest` behind `at`, the last with a short ending; -1 when they do not stand there. */
function phraseEnd(text: string, at: number, rest: readonly string[]): number {
  for (let i = 0; i < rest.length; i++) {
    let from = at;
    while (from < at + 4 && letterOf(text.charCodeAt(from)) === 0 && from < text.length) from++;
    let to = from;
    while (to < from + MAX_WORD && letterOf(text.charCodeAt(to)) !== 0) to++;
    const folded = latinOf(text, from, to);
    const whole = folded === rest[i];
    if (
      from === at ||
      !(whole || (i === rest.length - 1 && folded.startsWith(rest[i].slice(0, -1)) && folded.length <= rest[i].length + 2))
    )
      return -1;
    at = to;
  }
  return at;
}

/** End of ` AB` behind a firm's name. */
function withLegalForm(text: string, end: number, legalForms: ReadonlySet<string>): number {
  if (text.charCodeAt(end) !== 0x20) return end;
  let to = end + 1;
  while (to < end + 8 && letterOf(text.charCodeAt(to)) !== 0) to++;
  const word = latinOf(text, end + 1, to);
  return word.length > 1 && legalForms.has(word) && isCapital(text.charCodeAt(end + 1)) ? to : end;
}

/** A user name that holds the name at `start`: `anna_93`, `xx_anna`, `anna1993`, `berg.a`, but no file or address called after somebody. */
function userNameAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const from = start - (/[\p{L}\p{N}_]{1,20}_$/u.exec(text.slice(Math.max(0, start - 24), start))?.[0].length ?? 0);
  const to = end + (USER_REST.exec(text.slice(end - 1, end + 24))?.[1].length ?? 0);
  if (from === start && to === end) return undefined;
  return BEGINS_NO_NAME.test(text.slice(Math.max(0, from - 1), from)) || GOES_ON.test(text.slice(to, to + 2))
    ? undefined
    : { start: from, end: to };
}
const USER_REST = /^.(_[\p{L}\p{N}_]{1,20}|\d{2,4}|(?<=^\p{Ll})\.\p{Ll}(?![\p{L}\p{N}.@]))/u;
const BEGINS_NO_NAME = /[\p{L}\p{N}_@./\\-]/u;
const GOES_ON = /^(?:[\p{L}\p{N}_@/\\-]|\.\p{L})/u;

/** Letters that somebody signs with: at the end of a line, at its beginning or behind a slash, a dash or one word. */
function isSigned(text: string, start: number, end: number, greetings: ReadonlySet<string>): boolean {
  let after = end;
  while (after < end + 4 && (text.charCodeAt(after) === 0x20 || text.charCodeAt(after) === 0x2e || text.charCodeAt(after) === 0x0d))
    after++;
  if (after < text.length && text.charCodeAt(after) !== 0x0a) return false;
  let before = start - 1;
  while (before >= start - 4 && text.charCodeAt(before) === 0x20) before--;
  if (before < 0) return true;
  const unit = text.charCodeAt(before);
  if (unit === 0x0a || unit === 0x2f || unit === 0x2d || unit === 0x7e || unit === 0x2e || unit === 0x2c) return true;
  return greetings.has(wordBefore(text, start));
}

/** The folded word before `at`, over blanks only; '' when there is none. */
function wordBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && end > at - 4 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0x2e)) end--;
  return latinOf(text, wordStart(text, end), end);
}

/** Start of the letters that end at `end`, of which at most 20 are read. */
function wordStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < 20 && letterOf(text.charCodeAt(from - 1)) !== 0) from--;
  return from;
}

/** What ends a phrase stands right behind it. */
function closes(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  return end >= text.length || unit === 0x0a || unit === 0x0d || unit === 0x2c || unit === 0x2e || unit === 0x21 || unit === 0x3f;
}

/** A short form stands so: on a line of its own below others, behind a dash or stroke that ends the text, or greeted; in small letters behind a dash or stroke alone. */
function standsAlone(text: string, start: number, end: number, small: boolean, greetings: ReadonlySet<string>): boolean {
  const size = end - start;
  const before = text.slice(Math.max(0, start - 3), start);
  if (ENDS_LINE.test(text.slice(end, end + 4)) && (small ? SIGN : LINE_OR_SIGN).test(before))
    return size > 2 || (!small && before.endsWith('\n'));
  if (!small && size > 2 && (signsOff(text, start, end) || (text.charCodeAt(end) === 0x2c && OPENS.test(before)))) return true;
  return !small && size > 2 && greetings.has(wordBefore(text, text.charCodeAt(start - 2) === 0x2c ? start - 2 : start));
}
/** The message begins here, or one that it hands on. */
const OPENS = /(?:^|\n\r?\n)$/;
const ENDS_LINE = /^[ .!]{0,2}(?:\r?\n|$)/;
const SIGN = /(?:^|[\s.!])[-~/\u2013] ?$/;
const LINE_OR_SIGN = /\n$|(?:^|[\s.!])[-~/\u2013] ?$/;

/** Whether a word that is also an ordinary one stands where a name stands. `nouns`: the language writes every noun with a capital. */
function isBelieved(
  text: string,
  { start, end, small, doubtful: folded = '' }: Part,
  { greetings, months, openers, fillers }: DialogueWords,
  nouns: boolean,
): boolean {
  const near = wordBefore(text, start);
  // `ich hei\u00dfe auch Max`
  const before = fillers.has(near) ? wordBefore(text, start - near.length - 1) : near;
  const sign = text.slice(Math.max(0, start - 4), start);
  // `WINTER3` is a code
  if (/^\d/.test(text.slice(end, end + 1))) return false;
  // `the plan "Summer M"`: a thing is called so
  if (!small && /\p{L} ["\u201c\u201e\u00ab]$/u.test(sign)) return false;
  if (greetings.has(before) || /(?:['\u2019](?:m|s)|[:"<(>/@])\s*$/.test(sign)) return true;
  const next = text.charCodeAt(end);
  const ends = end >= text.length || next === 0x0a || next === 0x0d;
  const closed = ends || next === 0x2c || next === 0x21 || next === 0x3a || next === 0x2e || next === 0x3f;
  // The full stop of `31. Mai` ends no sentence
  const opens = !/\d\.\s$/.test(sign) && (before === '' || /[.!?\n>]\s*$/.test(sign));
  if (months.has(folded) && folded !== 'mei') return opens && (next === 0x2c || ends);
  if (nouns) return (opens && closed) || (ends && sign.endsWith(', '));
  if (openers.has(folded)) return opens ? closed && next !== 0x3f : !(next === 0x20 && isAllCaps(text, start, end));
  if (isAllCaps(text, start, end) && end - start > 1) return closed || !isAllCaps(text, Math.max(0, start - 6), start);
  return true;
}

/** A word of small letters that ends a line behind a greeting: `thanks mark`. */
function isThanked(text: string, start: number, end: number, greetings: ReadonlySet<string>): boolean {
  if (start === 0 || !/^(?:,|[\s.!)]*(?:\n|$))/.test(text.slice(end, end + 6))) return false;
  const comma = text.charCodeAt(start - 2) === 0x2c ? start - 2 : start;
  return greetings.has(wordBefore(text, comma));
}

/** A title or a form of address stands before it: `frau sommer`. */
function isTitled(text: string, start: number, { roles, greetings }: DialogueWords): boolean {
  const before = wordBefore(text, start);
  return roles.has(before) && greetings.has(before);
}

/** A lone capital that signs: behind the last sentence of a message or a paragraph, or on a line of its own. */
function signsAsLetter(text: string, start: number, end: number, { greetings }: DialogueWords): boolean {
  const isLast = LAST_WORDS.test(text.slice(Math.max(0, start - 4), start)) || greetings.has(wordBefore(text, start));
  return isLast && /^[ .x]{0,4}(?:\r?\n\s*\r?\n|\s*$)/.test(text.slice(end, end + 12));
}
const LAST_WORDS = /[\p{L}\d][.!?)]{1,3} {1,3}$|\p{Extended_Pictographic}\ufe0f? ?$|\n$/u;

/** A word behind the last sentence of a message, or of all that its sender wrote: `good one. ole`. */
function signsOff(text: string, start: number, end: number): boolean {
  return (
    /(?:[.!?)\p{Extended_Pictographic}] |\n)$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    /^[ .!x]{0,4}(?:\r?\n--|$)/.test(text.slice(end, end + 8))
  );
}

/** True for a stretch that holds capitals and no small letter. */
function isAllCaps(text: string, start: number, end: number): boolean {
  let capitals = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (letterOf(unit) === 0) continue;
    if (!isCapital(unit)) return false;
    capitals++;
  }
  return capitals > 0;
}
