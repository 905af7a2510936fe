import { numberWord } from './number-words.ts';
import { foldWord } from './words.ts';

const DE = '(?:ein|zwei|drei|vier|funf|sechs|sieben|acht|neun)';
const NL = '(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)';
const DE_TEENS = '(?:drei|vier|funf|sech|sieb|acht|neun)zehn';
const DE_TENS = '(?:(?:zwan|vier|funf|sech|sieb|acht|neun)z|drei(?:ss|\u00df))ig';
const NL_TEENS = '(?:der|veer|vijf|zes|zeven|acht|negen)tien';
const LV_TENS = '(?:vien|div|tris|cetr|piec|ses|septin|aston|devin)(?:padsmit|desmit)';

/** Days of the month as they are said, folded. */
const ORDINAL = all(
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth',
  `(?:ers|zwei|drit|vier|funf|sechs|sieb|siebent|ach|neun|zehn|elf|zwolf|${DE_TEENS})te[nr]?|(?:${DE}und)?${DE_TENS}ste[nr]?`,
  `eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|${NL_TEENS}de|(?:${NL}en)?(?:twintig|dertig)ste`,
  '(?:tjugo|trettio)?(?:forsta|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde)|tionde|elfte|tolfte|(?:tret|fjor|fem|sex|sjut|ar|nit)tonde|(?:tjugo|trettio)nde',
  `(?:pirm|otr|tres|ceturt|piekt|sest|septit|astot|devit|desmit|${LV_TENS})(?:ais|aja|o|a)`,
);
const DUTCH_DAY = all(`tien|elf|twaalf|${NL}|${NL_TEENS}|(?:${NL}en)?(?:twintig|dertig)`);
/** What stands before or between the numbers of a clock: half ten, quarter past. */
const PART = all('half|quarter|past|to|halv|kvart|over|i|halb|viertel|dreiviertel|nach|vor|kwart|voor|ceturksnis|bez|pari');
const HALF = all('half|halv|halb|pus');
/** Half past, with its hour in one word: `pusdivos`. */
const HALF_HOUR = all('pus(?:vienos|divos|trijos|cetros|piecos|sesos|septinos|astonos|devinos|desmitos|vienpadsmitos|divpadsmitos)');

/** A word that says a number below a hundred. */
export function isCardinal(word: string): boolean {
  const said = numberWord(word, 0, word.length);
  return said?.kind === 'numeral' && said.value < 100;
}

/** A word of a year: a number, or one of hundreds and thousands. */
export function isYearPart(word: string): boolean {
  const kind = numberWord(word, 0, word.length)?.kind;
  return kind === 'numeral' || kind === 'scale';
}

/** A word of hundreds or thousands. */
export function isScale(word: string): boolean {
  return numberWord(word, 0, word.length)?.kind === 'scale';
}

/** A word that says a day of the month; the Dutch count their days. */
export function isSpokenDay(word: string): boolean {
  const folded = foldWord(word);
  return ORDINAL.test(folded) || DUTCH_DAY.test(folded);
}

/** A word that tells the clock beside its numbers: half, quarter, past. */
export function isClockPart(word: string): boolean {
  const folded = foldWord(word);
  return PART.test(folded) || HALF_HOUR.test(folded);
}

/** A word for the half hour that stands before its hour. */
export function isHalf(word: string): boolean {
  return HALF.test(foldWord(word));
}

/** A word that is a whole time: `pusdivos`. */
export function isHalfHour(word: string): boolean {
  return HALF_HOUR.test(foldWord(word));
}

function all(...lists: readonly string[]): RegExp {
  return new RegExp(`^(?:${lists.join('|')})$`);
}
