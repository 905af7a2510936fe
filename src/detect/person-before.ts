import type { Detector, Scan } from '../types.ts';
import { FLAG } from './names/flags.ts';
import {
  endsPhrase,
  isCapital,
  isOneOf,
  MAX_NAME,
  NAME_LISTS,
  NAME_OPTIONS,
  NAME_SIGNALS,
  OWN_LISTS,
  type NamePart,
  NameReader,
  nameSignals,
} from './person-reader.ts';
import { wordHits } from './word-hits.ts';

const NOT = 2;

/**
 * A name before certain words (list `tail`): `Jane here`, `Bernardi kungs`, `Anna Berg wrote:`; a tail that starts a longer phrase of the list `not` is none.
 * Options: `ends` the words must end their phrase,
 * `gap` units that may stand between beside the space, `lower` names that are no words may stand in lower case
 * (`known`), and such as merely look like surnames (`titled`).
 */
export const personBefore: Detector = {
  name: 'person-before',
  signals: [...NAME_SIGNALS, 'unknown', 'opens'],
  words: ['tail', 'not', ...NAME_LISTS],
  ownLists: OWN_LISTS,
  options: ['ends', 'gap', 'exact', 'lower', ...NAME_OPTIONS],
  maxLength: MAX_NAME,
  needs: () => [{ lists: ['tail'] }],
  prepare(setup) {
    const tailsOnly = wordHits([setup.concept('tail')]);
    const hits = wordHits([setup.concept('tail'), setup.concept('not')]);
    const reader = new NameReader(setup);
    const ends = setup.rule.options?.ends === true;
    // The words as written: compared without diacritics, the Swedish words for `here` and `has` are one
    const tails = new Set(Object.values(setup.rule.words?.tail ?? {}).flatMap((list) => list.map((word) => word.toLowerCase())));
    const exact = setup.rule.options?.exact === true;
    const lower = setup.rule.options?.lower as 'known' | 'titled' | undefined;
    const gap = ` ${(setup.rule.options?.gap as string | undefined) ?? ''}`;
    return ({ scan }, emit) => {
      const { text, cueStart, cueEnd } = scan;
      reader.look(scan);
      const own = tailsOnly.own(scan);
      for (let k = 0; k < own.count; k++) {
        const i = own.cue[k];
        // `Saga is the name of the service`
        if (hits.endFrom(scan, cueStart[i], NOT) > cueEnd[i]) continue;
        if (exact && !tails.has(text.slice(cueStart[i], cueEnd[i]).toLowerCase())) continue;
        if (ends && !endsPhrase(text, cueEnd[i])) continue;
        let end = cueStart[i];
        while (end > cueStart[i] - 4 && isOneOf(text.charCodeAt(end - 1), gap)) end--;
        if (end === cueStart[i]) continue;
        const capitals = readBack(scan, reader, end, lower === 'titled');
        const parts = capitals.length === 0 && lower !== undefined ? readSmall(scan, reader, end, lower === 'titled') : capitals;
        if (parts.length === 0) continue;
        const { start } = parts[0];
        const signals = nameSignals(parts, text);
        if (parts.every((part) => (part.flags & (FLAG.first | FLAG.last)) === 0 && !part.shape)) signals.push('unknown');
        if (start === 0 || isOneOf(text.charCodeAt(start - 1), '\n') || isOneOf(text.charCodeAt(start - 2), ',.!?:;\n'))
          signals.push('opens');
        emit({ start, end, value: '', type: setup.rule.type ?? setup.rule.id, signals });
      }
    };
  },
};

/** `kwame`, `philomena byrne`: a first name that is no word before `end`, or a surname behind a first name, or a surname that opens the phrase. */
function readSmall(scan: Scan, reader: NameReader, end: number, titled: boolean): NamePart[] {
  const { text } = scan;
  const last = wordBefore(scan, end);
  if (last === end || reader.isStop(last)) return [];
  const flags = reader.flagsOf(last, end);
  const before = text.charCodeAt(last - 1) === 0x20 ? wordBefore(scan, last - 1) : last;
  const given = before < last - 1 && !reader.isStop(before) ? reader.flagsOf(before, last - 1) : 0;
  const part = (start: number, stop: number, of: number): NamePart => ({ start, end: stop, kind: 'lower', flags: of, shape: false });
  if ((flags & (FLAG.first | FLAG.last)) !== 0 && (given & (FLAG.first | FLAG.common | FLAG.word)) === (FLAG.first | FLAG.common))
    return [part(before, last - 1, given), part(last, end, flags)];
  if (titled) return flags !== 0 || reader.looksLikeSurname(last, end) ? [part(last, end, flags)] : [];
  const opens =
    last === 0 || !isOneOf(text.charCodeAt(last - 1), ' ') || isOneOf(text.charCodeAt(last - 2), ',.!?:;\n') || reader.isStop(before);
  const known =
    (flags & FLAG.word) === 0 && ((flags & (FLAG.first | FLAG.common)) === (FLAG.first | FLAG.common) || (opens && flags !== 0));
  return known && (flags & FLAG.inflected) === 0 ? [part(last, end, flags)] : [];
}

function wordBefore({ text, vocabulary }: Scan, end: number): number {
  let at = end;
  while (at > end - 24 && (vocabulary.letter(text.charCodeAt(at - 1)) !== 0 || isOneOf(text.charCodeAt(at - 1), "-'"))) at--;
  return at;
}

/** The longest name of at most four words that ends at `end`. */
function readBack(scan: Scan, reader: NameReader, end: number, titled: boolean): NamePart[] {
  const { text, vocabulary } = scan;
  let best: NamePart[] = [];
  let at = end;
  for (let words = 0; words < 4; words++) {
    while (at > end - MAX_NAME && (vocabulary.letter(text.charCodeAt(at - 1)) !== 0 || isOneOf(text.charCodeAt(at - 1), "-'."))) at--;
    if (at === end) break;
    if (isCapital(text, at)) {
      const parts = reader.read(at, 'no', true, titled);
      if (parts.length === 0 || parts[parts.length - 1].end !== end) break;
      // A word that merely begins the sentence is not the first part of a name
      if (words > 0 && parts[0].kind === 'capital' && (parts[0].flags & FLAG.first) === 0 && (best[0].flags & FLAG.first) !== 0) break;
      best = parts;
    } else if (words === 0) break;
    if (text.charCodeAt(at - 1) !== 0x20) break;
    end = best.length > 0 ? best[best.length - 1].end : end;
    at--;
  }
  return best;
}
