/**
 * What follows the check digits of an IBAN, by country: n digits, a letters, c either. From the SWIFT IBAN registry with its territories, and the
 * countries outside it that issue IBANs of their own (IR, DZ, MZ ...).
 */
const STRUCTURES: Readonly<Record<string, string>> = {
  n8c12: 'AD',
  n19: 'AE IL SO TL',
  n8c16: 'AL CY',
  n21: 'AO CV LY MZ PT ST',
  n16: 'AT BA EE LT MN XK',
  n14: 'AX DK FI FO GL SD',
  a4c20: 'AZ',
  n12: 'BE',
  c2n22: 'BF BJ ML',
  a4n6c8: 'BG',
  a4c14: 'BH',
  n23: 'BI CF CG CM DJ GA GQ KM MG MR TD',
  n10c11n2: 'BL FR GF GP MC MF MQ NC PF PM RE TF WF YT',
  n23a1c1: 'BR',
  a4n4c16: 'BY',
  n5c12: 'CH LI',
  a1n23: 'CI',
  n18: 'CR DE ME RS VA',
  n20: 'CZ ES SE SK TN',
  a4n20: 'DO HN NI SV',
  n22: 'DZ IR IS',
  n25: 'EG',
  a2n12: 'FK',
  a4n14: 'GB IE',
  a2n16: 'GE',
  a4c15: 'GI',
  n7c16: 'GR',
  c24: 'GT',
  a2n19: 'GW',
  n17: 'HR',
  n24: 'HU MA PL',
  a4n15: 'IQ',
  a1n10c12: 'IT SM',
  a4n4c18: 'JO YE',
  a4c22: 'KW',
  n3c13: 'KZ LU',
  n4c20: 'LB',
  a4c24: 'LC',
  a4c13: 'LV',
  c20: 'MD',
  n3c10n2: 'MK',
  a4n5c18: 'MT',
  a4n19a3: 'MU',
  a2n22: 'NE SN TG',
  a4n10: 'NL',
  n11: 'NO',
  n3c16: 'OM',
  a4c16: 'PK RO',
  a4c21: 'PS QA',
  n14c15: 'RU',
  n2c18: 'SA',
  a4n20a3: 'SC',
  n15: 'SI',
  n5c17: 'TR',
  n6c19: 'UA',
  a4n16: 'VG',
};

/** What stands at each place after the check digits: `n`, `a` or `c`. By `first letter * 26 + second`, A being 0; empty: no such country. */
export const BBAN_OF: readonly string[] = build();

function build(): string[] {
  const table: string[] = new Array<string>(26 * 26).fill('');
  for (const [structure, countries] of Object.entries(STRUCTURES)) {
    const places = structure.replace(/([nac])(\d+)/g, (_, kind: string, count: string) => kind.repeat(Number(count)));
    for (const country of countries.split(' ')) table[(country.charCodeAt(0) - 65) * 26 + country.charCodeAt(1) - 65] = places;
  }
  return table;
}
