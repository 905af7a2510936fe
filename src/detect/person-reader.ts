import type { DetectorSetup, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import { flagsOfWord } from './names/inflection.ts';
import { wordEndings } from './rule-options.ts';
import { type WordHits, wordHits } from './word-hits.ts';
import { foldWord } from './words.ts';

/** Longest name that is read: five parts and what joins them. */
export const MAX_NAME = 72;
const MAX_PARTS = 5;
/** Begins a surname with the particle behind it. */
const DUTCH_PREPOSITION = /^(?:in|op|aan|onder|over|uit|bij|voor) (?='t |de |den |der |het )/i;
const MAX_PART = 32;
const LONGEST_PARTICLE = 9;
/** Longest word that a full stop abbreviates: `Prof.`, `Fam.`, `mevr.` */
export const LONGEST_ABBREVIATED = 5;
const LONGEST_NAMED = 9;
const SHORTEST_POST = 7;

/** Lists that every reader of names takes from its rule. */
export const NAME_LISTS = ['stop', 'named', 'particles', 'titles', 'posts'];
/** What `nameSignals` can say. */
export const NAME_SIGNALS = [
  'first',
  'rare-first',
  'word-first',
  'last',
  'rare-last',
  'word-last',
  'then-last',
  'then-word',
  'then-first',
  'then-capital',
  'then-initial',
  'initials',
  'lower',
  'ends',
  'caps',
  'inflected',
  'number',
  'model',
];
/** Options that every reader of names understands. */
export const NAME_OPTIONS = ['surnames'];
/** Lists that a reader looks up itself: their words stand everywhere. */
export const OWN_LISTS = ['stop', 'named', 'particles', 'posts'];

/** How a part of a name is written. */
export type PartKind = 'capital' | 'initial' | 'particle' | 'lower';

export interface NamePart {
  readonly start: number;
  readonly end: number;
  readonly kind: PartKind;
  /** Bits of FLAG. */
  readonly flags: number;
  /** It ends as surnames do. */
  readonly shape: boolean;
}

/**
 * Which lower-case words count as parts: none, common first names on the lists, any first names there, these and common surnames, all names that are
 * no words, or (for the first part) any that is no stop word.
 */
export type LowerCase = 'no' | 'listed' | 'rare' | 'bare' | 'titled' | 'any';

/** What speaks for a part: words in front say that a name follows, a title does, the part before is a particle. */
interface Around {
  readonly led: boolean;
  readonly titled: boolean;
  readonly joined: boolean;
  /** The first part has a capital. */
  readonly capital: boolean;
}

/** Reads names from a scan: capitalised words, particles between them, initials. */
export class NameReader {
  readonly #titles: WordHits;
  readonly #isParticle: (word: string) => boolean;
  /** Stop words that with a capital are names, as they are written: Maja is no Latvian house (m\u0101ja), M\u00e5ns not Latvian for `my` (mans). */
  readonly #named: ReadonlySet<string>;
  readonly #stop: (text: string, at: number) => number;
  readonly #endsAsPost: (word: string) => boolean;
  readonly #surname: RegExp | null;
  #scan: Scan | undefined;

  constructor(setup: DetectorSetup) {
    this.#titles = wordHits([setup.concept('titles')]);
    this.#isParticle = setup.list('particles');
    this.#named = new Set(
      Object.values(setup.rule.words?.named ?? setup.category.words?.named ?? {}).flatMap((list) => list.map((word) => word.toLowerCase())),
    );
    this.#stop = setup.phrases('stop');
    this.#endsAsPost = wordEndings(setup.rule.words?.posts ?? setup.category.words?.posts);
    const surnames = (setup.rule.options?.surnames as readonly string[] | undefined) ?? [];
    this.#surname = surnames.length === 0 ? null : new RegExp(`.(?:${surnames.join('|')})$`, 'iu');
  }

  look(scan: Scan): this {
    this.#scan = scan;
    return this;
  }

  /** A stop word, or several words that together are one, begins here and does not end inside the word. */
  isStop(at: number, end = this.wordEnd(at)): boolean {
    const { text } = this.#scan as Scan;
    // `That's` is that
    return this.#stop(text, at) >= (isPossessive(text, end) ? end - 2 : end) || this.#isPost(text, at, end);
  }

  /** End of the stop word or words that begin at `at`; at most `at` when none do. */
  stopEnd(at: number): number {
    return this.#stop((this.#scan as Scan).text, at);
  }

  /** A compound that says what somebody does or where, and is no name that the lists know: `Reklamationsavdelningen`, but `Estelle`. */
  #isPost(text: string, at: number, end: number): boolean {
    return (
      end - at >= SHORTEST_POST &&
      this.#endsAsPost(foldWord(text.slice(at, end))) &&
      (this.flagsOf(at, end) & (FLAG.first | FLAG.last)) === 0
    );
  }

  /** Offset after titles and the spaces behind them: `Frau Dr. Mustermann`. */
  afterTitles(at: number): number {
    const scan = this.#scan as Scan;
    for (let n = 0; n < 3; n++) {
      const end = this.#titles.endFrom(scan, at, 1);
      if (end === 0) return at;
      // `Danke, Frau. Die Karte`: a full stop ends the sentence where nothing is abbreviated
      if (scan.text.charCodeAt(end) === 0x2e && end - at > LONGEST_ABBREVIATED) return at;
      let next = end;
      while (next < end + 3 && isOneOf(scan.text.charCodeAt(next), '. ')) next++;
      if (next === end) return at;
      at = next;
    }
    return at;
  }

  /** Parts of the name that begins at `at`; empty when none does. `led`: something says that a name stands here, so it may begin with a particle; `titled`: a title does, so a surname may be a word that is none elsewhere (`Frau Sommer`). */
  read(at: number, lower: LowerCase = 'no', led = false, titled = false): NamePart[] {
    const scan = this.#scan as Scan;
    const { text } = scan;
    const parts: NamePart[] = [];
    const limit = at + MAX_NAME;
    let solid = 0;
    while (solid < MAX_PARTS && parts.length < 8) {
      const joined = parts.length > 0 && parts[parts.length - 1].kind === 'particle';
      const part = this.#part(at, lower, solid, { led, titled, joined, capital: parts.length > 0 && parts[0].kind === 'capital' });
      if (part === null || part.end > limit || (solid > 1 && goesOnInCapitals(text, parts, part))) break;
      if (lower !== 'any' && solid > 0 && (isSign(text, parts, part) || isPhrase(text, parts, part))) break;
      parts.push(part);
      if (part.kind !== 'particle') solid++;
      if (isPossessive(text, part.end)) break;
      const next = this.#next(part);
      if (next === 0) break;
      at = next;
    }
    while (parts.length > 0 && parts[parts.length - 1].kind === 'particle') parts.pop();
    // A lone initial names nobody
    return solid === 1 && parts.length > 0 && parts[0].kind === 'initial' ? [] : parts;
  }

  /** Where the next part can begin: after one space, or right after the dot of an initial. */
  #next(part: NamePart): number {
    const { text } = this.#scan as Scan;
    let at = part.end;
    if (text.charCodeAt(at) === 0x20) {
      const next = text.charCodeAt(at + 1);
      if (isOneOf(next, '"\u201c\u201e(')) return afterNickname(text, at);
      return isOneOf(next, ' \t') ? 0 : at + 1;
    }
    if (part.kind === 'initial' && text.charCodeAt(at - 1) === 0x2e) return at;
    if (part.kind === 'particle' && isOneOf(text.charCodeAt(at - 1), "'.")) return at;
    at = 0;
    return at;
  }

  #part(at: number, lower: LowerCase, before: number, around: Around): NamePart | null {
    const { led, titled, joined, capital } = around;
    const scan = this.#scan as Scan;
    const { text } = scan;
    const end = this.wordEnd(at);
    // `Joost van 't Hof`
    if (end === at && isShortArticle(text, at)) return { start: at, end: at + 2, kind: 'particle', flags: 0, shape: false };
    const abbreviated = end - at === 1 ? abbreviatedParticle(text, at) : 0;
    if (abbreviated > at && (before > 0 || led)) return { start: at, end: abbreviated, kind: 'particle', flags: 0, shape: false };
    if (end === at || end - at > MAX_PART) return null;
    if (isBad(text.charCodeAt(end)) || isModel(text, end)) return null;
    // `al-Khatib`: the capital stands behind the article
    const small = !isCapital(text, at) && !(before > 0 && text.charCodeAt(at + 2) === 0x2d && isCapital(text, at + 3));
    const particle = this.#particle(at, end);
    // A particle is one only between names, or before one
    if (
      particle &&
      text.charCodeAt(end) === 0x20 &&
      (small
        ? isCapital(text, end + 1) ||
          isShortArticle(text, end + 1) ||
          before > 0 ||
          (led && this.#leadsToCapital(end + 1)) ||
          (titled && lower !== 'no' && this.#leadsToSurname(end + 1))
        : (before > 0 || led) &&
          (isCapital(text, end + 1) || isShortArticle(text, end + 1) || this.#particle(end + 1, this.wordEnd(end + 1))))
    )
      return { start: at, end, kind: 'particle', flags: 0, shape: false };
    if (isContraction(text, at, end)) return null;
    // `S-E L\u00f6\u00f6f`
    if (end - at === 3 && !small && text.charCodeAt(at + 1) === 0x2d && isCapital(text, at + 2) && isCapital(text, end + 1))
      return { start: at, end, kind: 'initial', flags: 0, shape: false };
    // Before the stop words: `A.` and `O.` are words somewhere
    if (
      end - at === 1 &&
      !small &&
      (text.charCodeAt(end) === 0x2e || (titled && text.charCodeAt(end) === 0x20 && isCapital(text, end + 1)))
    )
      return { start: at, end: initialEnd(text, end), kind: 'initial', flags: 0, shape: false };
    const flags = this.flagsOf(at, end);
    // Behind a first name or a title a capital makes a surname of what is a word elsewhere: `Jasmine Ko`
    // Latvian months are names too, and have no capital
    const borne = led && !small && (flags & (FLAG.first | FLAG.baltic)) === (FLAG.first | FLAG.baltic);
    if (
      !borne &&
      !this.#mayBeNamed(at, end, small, led) &&
      this.isStop(at, end) &&
      !this.#isBornAnyway(at, end, lower, before, around, small, flags)
    )
      return null;
    if (end - at === 1 && !small)
      return before > 0 || isCapital(text, end + 1) ? { start: at, end, kind: 'initial', flags: 0, shape: false } : null;
    if (small) {
      // `my son Torvik bor`: behind a name with a capital a word in lower case is one
      if (lower === 'no' || (lower === 'titled' && capital && !joined)) return null;
      const listed =
        before > 0
          ? (flags & (FLAG.last | FLAG.first)) !== 0 &&
            (joined || endsPhrase(text, end) || (flags & FLAG.word) === 0 || this.isStop(end + 1) || this.#isSurname(end + 1))
          : isGiven(flags, lower) || (joined && titled && (flags & FLAG.last) !== 0);
      if (!listed && !(lower === 'any' && (before === 0 || endsPhrase(text, end)))) return null;
      return { start: at, end, kind: 'lower', flags, shape: false };
    }
    return { start: at, end, kind: 'capital', flags, shape: this.looksLikeSurname(at, end) };
  }

  /** A surname that is a stop word too: `Jasmine Ko`, `von Es`, `katrin sommer` and `my name is mani` where the phrase ends. */
  #isBornAnyway(at: number, end: number, lower: LowerCase, before: number, around: Around, small: boolean, flags: number): boolean {
    const { text } = this.#scan as Scan;
    if (small) {
      const bits = before > 0 ? FLAG.last : FLAG.first | FLAG.common;
      // `herr eller fru`
      const ends = endsPhrase(text, end) || (this.isStop(end + 1) && this.#titles.endFrom(this.#scan as Scan, end + 1, 1) === 0);
      return lower === 'any' && (flags & bits) === bits && end - at > 3 && ends;
    }
    if (isCapital(text, at + 1)) return false;
    // `Mein Name ist Sommer.`
    const said = around.led && lower === 'any' && (flags & FLAG.common) !== 0 && endsPhrase(text, end);
    return (around.joined && end - at < 4) || ((before > 0 || around.titled || said) && (flags & FLAG.last) !== 0);
  }

  /** The particles that a surname at `at` begins with are stop words, and it is none: `de Vries`, `in 't Veld`. */
  isSurnameWithParticles(at: number): boolean {
    const { text } = this.#scan as Scan;
    let next = at + (DUTCH_PREPOSITION.exec(text.slice(at, at + 16))?.[0].length ?? 0);
    for (let end = this.#particleEnd(next); end > 0; end = this.#particleEnd(next)) next = end + 1;
    if (next === at) return false;
    const end = this.wordEnd(next);
    return end > next && (isCapital(text, next) || (this.flagsOf(next, end) & FLAG.last) !== 0);
  }

  /** End of the particle at `at` with a space behind it; 0 when there is none. */
  #particleEnd(at: number): number {
    const { text } = this.#scan as Scan;
    const end = isShortArticle(text, at) ? at + 2 : this.wordEnd(at);
    return text.charCodeAt(end) === 0x20 && (isShortArticle(text, at) || this.#particle(at, end)) ? end : 0;
  }

  /** A capital stands behind the particle at `at`: `von der Heydte`. */
  #leadsToCapital(at: number): boolean {
    const end = this.wordEnd(at);
    return this.#particle(at, end) && (this.#scan as Scan).text.charCodeAt(end) === 0x20 && isCapital((this.#scan as Scan).text, end + 1);
  }

  /** A surname that the lists know stands at `at`, or behind other particles: `mevrouw van der veen`. */
  #leadsToSurname(at: number): boolean {
    const { text } = this.#scan as Scan;
    for (let n = 0; n < 3; n++) {
      const end = this.wordEnd(at);
      if (!this.#particle(at, end) || text.charCodeAt(end) !== 0x20) return (this.flagsOf(at, end) & FLAG.last) !== 0;
      at = end + 1;
    }
    return false;
  }

  /** A surname in lower case that is no word. */
  #isSurname(at: number): boolean {
    return (this.flagsOf(at, this.wordEnd(at)) & (FLAG.last | FLAG.word)) === FLAG.last;
  }

  /** A word of the list `named` as it is written there, where no sentence begins, something says that a name stands, or a capital follows. */
  #mayBeNamed(at: number, end: number, small: boolean, led: boolean): boolean {
    const { text } = this.#scan as Scan;
    if (small || end - at > LONGEST_NAMED || !(led || isCapital(text, end + 1) || insideSentence(text, at))) return false;
    return this.#named.has(text.slice(at, end).toLowerCase());
  }

  /** `van`, `'t`: what stands from `at` to `end` is a particle. */
  isParticle(at: number, end: number): boolean {
    return this.#particle(at, end) || (end - at === 2 && isShortArticle((this.#scan as Scan).text, at));
  }

  #particle(at: number, end: number): boolean {
    return end - at <= LONGEST_PARTICLE && this.#isParticle((this.#scan as Scan).text.slice(at, end));
  }

  /** It ends as surnames do. */
  looksLikeSurname(at: number, end: number): boolean {
    return this.#surname !== null && end - at > 4 && this.#surname.test((this.#scan as Scan).text.slice(at, end).replace(/'s$/i, ''));
  }

  /** End of the letters at `at`, with hyphens and apostrophes inside; a final `'s` is part of the word. */
  wordEnd(at: number): number {
    const { text, vocabulary } = this.#scan as Scan;
    let end = at;
    while (end < at + MAX_PART + 2) {
      if (vocabulary.letter(text.charCodeAt(end)) !== 0) end++;
      else if (end > at && isOneOf(text.charCodeAt(end), "-'") && vocabulary.letter(text.charCodeAt(end + 1)) !== 0) end += 2;
      else break;
    }
    return end;
  }

  /** What the lists know of a word: of its first part as a first name, of its last as a surname. */
  flagsOf(at: number, end: number): number {
    const { text, vocabulary } = this.#scan as Scan;
    if (end - at > 3 && text.charCodeAt(end - 2) === 0x27 && (text.charCodeAt(end - 1) | 0x20) === 0x73) end -= 2;
    let flags = 0;
    let from = at;
    const small = !isCapital(text, at);
    for (let i = at; i <= end; i++) {
      if (i < end && !isOneOf(text.charCodeAt(i), "-'")) continue;
      const part = flagsOfWord(text, from, i, vocabulary.letter);
      if (from > at && flags === 0 && from - at < 4) return 0;
      // `Mutter-Kind-Pass`: three parts are a name when the first is a given one
      if (from > at && i < end && (flags & FLAG.first) === 0) return 0;
      // `Hanne-lijn`: a thing is called after somebody, but `Anna-lena`, and `van 't Veer-de Boer`
      if (from > at && !small && !isCapital(text, from) && (part & FLAG.first) === 0 && !this.#particle(from, i)) return 0;
      // `half-past`, `Mark-up`, `Sommer-Angebot`: a word with a hyphen is a name when its parts are
      if (from > at && part === 0 && (small || !isCapital(text, from) || !mayJoin(flags, isCapital(text, from - 2)))) return 0;
      // `Reha-Klinik`
      if (from > at && part === 0 && this.#endsAsPost(foldWord(text.slice(at, i)))) return 0;
      // `PUK-Brief`, `MAC-Adresse`: a thing whose kind has letters for a name; `SIM-PIN`: two of them
      if (from > at && isAbbreviation(text, at, from - 1) && (part & FLAG.first) === 0) return 0;
      flags = from === at ? part : joinFlags(flags, part);
      from = i + 1;
    }
    return flags;
  }
}

/** Of `Anna-Xyla`: a first name that is no word may stand before what no list has; in capitals throughout, as computers are called, any. */
function mayJoin(flags: number, inCapitals: boolean): boolean {
  return (flags & FLAG.first) !== 0 && (inCapitals || (flags & FLAG.word) === 0);
}

/** Two or three capitals and nothing else. */
function isAbbreviation(text: string, start: number, end: number): boolean {
  return end - start > 1 && end - start < 4 && isCapital(text, start + 1) && isCapital(text, end - 1);
}

/** `MY NAME IS ANNA BERG BORN`: in capitals throughout any word looks like one more part of the name, and is one only when the lists know it. */
function goesOnInCapitals(text: string, parts: readonly NamePart[], part: NamePart): boolean {
  return (
    part.kind === 'capital' &&
    (part.flags & (FLAG.first | FLAG.last)) === 0 &&
    !part.shape &&
    isCapital(text, part.start + 1) &&
    isCapital(text, parts[parts.length - 1].start + 1)
  );
}

/** `Basel SBB`: two to four capitals behind a word in small letters stand for a firm or a station, and are no part of a name. */
function isSign(text: string, parts: readonly NamePart[], part: NamePart): boolean {
  const size = part.end - part.start;
  return (
    part.kind === 'capital' &&
    size > 1 &&
    size < 5 &&
    (part.flags & (FLAG.first | FLAG.last)) === 0 &&
    isCapital(text, part.start + 1) &&
    !isCapital(text, parts[parts.length - 1].start + 1)
  );
}

/** `Link zum Setzen`, `Text von Datei`, `Standort der V\u00f6lker`: German joins nouns as it joins names, and nobody's first name stands before. */
function isPhrase(text: string, parts: readonly NamePart[], part: NamePart): boolean {
  const joint = parts.findIndex(({ kind }) => kind === 'particle');
  if (joint < 1 || part.kind === 'particle' || part.shape || (part.flags & (FLAG.last | FLAG.word)) === FLAG.last) return false;
  const word = text.slice(parts[joint].start, parts[joint].end);
  const given = parts[0].flags & (FLAG.first | FLAG.word);
  return word === 'von' ? (given & FLAG.first) === 0 : GERMAN_JOINTS.has(word) && given !== FLAG.first;
}
const GERMAN_JOINTS = new Set(['vom', 'zu', 'zum', 'zur', 'der', 'den', 'dem', 'des']);

/** Of `Inga-Lill`, `Kok-Zijlstra`: two names side by side are no word, though each may be one. */
function joinFlags(before: number, part: number): number {
  const alike = before & part;
  if ((alike & FLAG.common) !== 0 && (alike & (FLAG.first | FLAG.last)) !== 0) return (before | part) & ~FLAG.word;
  return (before & FLAG.first) !== 0 ? ((before | part) & ~FLAG.word) | (alike & FLAG.word) : before | part;
}

/** ` 8 jaar`, ` 34 \u00e5r`: how old somebody is. */
const AGE =
  /^ \d{1,3} ?(?:\u00e5r|jr|jaar|gad|year|yrs|yo\b|y\/o|jahr|maand|mnd|m\u0113n|monat|month|m\u00e5n|ans\b|a\u00f1os|anni|lat\b|v\b)/i;
/** ` 4.6 `, ` 38`, ` 270 `, ` lvl 30`: a version, a size, a level. */
const MODEL =
  /^ (?:lvl |level |niv(?:\u00e5|eau) |stufe |l\u012bmenis |gen |mk |type? |ver(?:sion)?\.? )?\d{1,3}(?:[.,]\d{1,2}){0,2}(?![\d./-]| \d)/i;
/** ` 07700 900 162`, which belongs to whoever is named before it. */
const TELEPHONE = /^ 0\d{1,5}[ /-]?\d{2,4}[ -]?\d{2}/;
/** ` E360`, ` v2`, ` X-200`: the name of a model. */
const MODEL_CODE = /^ (?:[vV]\d{1,2}(?:\.\d{1,3}){0,2}|[A-Z]{1,3}-?\d{2,5}[A-Z]{0,2})(?![\p{L}\d-]| \d)/u;

/** What the parts of a name say, as signals for the rule file. */
export function nameSignals(parts: readonly NamePart[], text: string): string[] {
  const named = parts.filter((part) => part.kind !== 'particle' && part.kind !== 'initial');
  if (named.length === 0) return ['initials'];
  const signals: string[] = [];
  const first = named[0];
  const known = (first.flags & FLAG.first) !== 0;
  if (known) signals.push((first.flags & FLAG.word) !== 0 ? 'word-first' : (first.flags & FLAG.common) !== 0 ? 'first' : 'rare-first');
  else if ((first.flags & FLAG.last) !== 0 || first.shape)
    signals.push((first.flags & FLAG.word) !== 0 ? 'word-last' : first.shape || (first.flags & FLAG.common) !== 0 ? 'last' : 'rare-last');
  if (named.length > 1) {
    const second = named[named.length - 1];
    if (second.shape || (second.flags & (FLAG.last | FLAG.word)) === FLAG.last) signals.push('then-last');
    else if ((second.flags & FLAG.last) !== 0) signals.push('then-word');
    else if ((second.flags & (FLAG.first | FLAG.word)) === FLAG.first) signals.push('then-first');
    else signals.push('then-capital');
  } else if (parts.length > 1 && !isGermanArticle(parts, text))
    signals.push(parts.some((part) => part.kind === 'particle') ? 'then-last' : 'then-initial');
  if ((first.flags & FLAG.inflected) !== 0 && named.length === 1) signals.push('inflected');
  if (parts.some((part) => part.kind === 'lower')) signals.push('lower');
  if (endsPhrase(text, parts[parts.length - 1].end)) signals.push('ends');
  const behind = text.slice(parts[parts.length - 1].end, parts[parts.length - 1].end + 16);
  if (MODEL.test(behind) && !AGE.test(behind)) signals.push('model');
  else if (/^ \d/.test(behind) && !AGE.test(behind) && !TELEPHONE.test(behind)) signals.push('number');
  else if (MODEL_CODE.test(behind)) signals.push(named.length === 1 ? 'model' : 'number');
  // Capitals throughout: only a name that is well known, and no abbreviation
  if (isCapital(text, first.start + 1) && !(first.end - first.start > 4 && (first.flags & (FLAG.common | FLAG.word)) === FLAG.common))
    signals.push('caps');
  return signals;
}

/** `sagt der Sprecher`: alone before a word, `der` is no particle of its name. */
function isGermanArticle(parts: readonly NamePart[], text: string): boolean {
  return parts[0].kind === 'particle' && (parts[1].flags & FLAG.word) !== 0 && text.startsWith('der ', parts[0].start);
}

/** End of the text or line, or punctuation: what stands before it is a phrase of its own. */
export function endsPhrase(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const unit = text.charCodeAt(at);
  if (isOneOf(unit, '\n\r,.!?;:)"(<')) return true;
  return unit === 0x20 && (at + 1 >= text.length || isOneOf(text.charCodeAt(at + 1), '\n\r-/|<(&+*:)'));
}

/** In lower case only a first name in its plain form counts; `rare` takes one that is a word as well, and leaves it to the signals; `bare` surnames too. */
function isGiven(flags: number, lower: LowerCase): boolean {
  if (lower === 'bare' && (flags & (FLAG.last | FLAG.common | FLAG.word | FLAG.inflected)) === (FLAG.last | FLAG.common)) return true;
  if (lower === 'titled')
    return (
      (flags & (FLAG.first | FLAG.last)) !== 0 && (flags & FLAG.word) === 0 && (flags & (FLAG.inflected | FLAG.baltic)) !== FLAG.inflected
    );
  if ((flags & FLAG.first) === 0 || (flags & FLAG.inflected) !== 0) return false;
  return lower === 'rare' || lower === 'bare' || (flags & (FLAG.word | FLAG.common)) === FLAG.common;
}

/** Behind what is short for particles before a surname: `v. Bergen`, `v.d. Berg`, `v. d. Heyden`; `at` itself when none stands there. */
function abbreviatedParticle(text: string, at: number): number {
  return text.charCodeAt(at) === 0x76 ? at + (ABBREVIATED.exec(text.slice(at, at + 8))?.[0].length ?? 0) : at;
}
const ABBREVIATED = /^v\.(?: ?d\.)?(?= ?\p{Lu}\p{Ll})/u;

/** Behind the dot of an initial whose letter ends at `end`, and of a second one that a hyphen joins to it: `J.-P.` */
function initialEnd(text: string, end: number): number {
  if (text.charCodeAt(end) !== 0x2e) return end;
  const second = text.charCodeAt(end + 1) === 0x2d && isCapital(text, end + 2) && text.charCodeAt(end + 3) === 0x2e;
  return second ? end + 4 : end + 1;
}

/** A letter or a comma stands one blank before. */
function insideSentence(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 2);
  return text.charCodeAt(at - 1) === 0x20 && (unit === 0x2c || (unit | 0x20) >= 0x61) && unit !== 0x7c;
}

/** The word goes on as an address, a path or a number: no name. */
function isBad(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x40 || unit === 0x5f || unit === 0x5c || unit === 0x3d;
}

/** `QX-310`: the word goes on as the number of a model. */
function isModel(text: string, end: number): boolean {
  const next = text.charCodeAt(end + 1);
  return text.charCodeAt(end) === 0x2d && next >= 0x30 && next <= 0x39;
}

/** Where the surname begins behind what somebody is called, in quotes or brackets: `Reginald "Reggie" Thwaite`; 0 when none stands there. */
function afterNickname(text: string, at: number): number {
  const behind = NICKNAME.exec(text.slice(at, at + MAX_PART));
  return behind === null ? 0 : at + behind[0].length;
}
const NICKNAME = /^ (?:["\u201c\u201e]\p{Lu}[\p{L}'-]{1,20}["\u201d\u201c]|\(\p{Lu}[\p{L}'-]{1,20}\)) (?=\p{Lu})/u;

/** `'t` before a capital. */
function isShortArticle(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 0x27 && (text.charCodeAt(at + 1) | 0x20) === 0x74 && text.charCodeAt(at + 2) === 0x20 && isCapital(text, at + 3)
  );
}

/** `Don't`, `I'll` */
function isContraction(text: string, at: number, end: number): boolean {
  for (let i = end - 1; i > end - 4 && i > at; i--) {
    if (text.charCodeAt(i) !== 0x27) continue;
    return (!isCapital(text, i + 1) || (i > at + 1 && isCapital(text, i - 1))) && (text.charCodeAt(i + 1) | 0x20) !== 0x73;
  }
  return false;
}

function isPossessive(text: string, end: number): boolean {
  return text.charCodeAt(end - 2) === 0x27 && (text.charCodeAt(end - 1) | 0x20) === 0x73;
}

export function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const c = text[at];
  return unit >= 0xc0 && unit < 0x2000 && c !== c.toLowerCase();
}

export function isOneOf(unit: number, units: string): boolean {
  for (let i = 0; i < units.length; i++) if (units.charCodeAt(i) === unit) return true;
  return false;
}
