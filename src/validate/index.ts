import type { Validator } from '../types.ts';
import { cardScheme } from './card-scheme.ts';
import { emailGrammar } from './email-grammar.ts';
import { ip } from './ip.ts';
import { luhn } from './luhn.ts';
import { bankgiro } from './bankgiro.ts';
import { beAccount } from './be-account.ts';
import { chPostfinance } from './ch-postfinance.ts';
import { esCcc } from './es-ccc.ts';
import { euVat } from './eu-vat.ts';
import { fiAccount } from './fi-account.ts';
import { frRib } from './fr-rib.ts';
import { iban } from './iban.ts';
import { lvReg } from './lv-reg.ts';
import { mxClabe } from './mx-clabe.ts';
import { nlElfproef } from './nl-elfproef.ts';
import { noAccount } from './no-account.ts';
import { plNrb } from './pl-nrb.ts';
import { plusgiro } from './plusgiro.ts';
import { ruAccount } from './ru-account.ts';
import { seAccount } from './se-account.ts';
import { seOrgnr } from './se-orgnr.ts';
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
  ['eu-vat', euVat],
  ['lv-reg', lvReg],
  ['se-orgnr', seOrgnr],
  ['email-grammar', emailGrammar],
  ['ip', ip],
]);
