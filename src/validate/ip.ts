import ipaddr from 'ipaddr.js';

/**
 * An IPv4 address of four decimal parts, or an IPv6 address in any form of RFC 4291 (no zone, no prefix length). `ipaddr.isValid` is not asked:
 * it takes `192.0.2` and `0x7f.1` for addresses.
 */
export function ip(address: string): boolean {
  return address.includes(':') ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address);
}
