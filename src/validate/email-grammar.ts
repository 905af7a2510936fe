import isEmail from 'validator/lib/isEmail.js';

/** RFC 5321 and 6531 as the `validator` package reads them, with quoted local parts and IPv4 literals. */
export function emailGrammar(address: string): boolean {
  return isEmail.default(address, { allow_ip_domain: true, allow_utf8_local_part: true, allow_underscores: true });
}
