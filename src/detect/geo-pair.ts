import type { Detector, Scan } from '../types.ts';
import { isAsciiLetter, isDigit } from '../units.ts';

/** Units that may stand between latitude and longitude. */
const MAX_BETWEEN = 6;
/** The same with the name of the second one there: `,"longitude":`. */
const MAX_KEYED = 24;

/**
 * A latitude and a longitude as decimals: `56.9496, 24.1052`, `56,9496 N 24,1052 E`, also with signs, degree signs or letters of the compass between. Signals: `exact`
 * both have four decimals or more, `near` both have two or three, `blank` only a blank stands between, `zero` both are below one. Each behind its
 * name, `"x":24.1052,"y":56.9496`, they are found one by one: signal `keyed`, and `axes` where the names are those of any drawing.
 */
export const geoPair: Detector = {
  name: 'geo-pair',
  signals: ['exact', 'near', 'blank', 'zero', 'keyed', 'axes'],
  words: ['units'],
  ownLists: ['units'],
  maxLength: 64,
  needs: () => [{ anchors: ['decimals'] }],
  prepare({ rule, list }) {
    const units = list('units');
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, runCount, runStart, runEnd } = scan;
      for (let i = 0; i + 3 < runCount; i++) {
        const point = runEnd[i];
        const mark = text.charCodeAt(point);
        if (runStart[i + 1] !== point + 1 || !(mark === 0x2e || mark === 0x2c)) continue;
        const second = i + 2;
        const between = runStart[second] - runEnd[i + 1];
        if (between > MAX_KEYED || runEnd[i] - runStart[i] > 3 || runEnd[i + 1] - runStart[i + 1] > 16) continue;
        if (
          runStart[second + 1] !== runEnd[second] + 1 ||
          text.charCodeAt(runEnd[second]) !== mark ||
          runEnd[second] - runStart[second] > 3
        )
          continue;
        const places = Math.min(runEnd[i + 1] - runStart[i + 1], runEnd[second + 1] - runStart[second + 1]);
        if (places < (mark === 0x2e ? 2 : MIN_BEHIND_COMMA)) continue;
        const number = signed(text, runStart[i]);
        if (between > MAX_BETWEEN) {
          const keys = places < 4 ? null : keysOf(text, number, runEnd[i + 1], runStart[second]);
          if (keys === null) continue;
          for (const at of [i, second]) {
            const from = signed(text, runStart[at]);
            emit({ start: from, end: runEnd[at + 1], value: text.slice(from, runEnd[at + 1]), type, signals: keys });
          }
          i += 3;
          continue;
        }
        const start = schemeStart(text, compassStart(scan, number));
        const before = text.charCodeAt(start - 1);
        if (isDigit(before) || isAsciiLetter(before) || before === 0x2e || before === 0x2d || before === 0x24 || before === 0x20ac)
          continue;
        const gap = kindOfGap(text, runEnd[i + 1], runStart[second]);
        if (gap === 0) continue;
        let end = runEnd[second + 1];
        const after = text.charCodeAt(end);
        if (
          (isAsciiLetter(after) && compassEnd(scan, end) === end) ||
          after === 0x25 ||
          ((after === 0x2e || after === 0x2c) && isDigit(text.charCodeAt(end + 1)) && !beforeZoom(text, end))
        )
          continue;
        const a = decimal(text, runStart[i], runEnd[i + 1]);
        const b = decimal(text, runStart[second], runEnd[second + 1]);
        if (!((a <= 90 && b <= 180) || (a <= 180 && b <= 90))) continue;
        // A row of numbers is a table.
        if (
          gap === 2 &&
          (/^[ ,;]{1,3}-?\d{1,6}\.\d/.test(text.slice(end, end + 12)) ||
            /\.\d{1,9}[ ,;]{1,3}$/.test(text.slice(Math.max(0, start - 14), start)))
        )
          continue;
        if (isMoney(text, end) || units(wordAt(scan, end))) continue;
        const signals = [places >= 4 ? 'exact' : 'near'];
        if (gap === 2) signals.push('blank');
        if (a < 1 && b < 1) signals.push('zero');
        end = compassEnd(scan, end);
        emit({ start, end, value: text.slice(start, end).replace(SCHEME, ''), type, signals });
        i += 3;
      }
    };
  },
};

/** Amounts and measures have fewer decimals behind a comma. */
const MIN_BEHIND_COMMA = 4;

function decimal(text: string, start: number, end: number): number {
  return Number(text.slice(start, end).replace(',', '.'));
}

function signed(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit === 0x2d || unit === 0x2b ? at - 1 : at;
}

/** `geo:56.94,24.10`: the scheme belongs to the address. */
function schemeStart(text: string, at: number): number {
  return at >= 4 && SCHEME.test(text.slice(at - 4, at)) && !isAsciiLetter(text.charCodeAt(at - 5)) ? at - 4 : at;
}
const SCHEME = /^geo:/i;

/** Signals of two numbers of which each stands behind its name, or null. */
function keysOf(text: string, first: number, end: number, second: number): string[] | null {
  const key = KEY.exec(text.slice(Math.max(0, first - MAX_KEYED), first));
  const next = KEY.exec(text.slice(end, second));
  if (key === null || next === null || /[^\s"',;&|})]/.test(text.slice(end, end + next.index))) return null;
  return key[1].length > 1 && next[1].length > 1 ? ['keyed'] : ['keyed', 'axes'];
}
/** `"lat":`, `gps_longitude = `, `y: ` */
const KEY =
  /(?<![a-z])(?:gps|geo|loc|map|start|end|last|device)?[ _.-]?(lat(?:itude)?|lng|lon(?:g(?:itude)?)?|[xy])["']?\s{0,2}[:=]\s{0,2}["']?[-+]?$/i;

/** 1: a comma or the like stands between, 2: a blank, 0: something else. */
function kindOfGap(text: string, from: number, to: number): 0 | 1 | 2 {
  let marks = 0;
  let blanks = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) blanks++;
    else if (unit === 0x2c || unit === 0x3b || unit === 0x2f || unit === 0x7e || unit === 0x7c) marks++;
    else if (unit === 0xb0 || unit === 0xba || unit === 0x2d || unit === 0x2b || COMPASS.includes(text[i])) continue;
    else return 0;
  }
  return marks === 1 ? 1 : marks === 0 && blanks > 0 ? 2 : 0;
}

/** `,15z` behind a pair in a map's address. */
function beforeZoom(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x2c && /^,\d{1,2}(?:\.\d{1,3})?[zm]|^,\d{1,7}[am]/.test(text.slice(at, at + 10));
}

/** A euro or a dollar sign behind one blank. */
function isMoney(text: string, at: number): boolean {
  const unit = text.charCodeAt(text.charCodeAt(at) === 0x20 ? at + 1 : at);
  return unit === 0x20ac || unit === 0x24;
}

/** The word behind one blank. */
function wordAt({ text, vocabulary }: Scan, at: number): string {
  let from = at;
  while (from < at + 2 && text.charCodeAt(from) === 0x20) from++;
  let end = from;
  while (end < from + 12 && vocabulary.letter(text.charCodeAt(end)) !== 0) end++;
  return text.slice(from, end);
}

/** Letters of the compass in the languages that use them: east is O in German and Dutch, V, A or the Swedish \u00d6 in others, north Z in Latvian. */
const COMPASS = 'NSEWOVLZA\u00d6';

/** `24.1052 deg E`, `24.1052 E`: what belongs to the second number. */
function compassEnd({ text, vocabulary }: Scan, at: number): number {
  let end = at;
  if (text.charCodeAt(end) === 0xb0 || text.charCodeAt(end) === 0xba) end++;
  const letter = text.charCodeAt(end) === 0x20 ? end + 1 : end;
  return letter < text.length && COMPASS.includes(text[letter]) && vocabulary.letter(text.charCodeAt(letter + 1)) === 0 ? letter + 1 : end;
}

/** `N 56.9496`, `N56.9496`: where what belongs to the first number begins. */
function compassStart({ text, vocabulary }: Scan, at: number): number {
  const letter = text.charCodeAt(at - 1) === 0x20 ? at - 2 : at - 1;
  return letter >= 0 && COMPASS.includes(text[letter]) && vocabulary.letter(text.charCodeAt(letter - 1)) === 0 ? letter : at;
}
