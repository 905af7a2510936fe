import type { Detector } from '../types.ts';
import { bankGroups } from './bank-groups.ts';
import { bankLabelled } from './bank-labelled.ts';
import { bankRib } from './bank-rib.ts';
import { bankRu } from './bank-ru.ts';
import { bareCode } from './bare-code.ts';
import { bic } from './bic.ts';
import { birthDate } from './birth-date.ts';
import { cardCode, cardExpiry } from './card-detail.ts';
import { card } from './card.ts';
import { codeBlocks } from './code-blocks.ts';
import { contactTime } from './contact-time.ts';
import { deviceName } from './device-name.ts';
import { domainUser } from './domain-user.ts';
import { emailSpelled } from './email-spelled.ts';
import { emailSpoken } from './email-spoken.ts';
import { email } from './email.ts';
import { handle } from './handle.ts';
import { iban } from './iban.ts';
import { idNumber } from './id-number.ts';
import { ipV4 } from './ip-v4.ts';
import { ipV6 } from './ip-v6.ts';
import { labelledCode } from './labelled-code.ts';
import { labelledValue } from './labelled-value.ts';
import { macAddress } from './mac-address.ts';
import { personAfter } from './person-after.ts';
import { personBefore } from './person-before.ts';
import { personField } from './person-field.ts';
import { personListed } from './person-listed.ts';
import { personMail } from './person-mail.ts';
import { personSign } from './person-sign.ts';
import { personSpeaker } from './person-speaker.ts';
import { phone } from './phone.ts';
import { privateKey } from './private-key.ts';
import { profileUrl } from './profile-url.ts';
import { shortNumber } from './short-number.ts';
import { spokenDigits } from './spoken-digits.ts';
import { tokenFormat } from './token-format.ts';
import { urlSecret } from './url-secret.ts';
import { userPath } from './user-path.ts';
import { wholeNumber } from './whole-number.ts';

/** Named code that rule files can ask for. A new detector is one file and its line here. */
const DETECTORS: readonly Detector[] = [
  bankGroups,
  bankLabelled,
  bankRib,
  bankRu,
  bareCode,
  bic,
  birthDate,
  card,
  cardCode,
  cardExpiry,
  codeBlocks,
  contactTime,
  deviceName,
  domainUser,
  email,
  emailSpelled,
  emailSpoken,
  handle,
  iban,
  idNumber,
  ipV4,
  ipV6,
  labelledCode,
  labelledValue,
  macAddress,
  personAfter,
  personBefore,
  personField,
  personListed,
  personMail,
  personSign,
  personSpeaker,
  phone,
  privateKey,
  profileUrl,
  shortNumber,
  spokenDigits,
  tokenFormat,
  urlSecret,
  userPath,
  wholeNumber,
];

export const detectors: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.name, detector]));
