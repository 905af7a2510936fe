import type { Validator } from '../types.ts';
import { bankgiro } from './bankgiro.ts';
import { beAccount } from './be-account.ts';
import { cardScheme } from './card-scheme.ts';
import { chPostfinance } from './ch-postfinance.ts';
import { emailGrammar } from './email-grammar.ts';
import { esCcc } from './es-ccc.ts';
import { fiAccount } from './fi-account.ts';
import { frRib } from './fr-rib.ts';
import { iban } from './iban.ts';
import { ip } from './ip.ts';
import { luhn } from './luhn.ts';
import { mxClabe } from './mx-clabe.ts';
import { nlElfproef } from './nl-elfproef.ts';
import { noAccount } from './no-account.ts';
import { plNrb } from './pl-nrb.ts';
import { plusgiro } from './plusgiro.ts';
import { ruAccount } from './ru-account.ts';
import { seAccount } from './se-account.ts';
import { usAba } from './us-aba.ts';

/** Checks that rule files can ask for by name. A new one is one file and its line here. */
export const validators: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['bankgiro', bankgiro],
  ['be-account', beAccount],
  ['card-scheme', cardScheme],
  ['ch-postfinance', chPostfinance],
  ['email-grammar', emailGrammar],
  ['es-ccc', esCcc],
  ['fi-account', fiAccount],
  ['fr-rib', frRib],
  ['iban', iban],
  ['ip', ip],
  ['luhn', luhn],
  ['mx-clabe', mxClabe],
  ['nl-elfproef', nlElfproef],
  ['no-account', noAccount],
  ['pl-nrb', plNrb],
  ['plusgiro', plusgiro],
  ['ru-account', ruAccount],
  ['se-account', seAccount],
  ['us-aba', usAba],
]);
