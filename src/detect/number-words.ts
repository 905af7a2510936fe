import { letterOf } from '../letters.ts';

/** A word for a number. */
export interface Numeral {
  readonly value: number;
  /** Bits of the languages that have the word: a number is said in one of them. */
  readonly languages: number;
}

/**
 * The words of a language, folded as cue words are: those of 0 to 9, of 10 to 19 and of 20, 30 ... 90, variants behind a stroke. `join`: what stands
 * between the two parts of 21 to 99 when they are one word; `ones`: the smaller part comes first.
 */
interface Language {
  readonly units: string;
  readonly teens?: string;
  readonly tens?: string;
  readonly join?: readonly string[];
  readonly ones?: boolean;
  readonly hundred?: readonly string[];
  /** 1 to 9 as they stand before a hundred in one word, where that is not how they stand alone: `piecsimt`. */
  readonly stems?: string;
  readonly thousand?: readonly string[];
}

const LANGUAGES: readonly Language[] = [
  {
    units: 'zero/oh/nought/naught/o one two three four five six seven eight nine',
    teens: 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'twenty thirty forty/fourty fifty sixty seventy eighty ninety',
    hundred: ['hundred'],
    thousand: ['thousand'],
  },
  {
    units:
      'noll/nolla/nollan ett/etta/ettan/en tva/tvaa/tvaan tre/trea/trean fyra/fyran fem/femma/femman sex/sexa/sexan sju/sjua/sjuan atta/attan nio/nia/nian',
    teens: 'tio elva tolv tretton fjorton femton sexton sjutton arton/aderton nitton',
    tens: 'tjugo/tjugi trettio/tretti fyrtio/fyrti femtio/femti sextio/sexti sjuttio/sjutti attio/atti nittio/nitti',
    join: [''],
    hundred: ['hundra'],
    thousand: ['tusen'],
  },
  {
    units: 'nul/nulletje een/eentje twee drie vier vijf zes zeven/zeuven acht negen',
    teens: 'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
    tens: 'twintig dertig veertig vijftig zestig zeventig tachtig negentig',
    join: ['en'],
    ones: true,
    hundred: ['honderd'],
    thousand: ['duizend'],
  },
  {
    units:
      'nulle/nulli/nulles viens/viena/vienu/vieni/vienas/vienos divi/divas/divus/divu/divos/diviem tris/triju/trim/trijos/trijiem cetri/cetras/cetrus/cetru/cetros/cetriem pieci/piecas/piecus/piecu/piecos/pieciem sesi/sesas/sesus/sesu/sesos/sesiem septini/septinas/septinus/septinu/septinos/septiniem astoni/astonas/astonus/astonu/astonos/astoniem devini/devinas/devinus/devinu/devinos/deviniem',
    teens:
      'desmit/desmits/desmitos vienpadsmit/vienpacmit/vienpadsmitos divpadsmit/divpacmit/divpadsmitos trispadsmit/trispacmit cetrpadsmit/cetrpacmit piecpadsmit/piecpacmit sespadsmit/sespacmit septinpadsmit/septinpacmit astonpadsmit/astonpacmit devinpadsmit/devinpacmit',
    tens: 'divdesmit/divdesmits trisdesmit/trisdesmits cetrdesmit piecdesmit sesdesmit septindesmit astondesmit devindesmit',
    join: [''],
    hundred: ['simts', 'simt', 'simti', 'simtu'],
    stems: 'vien div tris cetr piec ses septin aston devin',
    thousand: ['tukstotis', 'tukstosi', 'tukstos'],
  },
  {
    // Also as Swiss and Austrians say them, and with umlauts written out.
    units:
      'null/nulla ein/eins/eis/ans zwei/zwo/zwoi/zwee/zwoa/zwa drei/dru/drii vier/viere/vieri funf/fuenf/funfe/fuf/fufi/foif/foifi/fumf sechs/sechse/sachs/sachsi/sex sieben/siebene/siebe/sibe/sibni/siebn acht/achte/achti neun/neune/nun/nuni/nuun',
    teens:
      'zehn/zehne/zah/zani/zehni elf/elfi/elfe/olf zwolf/zwoelf/zwolfi/zwolfe dreizehn/drizah vierzehn/vierzah funfzehn/fuenfzehn/fufzah/fuffzehn sechzehn/sachzah siebzehn/siebzah/sibzah achtzehn/achtzah neunzehn/nunzah',
    tens: 'zwanzig/zwanzg dreisig/dreissig/dreisg/drissg/driissg vierzig/vierzg funfzig/fuenfzig/fuffzig/fufzg/fufzig sechzig/sechzg/sachzg siebzig/siebzg/sibezg/sibzg achtzig/achtzg neunzig/neunzg/nunzg',
    join: ['und', 'e', 'i', 'a', 'ne', 'en'],
    ones: true,
    hundred: ['hundert'],
    thousand: ['tausend', 'tuusig', 'tusig'],
  },
  {
    units: 'nul en/et to tre fire fem seks syv otte ni',
    teens: 'ti elleve tolv tretten fjorten femten seksten sytten atten nitten',
    tens: 'tyve tredive/tredve fyrre halvtreds tres halvfjerds firs halvfems',
    join: ['og'],
    ones: true,
    hundred: ['hundrede'],
  },
  {
    units: 'null en/ett to tre fire fem seks sju/syv atte ni',
    teens: 'ti elleve tolv tretten fjorten femten seksten sytten atten nitten',
    tens: 'tjue tretti forti femti seksti sytti atti nitti',
    join: [''],
    hundred: ['hundre'],
  },
  {
    units: 'nolla yksi/yks kaksi/kaks kolme nelja viisi/viis kuusi/kuus seitseman kahdeksan yhdeksan',
    teens: 'kymmenen yksitoista kaksitoista kolmetoista neljatoista viisitoista kuusitoista seitsemantoista kahdeksantoista yhdeksantoista',
    tens: 'kaksikymmenta kolmekymmenta neljakymmenta viisikymmenta kuusikymmenta seitsemankymmenta kahdeksankymmenta yhdeksankymmenta',
    join: [''],
    hundred: ['sata', 'sataa'],
  },
  {
    units: 'zero un deux trois quatre cinq six sept huit neuf',
    teens: 'dix onze douze treize quatorze quinze seize',
    tens: 'vingt trente quarante cinquante soixante septante huitante nonante',
    hundred: ['cent'],
  },
  {
    units: 'cero uno/una dos tres cuatro cinco seis siete ocho nueve',
    teens: 'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  },
  {
    units: 'zero uno due tre quattro cinque sei sette otto nove',
    teens: 'dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    tens: 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
    join: [''],
  },
  {
    units: 'zero um/uma dois/duas tres quatro cinco seis/meia sete oito nove',
    teens: 'dez onze doze treze quatorze/catorze quinze dezesseis dezessete dezoito dezenove',
    tens: 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
  },
  {
    units: 'zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec',
    teens: 'dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie',
    tens: 'dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat',
  },
  {
    units: 'null uks kaks kolm neli viis kuus seitse kaheksa uheksa',
    teens: 'kumme uksteist kaksteist kolmteist neliteist viisteist kuusteist seitseteist kaheksateist uheksateist',
    tens: 'kakskummend kolmkummend nelikummend viiskummend kuuskummend seitsekummend kaheksakummend uheksakummend',
  },
  {
    units: 'nulis vienas du trys keturi penki sesi septyni astuoni devyni',
    teens: 'desimt vienuolika dvylika trylika keturiolika penkiolika sesiolika septyniolika astuoniolika devyniolika',
    tens: 'dvidesimt trisdesimt keturiasdesimt penkiasdesimt sesiasdesimt septyniasdesimt astuoniasdesimt devyniasdesimt',
  },
  {
    // Russian, from nought to nine.
    units:
      '\u043d\u043e\u043b\u044c/\u043d\u0443\u043b\u044c \u043e\u0434\u0438\u043d \u0434\u0432\u0430 \u0442\u0440\u0438 \u0447\u0435\u0442\u044b\u0440\u0435 \u043f\u044f\u0442\u044c \u0448\u0435\u0441\u0442\u044c \u0441\u0435\u043c\u044c \u0432\u043e\u0441\u0435\u043c\u044c \u0434\u0435\u0432\u044f\u0442\u044c',
  },
];

/** Words that say the next digit again. */
const REPEATS: ReadonlyMap<string, number> = new Map(Object.entries({ double: 2, triple: 3, treble: 3, dubbel: 2, dubbelt: 2, doppel: 2 }));
/** Signs between numbers that are said as words. */
const SIGNS = new Set(
  'dash hyphen minus slash plus streck bindestreck streepje koppelteken schuine svitrina domuzime defise strich bindestrich schragstrich tiret guion'.split(
    ' ',
  ),
);
/** Words of hesitation, and those that join the parts of one number. */
const HESITATIONS = new Set('ah ahm eh ehm uh uhm um er erm hm hmm oh aa ee'.split(' '));
const JOINERS = new Set('and och und en og un et y e'.split(' '));
const SCALES = new Map<string, Numeral>();
const NUMERALS = new Map<string, Numeral>();

function add(words: Map<string, Numeral>, word: string, value: number, language: number): void {
  const known = words.get(word);
  if (known === undefined || known.value === value) words.set(word, { value, languages: (known?.languages ?? 0) | (1 << language) });
}

/** The tens of languages that write 21 to 99 as one word. */
interface Tens {
  readonly word: string;
  readonly value: number;
  readonly language: number;
}
const TENS: Tens[] = [];
const STEMS = new Map<string, Numeral>();
/** Said of many other things too. */
const COMMON = new Set('o en et to un du um uno una ein een one ett ni ti as ans tres dos sei due tri sex null six'.split(' '));
const WAKING: string[] = [];

LANGUAGES.forEach(({ units, teens = '', tens = '', join = [], ones = false, hundred = [], stems = '', thousand = [] }, language) => {
  const read = (words: string, first: number, step: number) =>
    words.split(' ').forEach((forms, i) => {
      for (const word of forms.split('/')) {
        add(NUMERALS, word, first + step * i, language);
        if (!COMMON.has(word)) WAKING.push(word);
        if (step === 10 && join.length > 0) TENS.push({ word, value: first + step * i, language });
      }
    });
  read(units, 0, 1);
  if (teens !== '') read(teens, 10, 1);
  if (tens !== '') read(tens, 20, 10);
  for (const form of hundred) add(SCALES, form, 100, language);
  if (stems !== '') stems.split(' ').forEach((stem, i) => add(STEMS, stem, i + 1, language));
  for (const form of thousand) add(SCALES, form, 1000, language);
  // Of the compounds the plainest wake a text; the others stand beside plain words.
  const plain = units.split(' ').map((forms) => forms.split('/')[0]);
  if (tens !== '' && join.length > 0)
    for (const forms of tens.split(' '))
      for (const unit of plain.slice(1)) {
        const [word] = forms.split('/');
        WAKING.push(ones ? `${unit}${join[0]}${word}` : `${word}${join[0]}${unit}`);
      }
});

/** The nineteen of each language: of other centuries the words of a year stand apart. */
const NINETEENS = [...NUMERALS].filter(([, { value }]) => value === 19).map(([word, { languages }]) => ({ word, languages }));

/** Words that numbers hold and little else does. */
export const NUMERAL_WORDS: readonly string[] = [...new Set(WAKING)];

/** What a word says in a number that is read out. */
export type NumberWord =
  | ({ readonly kind: 'numeral' | 'scale' } & Numeral)
  | { readonly kind: 'repeat'; readonly times: number }
  | { readonly kind: 'sign' | 'hesitation' | 'joiner' };

const SIGN: NumberWord = { kind: 'sign' };
const HESITATION: NumberWord = { kind: 'hesitation' };
const JOINER: NumberWord = { kind: 'joiner' };
/** Longer words are no numbers. */
export const MAX_NUMBER_WORD = 48;

/** Reads the word text[start..end); undefined when it has no part in a number. */
export function numberWord(text: string, start: number, end: number): NumberWord | undefined {
  if (end - start > MAX_NUMBER_WORD) return undefined;
  let word = '';
  for (let i = start; i < end; i++) word += String.fromCharCode(letterOf(text.charCodeAt(i)));
  const numeral = NUMERALS.get(word);
  if (numeral !== undefined) return { kind: 'numeral', ...numeral };
  const scale = SCALES.get(word);
  if (scale !== undefined) return { kind: 'scale', ...scale };
  if (SIGNS.has(word)) return SIGN;
  if (JOINERS.has(word)) return JOINER;
  if (HESITATIONS.has(word)) return HESITATION;
  const times = REPEATS.get(word);
  if (times !== undefined) return { kind: 'repeat', times };
  const compound = compoundOf(word);
  return compound && { kind: 'numeral', ...compound };
}

/** `fyrtiofyra`, `sechsefuefzg`, `tvahundrafyrtiofyra`, `zweitausendvier`. */
function compoundOf(word: string): Numeral | undefined {
  if (word.length < SHORTEST_COMPOUND) return undefined;
  for (const [scale, { value, languages }] of SCALES) {
    const at = word.indexOf(scale);
    if (at < 0) continue;
    const before = at === 0 ? { value: 1, languages } : timesOf(word.slice(0, at), languages);
    if (before === undefined) continue;
    const rest = word.slice(at + scale.length).replace(/^(?:und|och|en|og)(?=...)/, '');
    const after = rest === '' ? { value: 0, languages } : (below100(rest) ?? (value === 1000 ? compoundOf(rest) : undefined));
    if (after === undefined || after.value >= value) continue;
    const all = before.languages & languages & after.languages;
    if (all !== 0) return { value: before.value * value + after.value, languages: all };
  }
  return below100(word) ?? yearOf(word);
}

/** A year in one word without its hundred: `negentienvijfendertig`. */
function yearOf(word: string): Numeral | undefined {
  for (const { word: nineteen, languages } of NINETEENS) {
    const rest = word.startsWith(nineteen) ? below100(word.slice(nineteen.length)) : undefined;
    if (rest !== undefined && rest.value > 9 && (rest.languages & languages) !== 0)
      return { value: 1900 + rest.value, languages: rest.languages & languages };
  }
  return undefined;
}

/** The number before a hundred or thousand of one of `languages`. */
function timesOf(word: string, languages: number): Numeral | undefined {
  const stem = STEMS.get(word);
  return stem !== undefined && (stem.languages & languages) !== 0 ? stem : below100(word);
}

/** Shortest numeral of two parts that are one word. */
const SHORTEST_COMPOUND = 7;

function below100(word: string): Numeral | undefined {
  const known = NUMERALS.get(word);
  if (known !== undefined) return known;
  for (const { word: ten, value, language } of TENS) {
    const { ones = false, join = [] } = LANGUAGES[language];
    if (!(ones ? word.endsWith(ten) : word.startsWith(ten))) continue;
    const rest = ones ? word.slice(0, -ten.length) : word.slice(ten.length);
    for (const between of join) {
      if (!(ones ? rest.endsWith(between) : rest.startsWith(between))) continue;
      const unit = NUMERALS.get(ones ? rest.slice(0, rest.length - between.length) : rest.slice(between.length));
      if (unit !== undefined && unit.value > 0 && unit.value < 10 && (unit.languages & (1 << language)) !== 0)
        return { value: value + unit.value, languages: 1 << language };
    }
  }
  return undefined;
}
