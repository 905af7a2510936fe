/** An encoded word of a header (RFC 2047) that stands in a text, as people paste headers; at most 75 characters long, as the standard asks. */
const WORD = /=\?(utf-8|us-ascii|iso-8859-1|iso-8859-15|windows-1252)\?([bq])\?([^?\s]{1,60})\?=/iy;

/** Reads the encoded word at `at`: what it says, and the offset after it; null when there is none that can be read. */
export function readEncodedWord(source: string, at: number): { readonly text: string; readonly end: number } | null {
  WORD.lastIndex = at;
  const match = WORD.exec(source);
  if (match === null) return null;
  const [word, charset, encoding, encoded] = match;
  const bytes = encoding.toLowerCase() === 'b' ? ofBase64(encoded) : ofQuotedPrintable(encoded);
  const text = charset.toLowerCase() === 'utf-8' ? ofUtf8(bytes) : bytes;
  return text === null ? null : { text, end: at + word.length };
}

/** Bytes as units. */
function ofQuotedPrintable(encoded: string): string {
  return encoded.replaceAll('_', ' ').replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function ofBase64(encoded: string): string {
  let bytes = '';
  let bits = 0;
  let count = 0;
  for (const character of encoded) {
    const value = BASE64.indexOf(character);
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += String.fromCharCode((bits >> count) & 0xff);
  }
  return bytes;
}

function ofUtf8(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes.replace(/./gs, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return null;
  }
}
