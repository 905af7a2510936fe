import type { Detector } from '../types.ts';
import { bankGroups } from './bank-groups.ts';
import { bankLabelled } from './bank-labelled.ts';
import { bankRib } from './bank-rib.ts';
import { bankRu } from './bank-ru.ts';
import { bic } from './bic.ts';
import { cardCode, cardExpiry } from './card-detail.ts';
import { birthDate } from './birth-date.ts';
import { card } from './card.ts';
import { contactTime } from './contact-time.ts';
import { email } from './email.ts';
import { emailSpelled } from './email-spelled.ts';
import { emailSpoken } from './email-spoken.ts';
import { iban } from './iban.ts';
import { idNumber } from './id-number.ts';
import { ipV4 } from './ip-v4.ts';
import { ipV6 } from './ip-v6.ts';
import { labelledCode } from './labelled-code.ts';
import { personAfter } from './person-after.ts';
import { personBefore } from './person-before.ts';
import { personField } from './person-field.ts';
import { personListed } from './person-listed.ts';
import { personMail } from './person-mail.ts';
import { personSign } from './person-sign.ts';
import { personSpeaker } from './person-speaker.ts';
import { phone } from './phone.ts';
import { shortNumber } from './short-number.ts';
import { spokenDigits } from './spoken-digits.ts';
import { wholeNumber } from './whole-number.ts';

/** Named code that rule files can ask for. A new detector is one file and its line here. */
const DETECTORS: readonly Detector[] = [
  bankGroups,
  bankLabelled,
  bankRib,
  bankRu,
  bic,
  birthDate,
  card,
  cardCode,
  cardExpiry,
  contactTime,
  email,
  emailSpelled,
  emailSpoken,
  iban,
  idNumber,
  ipV4,
  ipV6,
  labelledCode,
  personAfter,
  personBefore,
  personField,
  personListed,
  personMail,
  personSign,
  personSpeaker,
  phone,
  shortNumber,
  spokenDigits,
  wholeNumber,
];

export const detectors: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.name, detector]));
