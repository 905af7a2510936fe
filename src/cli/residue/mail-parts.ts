/**
 * Parts of e-mails that are written in base64 or quoted-printable, and encoded words of headers, as what a reader sees. It goes by lines wherever they
 * stand, and shares nothing with the readers of mail: what those take for something else must show here.
 */
import { latin1 } from '../../formats/bytes.ts';

/** Takes what a part says. */
export interface PartSink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

type Encoding = 'base64' | 'quoted-printable';

interface Body {
  readonly encoding: Encoding;
  readonly sink: PartSink;
  /** What waits for more to be decoded with. */
  rest: string;
}

/** A longer line is taken in pieces. */
const LONGEST_LINE = 16 * 1024;
/** Longest header with its folded lines. */
const LONGEST_HEADER = 64 * 1024;
/** Boundaries that are remembered. */
const MOST_BOUNDARIES = 1000;

const ENCODING = /^content-transfer-encoding:\s*(base64|quoted-printable)/i;
const BOUNDARY = /\bboundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i;
const ENCODED_WORD = /=\?[^?\s]{1,80}\?([bq])\?([^?\r\n]*)\?=(?:\s+(?==\?))?/gi;
const NO_BASE64 = /[^A-Za-z0-9+/=\s]/;

export class MailParts {
  readonly #open: (what: 'part' | 'header', byte: number) => PartSink;
  readonly #boundaries = new Set<string>();
  #rest = '';
  /** Byte at which `#rest` begins. */
  #at = 0;
  /** What is in `#rest` begins a line. */
  #isStart = true;
  /** The header at hand, unfolded, and where it begins. */
  #header = '';
  #headerAt = 0;
  /** What the headers say of the body that comes next. */
  #next: Encoding | undefined;
  #body: Body | undefined;

  constructor(open: (what: 'part' | 'header', byte: number) => PartSink) {
    this.#open = open;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#rest += latin1(bytes, 0, bytes.length);
    let from = 0;
    for (;;) {
      const newline = this.#rest.indexOf('\n', from);
      const end = newline < 0 ? Math.min(this.#rest.length, from + LONGEST_LINE) : Math.min(newline + 1, from + LONGEST_LINE);
      if (end === from || (newline < 0 && end - from < LONGEST_LINE)) break;
      await this.#line(this.#rest.slice(from, end), this.#at + from);
      this.#isStart = end === newline + 1;
      from = end;
    }
    this.#at += from;
    this.#rest = this.#rest.slice(from);
  }

  async end(): Promise<void> {
    if (this.#rest !== '') await this.#line(this.#rest, this.#at);
    await this.#endHeader();
    await this.#endBody();
  }

  async #line(line: string, at: number): Promise<void> {
    const body = this.#body;
    const ends =
      body !== undefined &&
      this.#isStart &&
      ((line.startsWith('--') && this.#boundaries.has(line.slice(2).trimEnd().replace(/--$/, ''))) ||
        (body.encoding === 'base64' && NO_BASE64.test(line)));
    if (ends) await this.#endBody();
    // Headers are looked for in a body too: where one ends is for its reader to say.
    if (this.#body?.encoding !== 'base64') await this.#readHeader(line, at);
    // The empty line that begins a body is none of it.
    if (body !== undefined && this.#body === body) await this.#decode(body, line);
  }

  async #readHeader(line: string, at: number): Promise<void> {
    if (this.#isStart && !/^[ \t]+\S/.test(line)) {
      await this.#endHeader();
      this.#headerAt = at;
      if (line.trim() === '' && this.#next !== undefined) await this.#beginBody(this.#next, at + line.length);
    }
    if (this.#header.length + line.length <= LONGEST_HEADER) this.#header += line;
  }

  /** A header is complete: what it says of the body, and its encoded words. */
  async #endHeader(): Promise<void> {
    const header = this.#header;
    this.#header = '';
    const encoding = ENCODING.exec(header)?.[1].toLowerCase();
    if (encoding === 'base64' || encoding === 'quoted-printable') this.#next = encoding;
    const [, quoted, plain] = BOUNDARY.exec(header) ?? [];
    if ((quoted ?? plain) !== undefined && this.#boundaries.size < MOST_BOUNDARIES) this.#boundaries.add(quoted ?? plain);
    if (!header.includes('=?')) return;
    const decoded = header.replace(ENCODED_WORD, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('latin1') : withoutEscapes(text.replace(/_/g, ' ')),
    );
    if (decoded === header) return;
    const sink = this.#open('header', this.#headerAt);
    await sink.write(Buffer.from(decoded, 'latin1'));
    await sink.end();
  }

  async #beginBody(encoding: Encoding, at: number): Promise<void> {
    await this.#endBody();
    this.#next = undefined;
    this.#body = { encoding, sink: this.#open('part', at), rest: '' };
  }

  async #endBody(): Promise<void> {
    const body = this.#body;
    this.#body = undefined;
    if (body === undefined) return;
    await body.sink.write(Buffer.from(body.rest, body.encoding === 'base64' ? 'base64' : 'latin1'));
    await body.sink.end();
  }

  async #decode(body: Body, line: string): Promise<void> {
    if (body.encoding === 'quoted-printable') {
      const text = body.rest + line;
      // Half an escape waits for the rest of its line.
      const cut = /=[0-9A-Fa-f]?$/.exec(text)?.index ?? text.length;
      body.rest = text.slice(cut);
      await body.sink.write(Buffer.from(withoutEscapes(text.slice(0, cut)), 'latin1'));
      return;
    }
    // Padding ends a run, and another may follow.
    const runs = (body.rest + line.replace(/[^A-Za-z0-9+/=]/g, '')).split(/=+/);
    const last = runs.pop() ?? '';
    const whole = last.length - (last.length % 4);
    body.rest = last.slice(whole);
    await body.sink.write(Buffer.concat([...runs, last.slice(0, whole)].map((run) => Buffer.from(run, 'base64'))));
  }
}

/** Quoted-printable as what it says, one unit a byte. */
function withoutEscapes(text: string): string {
  return text.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
