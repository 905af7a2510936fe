/**
 * Words for the signs in a password or a user name that is dictated. `JOINS` have the next part behind them, `SIGNS` may end the value. Words that
 * a sentence goes on with (plus, comma, full stop) are none of them.
 */
const JOINS = [
  'underscore|dash|hyphen|dot',
  'understreck|bindestreck|streck|punkt',
  '(?:laag |liggend )?streepje|koppelteken|punt',
  'apak\u0161sv\u012btra|apak\u0161\u0113j\u0101 sv\u012btra|pasv\u012btra|domuz\u012bme|defise|sv\u012btri\u0146a|punkts',
  'unterstrich|bindestrich|strich',
  'tiret(?: bas)?|guion(?: bajo)?|podkre\u015blnik|my\u015blnik|alaviiva|viiva|understreg|bindestreg|understrek|alakriips|sidekriips',
  '(?:\u043d\u0438\u0436\u043d\u0435\u0435 )?\u043f\u043e\u0434\u0447[\u0435\u0451]\u0440\u043a\u0438\u0432\u0430\u043d\u0438\u0435|\u0434\u0435\u0444\u0438\u0441|\u0442\u0438\u0440\u0435',
].join('|');
const SIGNS = [
  'exclamation (?:mark|point)|question mark|hash(?:tag| sign| key)?|pound sign|asterisk|(?:dollar|percent|at|plus) sign|ampersand',
  'utropstecken|fr\u00e5getecken|hashtag|fyrkant|br\u00e4dg\u00e5rd|stj\u00e4rna|(?:dollar|procent|plus)tecken|snabel-?a',
  'uitroepteken|vraagteken|hekje|sterretje|(?:dollar|procent|plus)teken|apenstaartje',
  'izsaukuma z\u012bme|jaut\u0101juma z\u012bme|rest\u012bte|re\u017e\u0123\u012btis|zvaigzn\u012bte|(?:dol\u0101ra|procentu|plusa) z\u012bme',
  '(?:ausrufe|ausrufungs|ruf|frage)zeichen|raute(?:zeichen)?|sternchen|(?:dollar|prozent|plus|und)zeichen|klammeraffe',
  "point d'exclamation|di\u00e8se|signo de exclamaci\u00f3n|almohadilla|wykrzyknik|krzy\u017cyk|gwiazdka|huutomerkki|risuaita|udr\u00e5bstegn|utropstegn|h\u00fc\u00fcum\u00e4rk",
  '\u0432\u043e\u0441\u043a\u043b\u0438\u0446\u0430\u0442\u0435\u043b\u044c\u043d\u044b\u0439 \u0437\u043d\u0430\u043a|\u0440\u0435\u0448[\u0435\u0451]\u0442\u043a\u0430|\u0437\u0432[\u0435\u0451]\u0437\u0434\u043e\u0447\u043a\u0430',
].join('|');

/** A number, and a sign with what it joins: ` underscore admin`, ` 282 exclamation mark`, ` hash 7`. */
const SAID = new RegExp(`(?: \\d{1,6})?,? (?:(?:${JOINS}),? [\\p{L}\\d]{1,20}|(?:${SIGNS})(?:,? \\d{1,6})?)(?![\\p{L}\\d])`, 'iuy');
/** Signs of one value. */
const MAX_SAID = 4;
const MAX_UNITS = 80;

/**
 * End of the value text[start..end) with the signs that are said behind it; `end` when none are.
 * > | the login is hamish underscore admin and
 *                  ^start ^end             ^gives
 */
export function saidEnd(text: string, start: number, end: number): number {
  let last = end;
  for (let count = 0; count < MAX_SAID; count++) {
    SAID.lastIndex = last;
    if (text.charCodeAt(last) > 0x2c || !SAID.test(text) || SAID.lastIndex - start > MAX_UNITS) break;
    last = SAID.lastIndex;
  }
  return last;
}
