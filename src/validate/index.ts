import type { Validator } from '../types.ts';
import { atSvnr } from './at-svnr.ts';
import { bankgiro } from './bankgiro.ts';
import { beAccount } from './be-account.ts';
import { beRrn } from './be-rrn.ts';
import { brCnpj } from './br-cnpj.ts';
import { brCpf } from './br-cpf.ts';
import { caSin } from './ca-sin.ts';
import { cardScheme } from './card-scheme.ts';
import { chAhv } from './ch-ahv.ts';
import { chPostfinance } from './ch-postfinance.ts';
import { cnRic } from './cn-ric.ts';
import { czRodneCislo } from './cz-rodne-cislo.ts';
import { deIdnr } from './de-idnr.ts';
import { deRvnr } from './de-rvnr.ts';
import { dkCpr } from './dk-cpr.ts';
import { eeIsikukood } from './ee-isikukood.ts';
import { emailGrammar } from './email-grammar.ts';
import { esCcc } from './es-ccc.ts';
import { esCif } from './es-cif.ts';
import { esDni } from './es-dni.ts';
import { euVat } from './eu-vat.ts';
import { fiAccount } from './fi-account.ts';
import { fiHetu } from './fi-hetu.ts';
import { frNir } from './fr-nir.ts';
import { frRib } from './fr-rib.ts';
import { frSpi } from './fr-spi.ts';
import { gbNino } from './gb-nino.ts';
import { grAfm } from './gr-afm.ts';
import { grAmka } from './gr-amka.ts';
import { hrOib } from './hr-oib.ts';
import { iban } from './iban.ts';
import { iePps } from './ie-pps.ts';
import { inAadhaar } from './in-aadhaar.ts';
import { ip } from './ip.ts';
import { itCodiceFiscale } from './it-codice-fiscale.ts';
import { jpMynumber } from './jp-mynumber.ts';
import { krRrn } from './kr-rrn.ts';
import { luhn } from './luhn.ts';
import { lvPersonasKods } from './lv-personas-kods.ts';
import { lvReg } from './lv-reg.ts';
import { mxClabe } from './mx-clabe.ts';
import { mxCurp } from './mx-curp.ts';
import { mxRfc } from './mx-rfc.ts';
import { nlBsn } from './nl-bsn.ts';
import { nlElfproef } from './nl-elfproef.ts';
import { nlOnderwijsnummer } from './nl-onderwijsnummer.ts';
import { noAccount } from './no-account.ts';
import { noFodselsnummer } from './no-fodselsnummer.ts';
import { plNrb } from './pl-nrb.ts';
import { plPesel } from './pl-pesel.ts';
import { plusgiro } from './plusgiro.ts';
import { ptNif } from './pt-nif.ts';
import { roCnp } from './ro-cnp.ts';
import { ruAccount } from './ru-account.ts';
import { ruInn } from './ru-inn.ts';
import { ruSnils } from './ru-snils.ts';
import { seAccount } from './se-account.ts';
import { seOrgnr } from './se-orgnr.ts';
import { sePersonnummer } from './se-personnummer.ts';
import { sgNric } from './sg-nric.ts';
import { thPin } from './th-pin.ts';
import { trKimlik } from './tr-kimlik.ts';
import { usAba } from './us-aba.ts';
import { usItin } from './us-itin.ts';
import { usSsn } from './us-ssn.ts';
import { zaId } from './za-id.ts';

/** Checks that rule files can ask for by name. A new one is one file and its line here. */
export const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['at-svnr', atSvnr],
  ['bankgiro', bankgiro],
  ['be-account', beAccount],
  ['be-rrn', beRrn],
  ['br-cnpj', brCnpj],
  ['br-cpf', brCpf],
  ['ca-sin', caSin],
  ['card-scheme', cardScheme],
  ['ch-ahv', chAhv],
  ['ch-postfinance', chPostfinance],
  ['cn-ric', cnRic],
  ['cz-rodne-cislo', czRodneCislo],
  ['de-idnr', deIdnr],
  ['de-rvnr', deRvnr],
  ['dk-cpr', dkCpr],
  ['ee-isikukood', eeIsikukood],
  ['email-grammar', emailGrammar],
  ['es-ccc', esCcc],
  ['es-cif', esCif],
  ['es-dni', esDni],
  ['eu-vat', euVat],
  ['fi-account', fiAccount],
  ['fi-hetu', fiHetu],
  ['fr-nir', frNir],
  ['fr-rib', frRib],
  ['fr-spi', frSpi],
  ['gb-nino', gbNino],
  ['gr-afm', grAfm],
  ['gr-amka', grAmka],
  ['hr-oib', hrOib],
  ['iban', iban],
  ['ie-pps', iePps],
  ['in-aadhaar', inAadhaar],
  ['ip', ip],
  ['it-codice-fiscale', itCodiceFiscale],
  ['jp-mynumber', jpMynumber],
  ['kr-rrn', krRrn],
  ['luhn', luhn],
  ['lv-personas-kods', lvPersonasKods],
  ['lv-reg', lvReg],
  ['mx-clabe', mxClabe],
  ['mx-curp', mxCurp],
  ['mx-rfc', mxRfc],
  ['nl-bsn', nlBsn],
  ['nl-elfproef', nlElfproef],
  ['nl-onderwijsnummer', nlOnderwijsnummer],
  ['no-account', noAccount],
  ['no-fodselsnummer', noFodselsnummer],
  ['pl-nrb', plNrb],
  ['pl-pesel', plPesel],
  ['plusgiro', plusgiro],
  ['pt-nif', ptNif],
  ['ro-cnp', roCnp],
  ['ru-account', ruAccount],
  ['ru-inn', ruInn],
  ['ru-snils', ruSnils],
  ['se-account', seAccount],
  ['se-orgnr', seOrgnr],
  ['se-personnummer', sePersonnummer],
  ['sg-nric', sgNric],
  ['th-pin', thPin],
  ['tr-kimlik', trKimlik],
  ['us-aba', usAba],
  ['us-itin', usItin],
  ['us-ssn', usSsn],
  ['za-id', zaId],
]);
