import type { Detector } from '../types.ts';
import { card } from './card.ts';
import { cardCode, cardExpiry } from './card-detail.ts';
import { phone } from './phone.ts';
import { shortNumber } from './short-number.ts';
import { spokenDigits } from './spoken-digits.ts';
import { wholeNumber } from './whole-number.ts';

/** Named code that rule files can ask for. A new detector is one file and its line here. */
const DETECTORS: readonly Detector[] = [
  card,
  cardCode,
  cardExpiry,
  phone,
  shortNumber,
  spokenDigits,
  wholeNumber,
];

export const detectors: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.name, detector]));
