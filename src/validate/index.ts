import type { Validator } from '../types.ts';
import { cardScheme } from './card-scheme.ts';
import { emailGrammar } from './email-grammar.ts';
import { ip } from './ip.ts';
import { luhn } from './luhn.ts';
import { bankgiro } from './bankgiro.ts';
import { beAccount } from './be-account.ts';
import { chPostfinance } from './ch-postfinance.ts';
import { esCcc } from './es-ccc.ts';
import { fiAccount } from './fi-account.ts';
import { frRib } from './fr-rib.ts';
import { iban } from './iban.ts';
import { mxClabe } from './mx-clabe.ts';
import { nlElfproef } from './nl-elfproef.ts';
import { noAccount } from './no-account.ts';
import { plNrb } from './pl-nrb.ts';
import { plusgiro } from './plusgiro.ts';
import { ruAccount } from './ru-account.ts';
import { seAccount } from './se-account.ts';
import { atSvnr } from './at-svnr.ts';
import { beRrn } from './be-rrn.ts';
import { brCnpj } from './br-cnpj.ts';
import { brCpf } from './br-cpf.ts';
import { caSin } from './ca-sin.ts';
import { chAhv } from './ch-ahv.ts';
import { cnRic } from './cn-ric.ts';
import { czRodneCislo } from './cz-rodne-cislo.ts';
import { deIdnr } from './de-idnr.ts';
import { deRvnr } from './de-rvnr.ts';
import { dkCpr } from './dk-cpr.ts';
import { eeIsikukood } from './ee-isikukood.ts';
import { esCif } from './es-cif.ts';
import { esDni } from './es-dni.ts';
import { fiHetu } from './fi-hetu.ts';
import { frNir } from './fr-nir.ts';
import { frSpi } from './fr-spi.ts';
import { gbNino } from './gb-nino.ts';
import { grAfm } from './gr-afm.ts';
import { grAmka } from './gr-amka.ts';
import { hrOib } from './hr-oib.ts';
import { iePps } from './ie-pps.ts';
import { inAadhaar } from './in-aadhaar.ts';
import { itCodiceFiscale } from './it-codice-fiscale.ts';
import { jpMynumber } from './jp-mynumber.ts';
import { krRrn } from './kr-rrn.ts';
import { lvPersonasKods } from './lv-personas-kods.ts';
import { mxCurp } from './mx-curp.ts';
import { mxRfc } from './mx-rfc.ts';
import { nlBsn } from './nl-bsn.ts';
import { nlOnderwijsnummer } from './nl-onderwijsnummer.ts';
import { noFodselsnummer } from './no-fodselsnummer.ts';
import { plPesel } from './pl-pesel.ts';
import { ptNif } from './pt-nif.ts';
import { roCnp } from './ro-cnp.ts';
import { ruInn } from './ru-inn.ts';
import { ruSnils } from './ru-snils.ts';
import { sePersonnummer } from './se-personnummer.ts';
import { sgNric } from './sg-nric.ts';
import { thPin } from './th-pin.ts';
import { trKimlik } from './tr-kimlik.ts';
import { usItin } from './us-itin.ts';
import { usSsn } from './us-ssn.ts';
import { zaId } from './za-id.ts';
import { usAba } from './us-aba.ts';

/** Checks that rule files can ask for by name. A new one is one file and its line here. */
export const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['luhn', luhn],
  ['card-scheme', cardScheme],
  ['bankgiro', bankgiro],
  ['be-account', beAccount],
  ['ch-postfinance', chPostfinance],
  ['es-ccc', esCcc],
  ['fi-account', fiAccount],
  ['fr-rib', frRib],
  ['iban', iban],
  ['mx-clabe', mxClabe],
  ['nl-elfproef', nlElfproef],
  ['no-account', noAccount],
  ['pl-nrb', plNrb],
  ['plusgiro', plusgiro],
  ['ru-account', ruAccount],
  ['se-account', seAccount],
  ['us-aba', usAba],
  ['at-svnr', atSvnr],
  ['be-rrn', beRrn],
  ['br-cnpj', brCnpj],
  ['br-cpf', brCpf],
  ['ca-sin', caSin],
  ['ch-ahv', chAhv],
  ['cn-ric', cnRic],
  ['cz-rodne-cislo', czRodneCislo],
  ['de-idnr', deIdnr],
  ['de-rvnr', deRvnr],
  ['dk-cpr', dkCpr],
  ['ee-isikukood', eeIsikukood],
  ['es-cif', esCif],
  ['es-dni', esDni],
  ['fi-hetu', fiHetu],
  ['fr-nir', frNir],
  ['fr-spi', frSpi],
  ['gb-nino', gbNino],
  ['gr-afm', grAfm],
  ['gr-amka', grAmka],
  ['hr-oib', hrOib],
  ['ie-pps', iePps],
  ['in-aadhaar', inAadhaar],
  ['it-codice-fiscale', itCodiceFiscale],
  ['jp-mynumber', jpMynumber],
  ['kr-rrn', krRrn],
  ['lv-personas-kods', lvPersonasKods],
  ['mx-curp', mxCurp],
  ['mx-rfc', mxRfc],
  ['nl-bsn', nlBsn],
  ['nl-onderwijsnummer', nlOnderwijsnummer],
  ['no-fodselsnummer', noFodselsnummer],
  ['pl-pesel', plPesel],
  ['pt-nif', ptNif],
  ['ro-cnp', roCnp],
  ['ru-inn', ruInn],
  ['ru-snils', ruSnils],
  ['se-personnummer', sePersonnummer],
  ['sg-nric', sgNric],
  ['th-pin', thPin],
  ['tr-kimlik', trKimlik],
  ['us-itin', usItin],
  ['us-ssn', usSsn],
  ['za-id', zaId],
  ['email-grammar', emailGrammar],
  ['ip', ip],
]);
