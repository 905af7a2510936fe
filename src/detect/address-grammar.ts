import type { Scan } from '../types.ts';
import { type AddressLexicon, PLACE, STREET } from './address-lexicon.ts';
import { type AddressTokens, TOKEN } from './address-tokens.ts';
import { readFarmstead } from './farmstead.ts';
import { isFirstName } from './names/name-list.ts';
import { digitPostcode, letterPostcode, lowerDutch } from './postcode-shapes.ts';
import { foldWord } from './words.ts';

const COMMA = 0x2c;
const STOP = 0x2e;
const DASH = 0x2d;
/** A home, its house and its room, before the street. */
const MAX_HOME_PARTS = 4;
/** Words of the name of a house, behind its flat. */
const MAX_HOUSE_NAME = 4;
/** Words between one that says where somebody lives and the street. */
const MAX_SMALL = 3;

/** The heart of an address: a street and its number, as token indexes, both inclusive. */
export interface Core {
  from: number;
  to: number;
  /** Written without capitals. */
  lower: boolean;
  weak: boolean;
  /** A flat, or a region and its postcode, is a part of it already. */
  holds?: 'unit' | 'postcode';
  /** Has no number: only a postcode makes it an address. */
  bare?: boolean;
  /** Written with capitals, the number in front. */
  named?: boolean;
  /** It stands behind a word that says that somebody lives there. */
  dwelt?: boolean;
}

/** What the tail of an address holds beside the street. */
export interface Tail {
  /** Index of its last token. */
  to: number;
  postcode: boolean;
  city: boolean;
  unit: boolean;
  state: boolean;
}

/** Reads addresses from the tokens of a window: a street first, then what stands behind it. */
export class AddressGrammar {
  readonly #words: AddressLexicon;
  readonly #t: AddressTokens;
  #scan!: Scan;

  constructor(words: AddressLexicon, tokens: AddressTokens) {
    this.#words = words;
    this.#t = tokens;
  }

  look(scan: Scan): void {
    this.#scan = scan;
  }

  /** `10 Example Street`, `Brivibas iela 1-23`: the word at `k` stands behind the name. */
  nameFirst(k: number, weak: boolean): Core | undefined {
    const t = this.#t;
    const capital = t.isCapital(k);
    // `u.`, `g.`: what may be a word of its own needs its stop.
    const stopped = t.isMark(k + 1, STOP) && t.touches(k);
    if (t.size(k) === 1 && !stopped) return undefined;
    // `ut` is a street in Hungary, where its number stands behind it, and a plain word elsewhere.
    if (this.#in('stop', k)) return stopped || t.isCapital(k - 1) ? this.#numberLast(k, capital, weak) : undefined;
    let lower = !capital;
    let names = 0;
    let words = 0;
    let j = k - 1;
    let house = -1;
    for (; j >= 0 && names < 6; j--) {
      if (t.isKind(j, TOKEN.word)) {
        // A letter behind the number of the house, or a direction
        if (t.size(j) === 1) {
          names++;
          continue;
        }
        // `14 The Crescent`
        const article = capital && t.isCapital(j) && t.isHouse(j - 1);
        if ((this.#in('stop', j) && !article) || (weak && this.#in('notNames', j))) break;
        if (!t.isCapital(j)) {
          if (capital && !this.#in('particles', j)) break;
          lower = true;
        } else if (words === 0) lower = false;
        words++;
        names++;
      } else if (t.isOrdinal(j)) {
        names++;
        words++;
      } else if (t.isHouse(j)) {
        house = j;
        break;
      } else if (t.isMark(j, STOP)) {
        if (!t.isKind(j - 1, TOKEN.word) || t.size(j - 1) > 4 || t.end[j - 1] !== t.start[j]) break;
      } else if (t.isMark(j, COMMA)) {
        // `14/2, Second Floor, Avinashi Road`
        if (words > 0 && this.#in('spots', j - 1) && t.isMark(j - 3, COMMA)) {
          j -= 2;
          continue;
        }
        if (!t.isHouse(j - 1) || words === 0) break;
      } else break;
    }
    // "200 foto's weg": the Dutch are gone
    if (house >= 0 && !(lower && weak && this.#in('notStreets', k))) {
      // The number nearest to the word can be its name: `45 6 street`.
      const twice = t.isHouse(house - 1) && adjacent(t, house - 1);
      const lettered = words === 0 && names > 0 && (capital || t.text.charCodeAt(t.start[k - 1]) !== 0x61) && !this.#in('notNames', k - 1);
      if (words > 0 ? !this.#countsThings(house) : twice || lettered) {
        const from = words > 0 || twice ? this.#frontNumber(house) : house;
        return { from, to: this.#behindWord(k), lower, weak, named: capital && !lower };
      }
    }
    return this.#numberLast(k, capital, weak) ?? this.#noNumber(k);
  }

  /** `Brivibas iela 1-23`, `Main Street 12`. */
  #numberLast(k: number, capital: boolean, weak: boolean): Core | undefined {
    const t = this.#t;
    let n = k + 1;
    if (t.isMark(n, STOP) && t.size(k) <= 5) n++;
    if (t.isMark(n, COMMA)) n++;
    if (this.#in('numberSigns', n)) n += t.isMark(n + 1, STOP) ? 2 : 1;
    if (!t.isHouse(n) || this.countsNext(n)) return undefined;
    let from = k;
    let lower = false;
    if (t.isCapital(k - 1) && !this.#in('stop', k - 1)) {
      from = k - 1;
      for (let i = 0; i < 4; i++) {
        if (t.isCapital(from - 1) && !this.#in('stop', from - 1)) from--;
        else if (this.#in('particles', from - 1) && t.isCapital(from - 2)) from -= 2;
        else if (t.isMark(from - 1, STOP) && t.isCapital(from - 2) && t.size(from - 2) <= 3) from -= 2;
        else break;
      }
    } else if (t.isOrdinal(k - 1)) from = k - 1;
    else if (
      !capital &&
      t.isKind(k - 1, TOKEN.word) &&
      !this.#in('stop', k - 1) &&
      !(weak && this.#in('notNames', k - 1)) &&
      t.size(k - 1) > 2
    ) {
      from = k - 1;
      lower = true;
    } else return undefined;
    if (!this.#closes(n) && lower) return undefined;
    return { from: this.#frontNumber(from), to: this.#behindNumber(n), lower, weak: weak || !this.#closes(n) };
  }

  /** `Baker Street`, which a postcode has to follow. */
  #noNumber(k: number): Core | undefined {
    const t = this.#t;
    const capital = t.isCapital(k);
    let from = k;
    while (
      k - from < 3 &&
      t.isKind(from - 1, TOKEN.word) &&
      t.isCapital(from - 1) === capital &&
      !this.#in('stop', from - 1) &&
      !this.#in('notNames', from - 1)
    )
      from--;
    return from === k || t.size(k) < (capital ? 3 : 4)
      ? undefined
      : { from, to: this.#behindWord(k), lower: !capital, weak: true, bare: true };
  }

  /** `Gut Hohenlinde 3, 50997 Koeln`: a name and a number right before the postcode at `k`. */
  beforePostcode(k: number): Core | undefined {
    const t = this.#t;
    let i = k - 1;
    if (t.isMark(i, COMMA)) i--;
    if (t.isKind(i, TOKEN.line) && t.digits[i] === 1) i--;
    if (i === k - 1) return undefined;
    if (t.isMark(i, COMMA)) i--;
    const letter = t.isKind(i, TOKEN.word) && t.size(i) === 1 && t.isHouse(i - 1);
    const house = letter ? i - 1 : i;
    if (!t.isHouse(house) || t.digits[house] > 4) return undefined;
    let from = house;
    while (
      house - from < 4 &&
      ((t.isCapital(from - 1) && !this.#in('stop', from - 1) && !this.#in('notNames', from - 1)) ||
        (from < house && this.#in('particles', from - 1) && t.isCapital(from - 2)))
    )
      from--;
    // `Obere Au 60`: a short word is a name behind another.
    return from === house || (t.size(house - 1) < 3 && from === house - 1) ? undefined : { from, to: i, lower: false, weak: true };
  }

  /** `Storgatan 12 B`: the word at `k` is the whole name. */
  compound(k: number, weak: boolean): Core | undefined {
    const t = this.#t;
    let n = k + 1;
    if (t.isMark(n, STOP)) n++;
    if (t.isMark(n, COMMA)) n++;
    if (this.#in('numberSigns', n)) n += t.isMark(n + 1, STOP) ? 2 : 1;
    if (!t.isHouse(n) || this.countsNext(n)) return undefined;
    const lower = !t.isCapital(k);
    if (lower && weak) return undefined;
    let from = k;
    while (from > 0 && k - from < 2 && this.#in('leads', from - 1)) from--;
    // `St. Annastraat 3`
    if (from === k && t.isMark(k - 1, STOP) && this.#in('leads', k - 2)) from = k - 2;
    // `Linzer Landstr. 3`
    if (from === k && !lower && this.#leadsTo(k - 1)) from = k - 1;
    return { from: this.#frontNumber(from), to: this.#behindNumber(n), lower, weak };
  }

  /** The word at `i` says which town a road goes to: `Linzer`. */
  #leadsTo(i: number): boolean {
    const t = this.#t;
    if (!t.isCapital(i) || t.size(i) < 6 || this.#in('stop', i)) return false;
    const word = t.text.slice(t.start[i], t.end[i]);
    return /\p{Ll}er$/u.test(word) && !isFirstName(foldWord(word));
  }

  /** `Calle Ejemplo, 12`, `12 bis rue de l'Exemple`: the word at `k` stands before the name. */
  nameLast(k: number, weak: boolean, begin = k): Core | undefined {
    const t = this.#t;
    let i = k + 1;
    if (t.isMark(i, STOP)) i++;
    let names = 0;
    let capitals = 0;
    let last = -1;
    for (; names < 7; i++) {
      if (t.isMark(i, STOP) && last === i - 1 && t.size(last) <= 4 && t.touches(last)) continue;
      if (!t.isKind(i, TOKEN.word)) {
        if (t.isOrdinal(i) && names > 0) {
          last = i;
          continue;
        }
        break;
      }
      if (t.isCapital(i)) capitals++;
      else if (!this.#in('particles', i)) {
        if (capitals > 0 || this.#in('stop', i) || this.#in('afterNumber', i)) break;
      }
      if (t.isCapital(i) && this.#in('stop', i) && names === 0) break;
      last = i;
      names++;
    }
    while (last > k && this.#in('particles', last)) last--;
    if (last <= k || (t.isMark(last, STOP) && last === k + 1)) return undefined;
    const lower = capitals === 0;
    if (lower && names > 3) return undefined;
    let n = last + 1;
    const comma = t.isMark(n, COMMA);
    if (comma) n++;
    if (this.#in('numberSigns', n) || this.#isUnit(n)) n += t.isMark(n + 1, STOP) ? 2 : 1;
    if (t.isMark(n, 0xba) || t.isMark(n, 0xb0)) n++;
    if (t.isHouse(n) && t.digits[n] < 5 && !this.countsNext(n)) {
      // `am muehlbach 5 in 36037 fulda`: without capitals a postcode has to follow.
      const bare = weak && lower;
      if (weak && ((!bare && !comma && !this.#closes(n)) || this.#in('notNames', last))) return undefined;
      if (bare) return { from: this.#frontNumber(begin), to: this.#behindNumber(n), lower, weak, bare };
      return { from: this.#frontNumber(begin), to: this.#behindNumber(n), lower, weak };
    }
    // The number in front, with what may stand between: `12 bis rue`, `12, rue`.
    let h = k - 1;
    if (t.isMark(h, COMMA)) h--;
    if (this.#in('afterNumber', h)) h--;
    const led = this.#in('particles', k + 1);
    if (h >= 0 && t.isHouse(h) && (weak ? led && !lower : led || !lower))
      // `8 place de la Mairie, 35000 Rennes`: of a word that means other things a postcode tells.
      return { from: this.#frontNumber(h), to: last, lower, weak, ...(weak && { bare: true }) };
    return undefined;
  }

  /** `Wij wonen Buorren 27`, `wohne ich jetzt Hinterm Deich 3`: the word at `k` says that somebody lives at the name and number behind it. */
  behindDwelling(k: number): Core | undefined {
    const t = this.#t;
    let i = k + 1;
    while (i - k <= MAX_SMALL && this.#in('dwellers', i)) i++;
    if (!t.isCapital(i) || this.#in('notNames', i) || t.size(i) < 3) return undefined;
    const core = this.nameLast(i - 1, true, i);
    return core && { ...core, dwelt: true };
  }

  /** `PO Box 123`, `Postbus 12`. */
  box(k: number, end: number, weak: boolean): Core | undefined {
    const t = this.#t;
    let n = k;
    while (n < t.count && t.start[n] < end) n++;
    while (t.isMark(n, STOP) || t.isMark(n, 0x3a)) n++;
    if (this.#in('numberSigns', n)) n += t.isMark(n + 1, STOP) ? 2 : 1;
    if (!t.isHouse(n) || this.countsNext(n)) return undefined;
    let to = n;
    // Three and two digits, as some write the number of a box.
    for (let g = 0; g < 2 && t.isHouse(to + 1) && t.digits[to] <= 3 && t.digits[to + 1] <= 3 && adjacent(t, to); g++) {
      if (t.digits[to] === 3 && t.digits[to + 1] === 2) break;
      to++;
    }
    let from = k;
    for (let i = 0; i < 4 && t.isHouse(from - 1 - (t.isMark(from - 1, COMMA) ? 1 : 0)); i++) from -= t.isMark(from - 1, COMMA) ? 2 : 1;
    while (from > 0 && k - from < 3 && (t.isAllCapitals(from - 1) || this.#isUnit(from - 1)) && t.size(from - 1) <= 4) from--;
    return { from, to, lower: !t.isCapital(k), weak };
  }

  /** `690 hwy 78`: a house on a numbered road. */
  numberedRoad(k: number, end: number): Core | undefined {
    const t = this.#t;
    let n = k;
    while (n < t.count && t.start[n] < end) n++;
    if (t.isMark(n, STOP)) n++;
    if (!t.isHouse(n) || this.countsNext(n)) return undefined;
    let h = k - 1;
    for (let i = 0; i < 2 && t.isKind(h, TOKEN.word) && !this.#in('stop', h); i++) h--;
    if (h < 0 || !t.isHouse(h)) return undefined;
    return { from: h, to: n, lower: !t.isCapital(k), weak: !t.isCapital(k) };
  }

  /** `5100 Quadra 104, Suite 845`: a flat says that the name and number before it are a street. */
  beforeUnit(k: number): Core | undefined {
    const t = this.#t;
    let at = k;
    let to = this.unit(k);
    if (to < 0) {
      at = this.#floorBefore(k);
      to = k;
      if (at < 0) return undefined;
    }
    let i = at - 1;
    if (t.isMark(i, COMMA)) i--;
    if (t.isKind(i, TOKEN.line)) {
      if (t.digits[i] > 1) return undefined;
      i--;
    }
    if (t.isMark(i, COMMA) || t.isMark(i, STOP)) i--;
    const last = i;
    let names = 0;
    let houses = 0;
    let from = -1;
    for (; i >= 0 && last - i < 8; i--) {
      if (t.isHouse(i)) houses++;
      else if (t.isCapital(i) && !this.#in('stop', i)) names++;
      else if (!this.#in('particles', i)) break;
      if (t.isHouse(i) || t.isCapital(i)) from = i;
    }
    if (names === 0 && from >= 0) return this.#lowerBeforeUnit(last, to);
    if (from < 0 && t.isKind(last, TOKEN.word)) return this.#lowerBeforeUnit(last, to);
    if (from < 0 || names === 0 || houses === 0) return undefined;
    return { from, to, lower: false, weak: !t.isHouse(last), holds: 'unit' };
  }

  /** `lgh 1203` by itself: the shortened word at `k` has but the number of a flat behind it. */
  flatAlone(k: number): Core | undefined {
    if (!this.#in('flats', k)) return undefined;
    const to = this.unit(k);
    return to < 0 || !this.#closes(to) || this.countsNext(to) ? undefined : { from: k, to, lower: false, weak: false, holds: 'unit' };
  }

  /** Index of the number of a floor or flat whose word is at `k`, where house and flat stand before it: `44-71, 5 stavs`; or -1. */
  #floorBefore(k: number): number {
    const t = this.#t;
    const floor = t.isMark(k - 1, STOP) ? k - 2 : k - 1;
    const house = t.isMark(floor - 1, COMMA) ? floor - 2 : floor - 1;
    const twofold = t.isHouse(house) && /[-/]\d/.test(t.text.slice(t.start[house], t.end[house]));
    return twofold && t.isHouse(floor) && t.digits[floor] <= 2 ? floor : -1;
  }

  /** `9415 jonathan pines apt 321` */
  #lowerBeforeUnit(last: number, to: number): Core | undefined {
    const t = this.#t;
    let i = last;
    while (last - i < 3 && t.isKind(i, TOKEN.word) && !this.#in('stop', i) && !this.#in('notNames', i)) i--;
    return i < last && t.isHouse(i) && t.digits[i] > 1 ? { from: i, to, lower: true, weak: true, holds: 'unit' } : undefined;
  }

  /** `63 anything ca 25844`: an American state and its postcode at the end, a number in front. */
  stateLast(k: number): Core | undefined {
    const t = this.#t;
    const zip = k + 1;
    if (!t.isKind(zip, TOKEN.number) || t.size(zip) !== t.digits[zip] || t.digits[zip] < 4 || t.digits[zip] > 6 || !adjacent(t, k))
      return undefined;
    const ambiguous = this.#in('wordStates', k);
    if (ambiguous && t.digits[zip] !== 5) return undefined;
    let words = 0;
    let i = k - 1;
    let house = -1;
    for (; i >= 0 && k - i < 11; i--) {
      if (t.isHouse(i)) {
        house = i;
        if (words >= (ambiguous ? 3 : 2)) break;
      } else if (t.isKind(i, TOKEN.word)) {
        if (this.#in('stop', i) && !this.#in('particles', i)) break;
        words++;
      } else if (!t.isMark(i, COMMA) && !t.isMark(i, STOP)) break;
    }
    // A message that is nothing but a town, its state and its postcode
    if (house < 0 && i < 0 && t.start[0] === 0 && words > 0 && words < 4 && !ambiguous && zip === t.count - 1)
      return { from: 0, to: zip, lower: !t.isCapital(0), weak: true, holds: 'postcode' };
    if (house < 0 || words < (ambiguous ? 3 : 2) || this.#countsThings(house)) return undefined;
    return { from: house, to: zip, lower: !t.isCapital(house + 1), weak: true, holds: 'postcode' };
  }

  /** `4886 beatty mountains kansas 04990`: a region's name at `k`, up to `end`, and in front of it a number and names. */
  regionLast(k: number, end: number): Core | undefined {
    const t = this.#t;
    let words = 0;
    let i = k - 1;
    for (; i >= 0 && words < 7; i--) {
      if (!t.isKind(i, TOKEN.word)) {
        if (t.isHouse(i)) break;
        if (!t.isMark(i, COMMA)) return undefined;
      } else if ((this.#in('stop', i) && !this.#in('particles', i)) || this.#in('notNames', i)) return undefined;
      else words++;
    }
    // A message of nothing but a town and its state
    const to = this.#lastIn(k, end);
    if (i < 0 && t.start[0] === 0 && words > 0 && words < 4 && to === t.count - 1 && !t.isKind(k - 1, TOKEN.mark))
      return { from: 0, to, lower: !t.isCapital(0), weak: true };
    if (i < 0 || words < 2 || !t.isHouse(i) || t.digits[i] < 2) return undefined;
    return { from: i, to, lower: !t.isCapital(k), weak: true };
  }

  /** `"Kalnieki", Salas pagasts, Cesu novads`: the parish's word is at `k`. */
  farmstead(k: number): Core | undefined {
    const found = readFarmstead(
      this.#t,
      k,
      (i) => this.#in('regions', i),
      (i) => this.#in('stop', i),
    );
    return found === undefined ? undefined : { ...found, lower: false, weak: false };
  }

  /** `845 madurai 600255` as a whole message: a number, a name or two, a postcode at `k`. */
  wholeMessage(k: number): Core | undefined {
    const t = this.#t;
    if (k !== t.count - 1 || k < 2 || k > 4 || !t.isHouse(0) || t.digits[0] > 4) return undefined;
    for (let i = 1; i < k; i++) if (!t.isKind(i, TOKEN.word) || this.#in('stop', i) || this.#in('notNames', i)) return undefined;
    return t.size(k - 1) < 3 ? undefined : { from: 0, to: k, lower: !t.isCapital(1), weak: true, holds: 'postcode' };
  }

  /** Index of the first token of a town that stands before the street: `g. Moskva, ul. ...`, `101000, Moskva, ...`. */
  head(core: Core): number {
    const t = this.#t;
    const flat = this.flatBefore(core.from);
    if (flat < core.from) return flat;
    const home = this.#homeBefore(core.from);
    if (home < core.from) return home;
    let i = core.from - 1;
    if (!t.isMark(i, COMMA)) return core.from;
    i--;
    const care = this.#careOf(i);
    if (care >= 0) return care;
    const last = i;
    while (last - i < 3 && t.isCapital(i) && !this.#in('stop', i)) i--;
    if (i === last) return core.from;
    let from = i + 1;
    if (t.isMark(i, STOP)) i--;
    if (this.#in('cityLeads', i)) from = i;
    else if (t.isMark(i, COMMA) ? this.#isPlainCode(i - 1) : this.#isPlainCode(i)) from = t.isMark(i, COMMA) ? i - 1 : i;
    else return core.from;
    const code = t.isMark(from - 1, COMMA) ? from - 2 : from - 1;
    return this.#isPlainCode(code) ? code : from;
  }

  /**
   * Index of the first token of a flat or floor in front of the house at `from`: `Flat 4, 221B Baker Street`, `3rd Floor, 22 ...`, `Unit 3/18 ...`,
   * also with the name of the house behind it, `flat 3 the old tannery, 88 mill lane`; `from` when there is none.
   */
  flatBefore(from: number): number {
    const t = this.#t;
    if (!t.isHouse(from)) return from;
    // `m`, `d` are flats elsewhere.
    if (this.#isUnit(from - 1) && t.size(from - 1) > 1) return from - 1;
    let i = from - 1;
    if (t.isKind(i, TOKEN.line) && t.digits[i] === 1) i--;
    if (t.isMark(i, COMMA)) i--;
    if (i === from - 1) return from;
    if (this.#isUnit(i) && t.isOrdinal(i - 1)) return i - 1;
    for (let words = 0; words < MAX_HOUSE_NAME && t.isKind(i, TOKEN.word) && !this.#isUnit(i); words++) i--;
    return t.isHouse(i) && (this.#isUnit(i - 1) || this.#in('spots', i - 1)) ? i - 1 : from;
  }

  /**
   * Index of the first token of the room and the home in front of the street at `from`: `Zimmer 214, Kurallee 5`, `Seniorenstift Abendruhe, Haus C
   * Zimmer 3, Kurallee 5`; `from` when there is none.
   */
  #homeBefore(from: number): number {
    const t = this.#t;
    let first = from;
    for (let part = 0; part < MAX_HOME_PARTS; part++) {
      let i = first - 1;
      if (t.isKind(i, TOKEN.line) && t.digits[i] === 1) i--;
      if (t.isMark(i, COMMA)) i--;
      if (i === from - 1) break;
      const unit = this.#unitAt(i);
      if (unit < 0) return this.#homeAt(i, first);
      first = unit;
    }
    return first;
  }

  /** Index of the word of the room whose number or letter is token `i`, or -1. */
  #unitAt(i: number): number {
    const t = this.#t;
    const isNumber = (t.isKind(i, TOKEN.number) && t.digits[i] <= 4) || (t.isCapital(i) && t.size(i) === 1);
    return isNumber && (this.#in('rooms', i - 1) || (this.#isUnit(i - 1) && t.size(i - 1) > 2)) ? i - 1 : -1;
  }

  /** Index of the first token of the name of a home that ends at `last`, or `otherwise`. */
  #homeAt(last: number, otherwise: number): number {
    const t = this.#t;
    let first = -1;
    let isHome = false;
    for (let i = last; last - i < MAX_HOUSE_NAME && t.isKind(i, TOKEN.word) && !this.#in('stop', i); i--) {
      const home = this.#words.isHome(t.text.slice(t.start[i], t.end[i]));
      if (!home && !t.isCapital(i) && !this.#in('particles', i)) break;
      isHome ||= home;
      if (home || t.isCapital(i)) first = i;
    }
    return isHome ? first : otherwise;
  }

  /** Index of the first token of `c/o Andersson`, which ends at `last`, or -1. */
  #careOf(last: number): number {
    const t = this.#t;
    let i = last;
    while (last - i < 3 && t.isCapital(i)) i--;
    const isLetter = (k: number, letter: number) =>
      t.isKind(k, TOKEN.word) && t.size(k) === 1 && (t.text.charCodeAt(t.start[k]) | 0x20) === letter;
    return i < last && isLetter(i, 0x6f) && t.isMark(i - 1, 0x2f) && isLetter(i - 2, 0x63) ? i - 2 : -1;
  }

  /** Index of the first token of what stands before a postcode that is nothing else, `k`: phrases of capitals between commas, as far as a number. */
  phrasesBefore(k: number): number {
    const t = this.#t;
    let from = k;
    // Of the lines above only those of a letter's head are a part: `14 Ardan Mor`, `Bearna`, and then the postcode.
    let own = -1;
    for (let phrase = 0; phrase < 4; phrase++) {
      let i = from - 1;
      if (t.isKind(i, TOKEN.line) && t.digits[i] === 1) {
        if (own < 0) own = from;
        i--;
        if (t.isMark(i, COMMA)) i--;
      } else if (t.isMark(i, COMMA)) i--;
      else if (phrase > 0) break;
      // `Parka 12-4, Ogre, LV-5001`: a street that no word tells is the beginning.
      const house = t.isHouse(i) && t.isCapital(i - 1) && !this.#in('stop', i - 1);
      if (house) i--;
      const last = i;
      let capitals = 0;
      while (
        last - i < 5 &&
        (t.isCapital(i)
          ? !this.#in('stop', i) || t.isCapital(i + 1)
          : this.#in('particles', i) && (t.isCapital(i - 1) || t.isMark(i - 1, STOP)))
      ) {
        if (t.isCapital(i)) capitals++;
        i--;
        if (t.isMark(i, STOP) && t.size(i - 1) <= 3 && t.isCapital(i - 1)) i--;
      }
      if (capitals === 0) break;
      if (own < 0 && house) return i + 1;
      if (t.isHouse(i) && (own < 0 || this.#startsLine(i))) return this.flatBefore(i);
      // Without a number it may be a name that stands there: only that of a house is a part.
      if (phrase > 2 && own < 0) return this.#in('houses', last) ? i + 1 : from;
      from = i + 1;
    }
    return own < 0 ? from : own;
  }

  #startsLine(i: number): boolean {
    return i === 0 || this.#t.isKind(i - 1, TOKEN.line);
  }

  /** Index of the first token of the parish and the county before the postcode at `k`: `"Kalnini", Marupes pagasts, Marupes novads, LV-2167`. */
  regionsBefore(k: number): number {
    const t = this.#t;
    let from = k;
    for (let n = 0; n < 3; n++) {
      const comma = this.#commaBefore(from);
      const word = t.isMark(comma - 1, STOP) ? comma - 2 : comma - 1;
      if (comma < 0 || !this.#in('regions', word) || !t.isCapital(word - 1)) break;
      from = word - 1;
      if (t.isCapital(from - 1)) from--;
    }
    const comma = this.#commaBefore(from);
    if (from === k || comma < 0) return from;
    let i = comma - 1;
    if (t.isKind(i, TOKEN.mark)) i--;
    const last = i;
    while (last - i < 3 && (t.isCapital(i) || t.isHouse(i))) i--;
    if (i === last) return from;
    return t.isKind(i, TOKEN.mark) && !t.isMark(i, COMMA) && t.touches(i) ? i : i + 1;
  }

  /** Index of the comma in front of `i`, a line break may stand between; or -1. */
  #commaBefore(i: number): number {
    const t = this.#t;
    const at = t.isKind(i - 1, TOKEN.line) && t.digits[i - 1] === 1 ? i - 2 : i - 1;
    return t.isMark(at, COMMA) ? at : -1;
  }

  #isPlainCode(i: number): boolean {
    const t = this.#t;
    return (
      t.isKind(i, TOKEN.number) && t.size(i) === t.digits[i] && t.digits[i] >= 4 && t.digits[i] <= 6 && t.isHouse(i) === t.digits[i] <= 5
    );
  }

  /** Index of the last of up to two words behind token `to`, with which the message ends or a number follows; `to` when more is said. */
  restOfMessage(to: number): number {
    const t = this.#t;
    let last = to;
    while (last - to < 2 && t.isKind(last + 1, TOKEN.word) && !this.#in('stop', last + 1)) last++;
    return t.isKind(last + 1, TOKEN.word) ? to : last;
  }

  /** What stands behind the heart of an address: flats, town, region, postcode, country. */
  tail(core: Core): Tail {
    const t = this.#t;
    const tail: Tail = {
      to: core.to,
      postcode: core.holds === 'postcode',
      city: false,
      unit: core.holds === 'unit',
      state: core.holds === 'postcode',
    };
    let cityCount = 0;
    for (let step = 0; step < 10; step++) {
      let i = tail.to + 1;
      let lines = 0;
      let separated = false;
      while (i < t.count && i - tail.to < 5) {
        if (t.isMark(i, COMMA) || t.isMark(i, 0x3b) || t.isMark(i, 0xb7) || (t.isMark(i, 0x7c) && lines === 0)) separated = true;
        else if (t.isMark(i, DASH) && !t.touches(i - 1)) separated = true;
        else if (t.isMark(i, STOP) && i === tail.to + 1 && (t.isKind(i + 1, TOKEN.line) || t.size(tail.to) <= 4) && i + 1 < t.count)
          separated ||= false;
        else if (t.isMark(i, 0x28) && !separated) separated = true;
        else if (t.isKind(i, TOKEN.line) && lines === 0 && t.digits[i] === 1) lines = 1;
        else break;
        i++;
      }
      // `Gartenstr. 5 in 36037 Fulda`
      if (lines === 0 && this.#in('within', i) && this.postcode(i + 1) >= 0) {
        separated = true;
        i++;
      }
      if (i >= t.count) break;
      const stopped = t.isMark(tail.to + 1, STOP);
      const unit = this.#in('parts', i) && lines === 0 ? i : this.unit(i);
      if (unit >= 0) {
        tail.unit = true;
        tail.to = unit;
        continue;
      }
      if (lines === 0 && !separated && !t.isMark(i + 1, DASH) && this.#in('directions', i)) {
        tail.to = i;
        continue;
      }
      const code = tail.postcode ? -1 : this.postcode(i);
      if (code >= 0 && !this.countsNext(code) && (!core.lower || separated || tail.state || lines > 0 || this.#isSureCode(i, code))) {
        const city = this.city(code + 1 + (t.isMark(code + 1, COMMA) ? 1 : 0), core.lower, code);
        if (city >= 0 || this.#isSureCode(i, code) || tail.city || tail.state || separated || lines > 0) {
          tail.postcode = true;
          tail.to = city >= 0 ? city : code;
          if (city >= 0) {
            tail.city = true;
            cityCount++;
          }
          continue;
        }
      }
      const country = this.#words.end(this.#scan, t.start[i], PLACE.country);
      if (country > 0 && !stopped) {
        tail.to = this.#lastIn(i, country);
        continue;
      }
      const state = this.state(i, core.lower || t.isAllCapitals(core.to));
      if (state >= 0 && !tail.state && (this.postcode(state + 1) >= 0 || separated || tail.city || core.lower)) {
        tail.state = true;
        tail.to = state;
        continue;
      }
      if (cityCount < 3 && !stopped) {
        const city =
          lines === 0 && this.#in('within', i)
            ? this.#townWithin(i + 1, core.lower)
            : this.#townAhead(i, core.lower, separated || lines > 0, lines > 0);
        if (city >= 0) {
          tail.to = city;
          tail.city = true;
          cityCount++;
          continue;
        }
      }
      break;
    }
    return tail;
  }

  /** Index of the last token of the flat that begins at `i`: `lgh 1101`, `Apt 4B`, `2nd floor`, `#01-23`; or -1. */
  unit(i: number): number {
    const t = this.#t;
    if (i >= t.count) return -1;
    if (t.isMark(i, 0x23)) {
      if (t.isKind(i + 1, TOKEN.number) && t.digits[i + 1] <= 5) return i + 1;
      return (t.isKind(i + 1, TOKEN.word) && t.size(i + 1) === 1) || t.isKind(i + 1, TOKEN.code) ? i + 1 : -1;
    }
    const end = this.#in('rooms', i) ? t.end[i] : this.#words.end(this.#scan, t.start[i], STREET.unit);
    if (end > 0) {
      let n = this.#lastIn(i, end) + 1;
      if (t.isMark(n, STOP)) n++;
      if (this.#in('numberSigns', n) || t.isMark(n, 0x23)) n += t.isMark(n + 1, STOP) ? 2 : 1;
      if (t.isKind(n, TOKEN.number) && t.digits[n] <= 5) {
        const letter =
          t.isKind(n + 1, TOKEN.word) && t.size(n + 1) === 1 && (t.isCapital(n + 1) || this.#ends(n + 1)) && !this.#in('stop', n + 1);
        return letter ? n + 1 : n;
      }
      if (t.isKind(n, TOKEN.code) && t.size(n) <= 5) return n;
      if (t.isKind(n, TOKEN.word) && t.size(n) === 1 && t.isCapital(n)) return n;
      return -1;
    }
    // `2. tv`, `3o B` with a raised o, `2nd floor`
    if (!t.isKind(i, TOKEN.number) || t.digits[i] > (this.#in('rooms', i + 1) || this.#in('rooms', i + 2) ? 4 : 2)) return -1;
    let n = i + 1;
    // `2.\u00ba B`: Spaniards put the stop in front of the raised letter.
    if (t.isMark(n, STOP) && this.#isRaised(n + 1)) return t.isKind(n + 2, TOKEN.word) && t.size(n + 2) <= 4 ? n + 2 : n + 1;
    const sign = t.isMark(n, STOP) || t.isMark(n, 0xba) || t.isMark(n, 0xb0) || t.isMark(n, 0xaa);
    if (sign) n++;
    const raised = t.text.charCodeAt(t.end[i] - 1);
    if (!sign && (raised === 0xba || raised === 0xaa)) return t.isKind(n, TOKEN.word) && (t.size(n) === 1 || this.#in('spots', n)) ? n : i;
    if (!t.isKind(n, TOKEN.word)) return sign && !t.isMark(i + 1, STOP) ? i + 1 : -1;
    if (sign && !t.isMark(i + 1, STOP)) return t.size(n) <= 3 ? n : i + 1;
    return this.#in('spots', n) ? n + (t.isMark(n + 1, STOP) && t.size(n) <= 3 ? 1 : 0) : -1;
  }

  #isRaised(i: number): boolean {
    const unit = i < this.#t.count ? this.#t.text.charCodeAt(this.#t.start[i]) : 0;
    return unit === 0xba || unit === 0xb0 || unit === 0xaa;
  }

  /** Index of the last token of the postcode that begins at `i`, or -1. */
  postcode(i: number): number {
    const t = this.#t;
    if (i >= t.count) return -1;
    const at = t.start[i];
    const shape = t.isKind(i, TOKEN.number)
      ? (digitPostcode(t.text, at) ?? lowerDutch(t.text, at))
      : t.isKind(i, TOKEN.code) || t.isKind(i, TOKEN.word)
        ? letterPostcode(t.text, at)
        : undefined;
    return shape === undefined ? -1 : this.#lastIn(i, shape.end);
  }

  #isSureCode(i: number, last: number): boolean {
    const t = this.#t;
    if (!t.isKind(i, TOKEN.number)) return true;
    return t.digits[i] >= 5 || last > i || t.size(i) > t.digits[i];
  }

  /** Index of the last token of the town that begins at `i`, or -1; `before` is the postcode in front of it. */
  city(i: number, lower: boolean, before: number): number {
    const t = this.#t;
    if (i >= t.count) return -1;
    let at = i;
    // One line break between postcode and town: a reply that was wrapped.
    if (t.isKind(at, TOKEN.line)) {
      if (t.digits[at] > 1 || !/>/.test(t.text.slice(t.start[at], t.end[at]))) return -1;
      at++;
    }
    const last = this.#capitals(at, 3);
    if (last >= 0) return this.#withPart(last);
    if (lower && before >= 0 && t.isKind(at, TOKEN.word) && t.size(at) > 2 && !this.#in('stop', at) && !this.#in('afterNumber', at))
      return at;
    return -1;
  }

  /** Index of the last token of a town that is all of the line behind token `i`, or -1. */
  townOnNextLine(i: number): number {
    const t = this.#t;
    if (!t.isKind(i + 1, TOKEN.line) || t.digits[i + 1] !== 1) return -1;
    const last = this.#capitals(i + 2, 3);
    return last >= 0 && (last + 1 >= t.count || t.isKind(last + 1, TOKEN.line)) ? last : -1;
  }

  /** Index of the last token of the region's name or code at `i`, or -1. */
  state(i: number, lower: boolean): number {
    const t = this.#t;
    if (!t.isKind(i, TOKEN.word)) return -1;
    const named = this.#words.end(this.#scan, t.start[i], PLACE.state);
    if (named > 0) return this.#lastIn(i, named);
    // A code in no list counts between a town and five digits.
    const five = t.size(i) === 2 && t.isAllCapitals(i) && t.isKind(i + 1, TOKEN.number) && t.digits[i + 1] === 5 && t.isMark(i - 1, COMMA);
    if (five) return i;
    if (t.size(i) > 3 || t.size(i) < 2 || !this.#in('states', i)) return -1;
    if (t.isAllCapitals(i)) return i;
    // `or`, `in`, `me` are words as well.
    return lower && (!this.#in('stop', i) || this.postcode(i + 1) >= 0 || this.#ends(i)) ? i : -1;
  }

  /** A town behind the street, told by what follows it: nothing, a mark, a region or a postcode. */
  #townAhead(i: number, lower: boolean, separated: boolean, line: boolean): number {
    const t = this.#t;
    const last = this.#capitals(i, 4);
    if (last >= 0) {
      if (this.#followedByCode(last + 1)) return last;
      // `Box 4, Firmware 14.20`: a name with a number of its own is no town.
      if (line || (t.isKind(last + 1, TOKEN.number) && this.unit(last + 1) < 0)) return -1;
      // Without a comma the words that follow may be the next sentence's, or a name.
      return separated ? this.#withPart(last) : -1;
    }
    if (!lower) return -1;
    for (let k = i; k < t.count && k - i < 5; k++) {
      if (!t.isKind(k, TOKEN.word) || t.isCapital(k) || (this.#in('stop', k) && !this.#in('particles', k)) || (line && k === i)) return -1;
      const ahead = this.#words.end(this.#scan, t.start[k + 1] ?? -1, PLACE.state | PLACE.country);
      if (
        k + 1 < t.count &&
        (ahead > 0 || this.state(k + 1, true) >= 0
          ? this.#followedByCode(k + 1)
          : this.postcode(k + 1) >= 0 && this.#isSureCode(k + 1, this.postcode(k + 1)))
      )
        return k;
    }
    return -1;
  }

  /** Index of the last token of the town at `i`, behind "in": by its capital, or without capitals where nothing but a small word follows; or -1. */
  #townWithin(i: number, lower: boolean): number {
    const t = this.#t;
    if (this.#in('notTowns', i)) return -1;
    const last = this.#capitals(i, 3);
    // `Skolgatan 21 i Torup och Parkgatan 3`: another street
    if (last >= 0) return t.isHouse(last + 1) ? i : this.#withPart(last);
    if (!lower || !t.isKind(i, TOKEN.word) || t.size(i) < 3) return -1;
    if (this.#in('stop', i) || this.#in('notNames', i) || this.#in('particles', i)) return -1;
    return this.#ends(i) || t.size(i + 1) <= 4 ? i : -1;
  }

  /** Index of the last token of what tells a town from others of its name, behind `last`: `(Oder)`, `a. M.`, `/Saale`; or `last`. */
  #withPart(last: number): number {
    const t = this.#t;
    TOWN_PART.lastIndex = t.end[last];
    return TOWN_PART.test(t.text) ? this.#lastIn(last, TOWN_PART.lastIndex) : last;
  }

  /** A postcode at `i`, or a region or a country and then a postcode or the end. */
  #followedByCode(i: number): boolean {
    const t = this.#t;
    let at = this.#overMarks(i);
    if (this.postcode(at) >= 0) return true;
    const line = t.isKind(at - 1, TOKEN.line);
    const country = this.#words.end(this.#scan, t.start[at] ?? -1, PLACE.country);
    const region = country > 0 && at < t.count ? this.#lastIn(at, country) : this.state(at, !line);
    if (region >= 0) {
      at = this.#overMarks(region + 1);
      return this.postcode(at) >= 0 || this.#ends(region) || this.#words.end(this.#scan, t.start[at] ?? -1, PLACE.country) > 0;
    }
    // The region stands on the next line, by a name that is in no list.
    const name = line ? this.#capitals(at, 3) : -1;
    return name >= 0 && this.postcode(name + 1) >= 0;
  }

  /** The index behind a comma, a dash and one line break. */
  #overMarks(i: number): number {
    const t = this.#t;
    let at = i;
    for (let n = 0; n < 3; n++)
      if (t.isMark(at, COMMA) || (t.isMark(at, DASH) && !t.touches(at)) || (t.isKind(at, TOKEN.line) && t.digits[at] === 1)) at++;
    return at;
  }

  /** Index of the last of up to `most` capitalised words from `i` on, with particles between; or -1. */
  #capitals(first: number, most: number): number {
    const t = this.#t;
    const i = this.#in('cityLeads', first) ? first + (t.isMark(first + 1, STOP) ? 2 : 1) : this.#behindArticle(first);
    if (!t.isCapital(i) || this.#in('stop', i) || t.size(i) < 2) return -1;
    let last = i;
    let at = i + 1;
    for (let count = 1; count < most && at < t.count; at++) {
      if (t.isMark(at, STOP) && at === last + 1 && t.size(last) <= 3 && t.isCapital(at + 1)) continue;
      if (t.isCapital(at)) {
        if (this.#in('stop', at) || (t.size(at) === 2 && t.isAllCapitals(at) && this.#in('states', at))) break;
        last = at;
        count++;
      } else if (!this.#in('particles', at) || !(t.isCapital(at + 1) || (this.#in('particles', at + 1) && t.isCapital(at + 2)))) break;
    }
    return last;
  }

  /** The index behind the Dutch article that begins the name of a town, `'s-Gravenhage`, `'t Zand`; `i` when none does. */
  #behindArticle(i: number): number {
    const t = this.#t;
    if (!(t.isMark(i, 0x27) || t.isMark(i, 0x2019)) || !t.touches(i)) return i;
    return t.isKind(i + 1, TOKEN.word) && t.size(i + 1) === 1 ? i + 2 : i + 1;
  }

  /** A number in front of the street that belongs to it: `74678 Magasinsgatan 7`. */
  #frontNumber(from: number): number {
    const t = this.#t;
    let first = from;
    if (t.isHouse(first - 1) && adjacent(t, first - 1) && (t.size(first - 1) === t.digits[first - 1] || t.digits[first - 1] > 1)) first--;
    // `no 45 gateway road`
    const sign = t.isMark(first - 1, STOP) && t.touches(first - 2) ? first - 2 : first - 1;
    if (t.isKind(first, TOKEN.number) && t.isKind(sign, TOKEN.word) && t.size(sign) <= 2 && this.#in('numberSigns', sign)) return sign;
    return first;
  }

  /** `Street SW`, `St.`: what belongs to the street's word. */
  #behindWord(k: number): number {
    const t = this.#t;
    let to = k;
    if (
      t.isMark(to + 1, STOP) &&
      t.size(to) <= 4 &&
      t.touches(to) &&
      (t.isKind(to + 2, TOKEN.number) || t.isMark(to + 2, COMMA) || this.#in('directions', to + 2))
    )
      to++;
    if (this.#in('directions', to + 1)) to++;
    // `808 Kalman Imre u. 12.`
    const n = t.isMark(to + 1, STOP) && t.size(k) <= 4 ? to + 2 : to + 1;
    if (t.isHouse(n) && t.digits[n] <= 4 && this.#closes(n) && !this.countsNext(n) && adjacent(t, n - 1)) return this.#behindNumber(n);
    return to;
  }

  /** `12 B`, `1 A 2`, `12 bis`, `12/3 - 4`: what belongs to the number of a house. */
  #behindNumber(n: number): number {
    const t = this.#t;
    let to = n;
    if (t.isMark(to + 1, STOP) && t.touches(to) && (t.isKind(to + 2, TOKEN.line) || this.#isUnit(to + 2))) to++;
    if (this.#in('afterNumber', to + 1)) return to + 1;
    if (t.isKind(to + 1, TOKEN.word) && t.size(to + 1) === 1 && adjacent(t, to) && this.unit(to + 1) < 0) {
      const flat = t.isHouse(to + 2) && t.digits[to + 2] === 4 && t.size(to + 2) === 4 && adjacent(t, to + 1);
      if (t.isCapital(to + 1) || this.#ends(to + 1) || flat) to++;
      if (to > n && t.isHouse(to + 1) && (flat || t.digits[to + 1] <= 3) && adjacent(t, to)) to++;
    }
    return to;
  }

  /** What follows the number counts or measures: `2 times`, `5 km`, `6 Wochen`. */
  countsNext(n: number): boolean {
    const t = this.#t;
    if (!t.isKind(n + 1, TOKEN.word) || !adjacent(t, n)) return false;
    return t.isCapital(n + 1) ? this.#in('measures', n + 1) : this.#in('notNames', n + 1) && this.unit(n + 1) < 0;
  }

  #countsThings(house: number): boolean {
    return this.#t.isKind(house + 1, TOKEN.word) && this.#in('notNames', house + 1);
  }

  /** The number at `n` ends what is said: a mark, a line's end, a flat, a town or a capital follows. */
  #closes(n: number): boolean {
    const t = this.#t;
    if (n + 1 >= t.count || !t.isKind(n + 1, TOKEN.word)) return true;
    return t.isCapital(n + 1) || t.size(n + 1) === 1 || this.#isUnit(n + 1) || (this.#in('within', n + 1) && t.isCapital(n + 2));
  }

  /** Nothing of the sentence follows the token. */
  #ends(i: number): boolean {
    const t = this.#t;
    return i + 1 >= t.count || t.isKind(i + 1, TOKEN.line) || t.isKind(i + 1, TOKEN.mark);
  }

  #isUnit(i: number): boolean {
    const t = this.#t;
    return i < t.count && i >= 0 && this.#words.end(this.#scan, t.start[i], STREET.unit) > 0;
  }

  #in(list: Parameters<AddressLexicon['in']>[0], i: number): boolean {
    const t = this.#t;
    if (i < 0 || i >= t.count || (t.kind[i] !== TOKEN.word && !(list === 'numberSigns' && t.kind[i] === TOKEN.mark))) return false;
    const word = t.text.slice(t.start[i], t.end[i]);
    return t.kind[i] === TOKEN.mark ? word === '\u2116' : this.#words.in(list, word);
  }

  /** Index of the last token that begins before `end`. */
  #lastIn(i: number, end: number): number {
    const t = this.#t;
    let last = i;
    while (last + 1 < t.count && t.start[last + 1] < end) last++;
    return last;
  }
}

/** `(Oder)`, `/Saale`, `a. M.`, `o. d. Tauber`: behind the name of a town. */
const TOWN_PART = /(?: ?\(\p{Lu}\p{L}{2,14}\)|\/\p{Lu}\p{L}{2,14}|(?: [abiou]\.(?: ?[dr]\.)?) ?\p{Lu}\p{L}{0,14}\b\.?)/uy;

/** At most two blanks stand between token i and the next. */
function adjacent(t: AddressTokens, i: number): boolean {
  return i >= 0 && i + 1 < t.count && t.start[i + 1] - t.end[i] <= 2;
}
