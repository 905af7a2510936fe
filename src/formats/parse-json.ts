const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMBER_PART = /[-+.\deE]/;

/**
 * JSON.parse, except that a whole number too large for a JavaScript number becomes the text of its digits.
 *
 * JSON.parse would round it: ids of 64 bits change, and a card number of 19 digits no longer looks like one while its first 16
 * digits still stand there.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return value;
  const exact = quoteLargeNumbers(text);
  return exact === text ? value : JSON.parse(exact);
}

/** Takes valid JSON. */
function quoteLargeNumbers(text: string): string {
  let out = '';
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22 /* " */) {
      at = endOfString(text, at);
    } else if (unit === 0x2d /* - */ || (unit >= 0x30 && unit <= 0x39)) {
      let end = at + 1;
      while (end < text.length && NUMBER_PART.test(text[end])) end++;
      const token = text.slice(at, end);
      if (isInexact(token)) {
        out += `${text.slice(from, at)}"${token}"`;
        from = end;
      }
      at = end;
    } else {
      at++;
    }
  }
  return out + text.slice(from);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c /* \ */ ? 2 : 1;
  return at + 1;
}

function isInexact(token: string): boolean {
  if (token.length < 16 || !NUMBER.test(token)) return false;
  return /^-?\d{16}/.test(token) && Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER;
}
