/** Where a JSON document ends, so that another may stand behind it. Only strings and brackets are read: whether it is valid is for its scanner to say. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
/** What `jq -s` would not write, and people put between documents: a comma, or the record separator of RFC 7464. */
const COMMA = 0x2c;
const SEPARATOR = 0x1e;

export class DocumentEnd {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** It begins with a bracket; anything else ends with its line. Undefined before it begins. */
  #isNested: boolean | undefined;

  /** Offset behind its end, -1 when that is not in `bytes[from..to)`. The next call goes on with what follows. */
  find(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (this.#isNested === undefined && !isBlank(byte)) this.#isNested = opens(byte);
      if (this.#isNested !== true) {
        if (this.#isNested === false && byte === NEWLINE) return at;
      } else if (this.#inString) {
        // No string goes on in the next line, so a quote that is missing hides no more than one.
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE || byte === NEWLINE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (opens(byte)) this.#depth++;
      else if ((byte === 0x7d || byte === 0x5d) && --this.#depth <= 0) return at + 1;
    }
    return -1;
  }
}

/** Offset behind what may stand in front of another document. */
export function nextDocument(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (isBlank(bytes[at]) || bytes[at] === COMMA || bytes[at] === SEPARATOR)) at++;
  return at;
}

function opens(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** White space, and the bytes of a byte order mark. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09 || byte === 0xef || byte === 0xbb || byte === 0xbf;
}
