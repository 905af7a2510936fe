import type { Detector } from '../types.ts';
import { addressLine } from './address-line.ts';
import { bankGroups } from './bank-groups.ts';
import { bankLabelled } from './bank-labelled.ts';
import { bankRib } from './bank-rib.ts';
import { bankRu } from './bank-ru.ts';
import { bankSe } from './bank-se.ts';
import { bareCode } from './bare-code.ts';
import { bic } from './bic.ts';
import { birthDate } from './birth-date.ts';
import { cardCode, cardExpiry } from './card-detail.ts';
import { card } from './card.ts';
import { codeBlocks } from './code-blocks.ts';
import { commandLogin } from './command-login.ts';
import { companyLine } from './company-line.ts';
import { companyName } from './company-name.ts';
import { companyNumber } from './company-number.ts';
import { connectionHost } from './connection-host.ts';
import { contactCard } from './contact-card.ts';
import { contactTime } from './contact-time.ts';
import { deviceName } from './device-name.ts';
import { domainUser } from './domain-user.ts';
import { emailSpelled } from './email-spelled.ts';
import { emailSpoken } from './email-spoken.ts';
import { email } from './email.ts';
import { framedName } from './framed-name.ts';
import { geoDegrees } from './geo-degrees.ts';
import { geoNumber } from './geo-number.ts';
import { geoPair } from './geo-pair.ts';
import { handle } from './handle.ts';
import { hostBeside } from './host-beside.ts';
import { iban } from './iban.ts';
import { idNumber } from './id-number.ts';
import { ipSpoken } from './ip-spoken.ts';
import { ipV4 } from './ip-v4.ts';
import { ipV6 } from './ip-v6.ts';
import { labelledCode } from './labelled-code.ts';
import { keyedNumber } from './keyed-number.ts';
import { knownTown } from './known-town.ts';
import { labelledPlace } from './labelled-place.ts';
import { labelledValue } from './labelled-value.ts';
import { loginPair } from './login-pair.ts';
import { macAddress } from './mac-address.ts';
import { madeCode } from './made-code.ts';
import { mapLink } from './map-link.ts';
import { passwordLook } from './password-look.ts';
import { personAfter } from './person-after.ts';
import { personBefore } from './person-before.ts';
import { personField } from './person-field.ts';
import { personListed } from './person-listed.ts';
import { personMail } from './person-mail.ts';
import { personSign } from './person-sign.ts';
import { personSpeaker } from './person-speaker.ts';
import { personSpelled } from './person-spelled.ts';
import { phone } from './phone.ts';
import { plainWord } from './plain-word.ts';
import { plusCode } from './plus-code.ts';
import { postcode } from './postcode.ts';
import { prefixedNumber } from './prefixed-number.ts';
import { privateKey } from './private-key.ts';
import { profileUrl } from './profile-url.ts';
import { serverName } from './server-name.ts';
import { shortNumber } from './short-number.ts';
import { spokenDigits } from './spoken-digits.ts';
import { spokenStreet } from './spoken-street.ts';
import { streetAddress } from './street-address.ts';
import { threeWords } from './three-words.ts';
import { tokenFormat } from './token-format.ts';
import { toldNumber } from './told-number.ts';
import { urlSecret } from './url-secret.ts';
import { userPath } from './user-path.ts';
import { vatNumber } from './vat-number.ts';
import { wholeNumber } from './whole-number.ts';
import { wordedExpiry } from './worded-expiry.ts';

/** Named code that rule files can ask for. A new detector is one file and its line here. */
const DETECTORS: readonly Detector[] = [
  addressLine,
  bankGroups,
  bankLabelled,
  bankRib,
  bankRu,
  bankSe,
  bareCode,
  bic,
  birthDate,
  card,
  cardCode,
  cardExpiry,
  codeBlocks,
  commandLogin,
  companyLine,
  companyName,
  companyNumber,
  connectionHost,
  contactCard,
  contactTime,
  deviceName,
  domainUser,
  email,
  emailSpelled,
  emailSpoken,
  framedName,
  geoDegrees,
  geoNumber,
  geoPair,
  handle,
  hostBeside,
  iban,
  idNumber,
  ipSpoken,
  ipV4,
  ipV6,
  labelledCode,
  keyedNumber,
  knownTown,
  labelledPlace,
  labelledValue,
  loginPair,
  macAddress,
  madeCode,
  mapLink,
  passwordLook,
  personAfter,
  personBefore,
  personField,
  personListed,
  personMail,
  personSign,
  personSpeaker,
  personSpelled,
  phone,
  plainWord,
  plusCode,
  postcode,
  prefixedNumber,
  privateKey,
  profileUrl,
  serverName,
  shortNumber,
  spokenDigits,
  spokenStreet,
  streetAddress,
  threeWords,
  tokenFormat,
  toldNumber,
  urlSecret,
  userPath,
  vatNumber,
  wholeNumber,
  wordedExpiry,
];

export const detectors: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.name, detector]));
