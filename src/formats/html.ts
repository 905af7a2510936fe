/**
 * Finds the text in HTML of any size: what a reader sees, joined over tags as he sees it, and what he does not see: attributes, comments,
 * scripts. Not a parser of documents: it needs to know where tags begin and end, and which of them part words, in good markup and in bad.
 *
 * > | <p title="for Anna">write to jo<b>hn</b>&#64;example.com<!-- old: 070 --></p>
 *               ^ own        ^ one text in three pieces             ^ own
 */
import { latin1, unfinished } from './bytes.ts';
import { propertyPath } from './names.ts';
import { markLength } from './plain-text.ts';
import type { SpanVisitor } from './span.ts';
import { type TextReader, textScanner } from './text-scanner.ts';
import type { JoinedFormat } from './format.ts';
import { SEAM, TextSpan } from './text-span.ts';

/** Bytes of one piece; what is longer is shown in parts, or as several pieces. */
const LONGEST = 64 * 1024;
/** Longest name of a tag or an attribute; what is longer is text. */
const LONGEST_NAME = 1024;
/** A character reference may be cut at the end of a piece. */
const LONGEST_REFERENCE = 12;

/** Tags that begin a line, and those that stand between words; all others join what is on their two sides. */
const LINE = new Set(
  'br p div li ul ol tr table tbody thead tfoot h1 h2 h3 h4 h5 h6 hr blockquote pre section article header footer main nav aside dl dt dd form fieldset title head body html address figure figcaption details summary center noscript template'.split(
    ' ',
  ),
);
const WORD = new Set('td th option select input button label textarea legend caption img script style text'.split(' '));
const RAW = new Set(['script', 'style']);

/** Attributes in which people write, or programs write for people. All others are examined as the names of properties are: nobody answers there. */
const PROSE = /^(?:title|alt|content|value|placeholder|label|summary|aria-(?:label|description|placeholder|valuetext)|data-[\w-]*)$/;
/** Attributes that say what the others of their tag are about: `<meta name="author" content="...">`. */
const NAMING = /^(?:name|property|itemprop)$/;
/** Elements of HTML and of drawings in it. What else stands between `<` and `>` is no tag but text, such as an address. */
const TAGS = new Set(
  `${[...LINE, ...WORD].join(' ')} a abbr acronym area audio b base bdi bdo big canvas cite code col colgroup data datalist del dfn dialog em
  embed font frame frameset hgroup i iframe ins kbd link map mark marquee menu meta meter nobr noframes noscript object optgroup output p param
  picture progress q rb rp rt ruby s samp search slot small source span strike strong sub sup svg g path circle ellipse line polyline polygon rect
  text tspan defs use symbol image clippath mask pattern lineargradient radialgradient stop filter foreignobject math template time track tt u var
  video wbr at attachment emoji`.split(/\s+/),
);
/** Those of others, `o:p` and `my-card`, have a sign in their names. */
const FOREIGN_TAG = /^[a-z]{1,20}(?:[:-][a-z]{1,20}){1,3}$/;
/** The attributes that most tags have. The names of all others are examined too. */
const ATTRIBUTES = new Set(
  'class id style href src alt title width height align valign border bgcolor color cellpadding cellspacing colspan rowspan dir lang name type value rel target role content charset property'.split(
    ' ',
  ),
);
/** Drawings, and files written out: no text. */
const DRAWING = /^(?:d|points|viewbox)$/;
const NUMBERS = /^[MLHVCSQTAZmlhvcsqtaze\d\s.,+-]*$/;
const FILE = /^\s*data:(?:image|audio|video|font|application\/(?:font|x-font|pdf))[\w./+-]*(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=%\s]*$/;
const BASE64 = /^[A-Za-z0-9+/=%\s]*$/;

/** What stands there goes on beyond the window. */
const WAIT = -1;

type State = 'text' | 'tag' | 'value' | 'long';

/** Attribute of a tag, or body of a comment or script. */
interface Own {
  /** Default: a string. */
  readonly kind?: 'key';
  readonly field: string | undefined;
  readonly html: boolean;
  /** What is written into it must not become markup. */
  readonly references: boolean;
  readonly path: string;
}

const COMMENT: Own = { field: undefined, html: true, references: false, path: '$.comment' };
/** The name of an attribute. */
const NAME: Own = { kind: 'key', field: '', html: false, references: true, path: '$.attribute' };
const DECLARATION: Own = { field: '', html: true, references: false, path: '$.declaration' };

class HtmlReader implements TextReader {
  readonly #visitor: SpanVisitor<TextSpan>;
  readonly #span = new TextSpan();
  #state: State = 'text';
  /** What a reader sees before the next piece of text. */
  #before = '';
  /** The tag at hand: `script`, `/td`. */
  #tag = '';
  /** The attribute whose value comes. */
  #attribute = '';
  /** What the tag at hand is about, as its attribute `name` says. */
  #about: string | undefined;
  /** A text of its own that is too long to be shown whole: what it is, and what ends it. */
  #own: Own = COMMENT;
  #close = '';
  /** Parts of it were shown. */
  #inLong = false;
  /** It is a file in base64. */
  #isFile = false;

  constructor(visitor: SpanVisitor<TextSpan>) {
    this.#visitor = visitor;
  }

  begin(_bytes: Uint8Array, from: number, to: number): void {
    if (to > from) this.#visitor.record?.(from);
  }

  read(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    let at = from;
    while (at < to) {
      const next = this.#step(bytes, at, to, last);
      if (next === WAIT) break;
      at = next;
    }
    return at;
  }

  /** Reads what stands at `at` and gives the offset after it, or WAIT. */
  #step(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    switch (this.#state) {
      case 'text':
        return bytes[at] === 0x3c ? this.#markup(bytes, at, to, last) : this.#text(bytes, at, at, to, last);
      case 'tag':
        return this.#inTag(bytes, at, to, last);
      case 'value':
        return this.#value(bytes, at, to, last);
      default:
        return this.#long(bytes, at, to, last);
    }
  }

  /** Text up to the next `<`, which is looked for from `search` on. */
  #text(bytes: Uint8Array, at: number, search: number, to: number, last: boolean): number {
    const limit = Math.min(to, at + LONGEST);
    const found = bytes.subarray(search, limit).indexOf(0x3c);
    let end = found < 0 ? limit : search + found;
    if (found < 0) {
      if (to - at < LONGEST && !last) return WAIT;
      if (to > limit || !last) end -= this.#uncut(bytes, at, end);
    }
    this.#piece(bytes, at, end);
    return end;
  }

  /** Bytes at the end of a piece that belong to what comes: of a character, or of a reference. */
  #uncut(bytes: Uint8Array, at: number, end: number): number {
    for (let back = 1; back <= LONGEST_REFERENCE && end - back > at; back++) {
      const byte = bytes[end - back];
      if (byte === 0x26) return back;
      if (byte === 0x3b || byte <= 0x20) break;
    }
    return unfinished(bytes, at, end);
  }

  /** At a `<`. */
  #markup(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const head = latin1(bytes, at, Math.min(to, at + LONGEST_NAME + 2));
    if (head.length < 9 && !last && /^<(?:!(?:-|$|\[?[CDAT]{0,5}\[?$))?$/.test(head)) return WAIT;
    if (/^<[!?]/.test(head)) {
      this.#parts(SEAM);
      if (head.startsWith('<!--')) return this.#begin(at + 4, COMMENT, '-->');
      if (head.startsWith('<![CDATA[')) return this.#begin(at + 9, COMMENT, ']]>');
      return this.#begin(at + 2, DECLARATION, '>');
    }
    const name = /^<(\/?[A-Za-z][^\s/>]{0,1023})(?=[\s/>])/.exec(head)?.[1].toLowerCase();
    if (name === undefined || !isTag(name.replace('/', ''))) {
      // > | a < b, <3      no tag: the sign is text, with what follows it
      const open = name === undefined && head.length <= LONGEST_NAME && !last && /^<(?:\/?$|\/?[A-Za-z][^\s/>]*$)/.test(head);
      return open ? WAIT : this.#text(bytes, at, at + 1, to, last);
    }
    this.#tag = name;
    this.#about = undefined;
    this.#state = 'tag';
    return at + 1 + name.length;
  }

  /** Between the name of a tag and its `>`. */
  #inTag(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const byte = bytes[at];
    if (byte === 0x3e) return this.#endTag(at);
    if (byte <= 0x20 || byte === 0x2f || byte === 0x3d || byte === 0x22 || byte === 0x27) return at + 1;
    let end = at;
    const limit = Math.min(to, at + LONGEST_NAME);
    while (end < limit && bytes[end] > 0x20 && !isOneOf(bytes[end], 0x3d, 0x3e, 0x2f)) end++;
    let equals = end;
    while (equals < to && bytes[equals] <= 0x20 && equals < end + LONGEST_NAME) equals++;
    // The name may go on, or a value follow.
    if (equals === to && !last) return WAIT;
    if (end === limit && limit < to) end -= unfinished(bytes, at, end);
    const name = latin1(bytes, at, end).toLowerCase();
    if (!ATTRIBUTES.has(name)) this.#show(bytes, at, end, NAME);
    if (bytes[equals] !== 0x3d || equals >= to) return end;
    this.#attribute = name;
    this.#state = 'value';
    return equals + 1;
  }

  #endTag(at: number): number {
    const name = this.#tag.replace('/', '');
    this.#parts(LINE.has(name) ? '\n' : WORD.has(name) ? ' ' : SEAM);
    this.#state = 'text';
    if (!RAW.has(this.#tag)) return at + 1;
    return this.#begin(at + 1, { field: undefined, html: false, references: false, path: `$.${name}` }, `</${name}`);
  }

  /** What a reader sees between two pieces: a line end where there is one, else the first blank. */
  #parts(between: string): void {
    if (between === '\n' || this.#before === '' || this.#before === SEAM) this.#before = between;
  }

  /** Behind the `=` of an attribute. */
  #value(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const byte = bytes[at];
    if (byte <= 0x20) return at + 1;
    const quote = byte === 0x22 ? '"' : byte === 0x27 ? "'" : '';
    const own = this.#attributeOwn();
    if (quote !== '') return this.#begin(at + 1, own, quote);
    let end = at;
    const limit = Math.min(to, at + LONGEST);
    while (end < limit && bytes[end] > 0x20 && bytes[end] !== 0x3e) end++;
    if (end === to && limit === to && !last && end - at < LONGEST) return WAIT;
    if (end === limit && limit < to) end -= this.#uncut(bytes, at, end);
    this.#state = 'tag';
    this.#attributeValue(bytes, at, end, own);
    return end;
  }

  #attributeOwn(): Own {
    const name = this.#attribute;
    return {
      field: PROSE.test(name) ? this.#about : '',
      html: true,
      references: true,
      path: ATTRIBUTES.has(name) || (PROSE.test(name) && !/\d{3}/.test(name)) ? `$${propertyPath(name)}` : '$.attribute',
    };
  }

  #attributeValue(bytes: Uint8Array, start: number, end: number, own: Own): void {
    const name = this.#attribute;
    const value = latin1(bytes, start, end);
    if (NAMING.test(name) && value.length < 64) this.#about = value;
    if (DRAWING.test(name) && NUMBERS.test(value)) return;
    if (FILE.test(value)) return;
    // Most hold nothing that would be read in another way.
    this.#show(bytes, start, end, /[&<]/.test(value) ? own : { ...own, html: false });
  }

  /** A text of its own up to `close`; in parts when that is far. */
  #begin(at: number, own: Own, close: string): number {
    this.#own = own;
    this.#close = close;
    this.#inLong = false;
    this.#isFile = false;
    this.#state = 'long';
    return at;
  }

  #long(bytes: Uint8Array, at: number, to: number, last: boolean): number {
    const isAttribute = this.#close === '"' || this.#close === "'";
    const limit = Math.min(to, at + LONGEST + this.#close.length);
    const end = indexOf(bytes, at, limit, this.#close);
    const closed = end >= 0;
    if (!closed && to - at < LONGEST + this.#close.length && !last) return WAIT;
    let stop = closed ? end : Math.min(limit, at + LONGEST);
    if (!closed && !(last && stop === to)) stop -= this.#uncut(bytes, at, stop);
    const ends = closed || (last && stop === to);
    if (isAttribute && ends && !this.#inLong) this.#attributeValue(bytes, at, stop, this.#own);
    else if (ends && !this.#inLong) this.#show(bytes, at, stop, this.#own);
    else this.#part(bytes, at, stop, ends);
    this.#inLong = !ends;
    if (!ends) return stop;
    this.#state = isAttribute ? 'tag' : 'text';
    // The end tag of a script is a tag like others.
    return closed && !this.#close.startsWith('<') ? stop + this.#close.length : stop;
  }

  #part(bytes: Uint8Array, start: number, end: number, last: boolean): void {
    const text = latin1(bytes, start, end);
    if (!this.#inLong) this.#isFile = FILE.test(text);
    else this.#isFile &&= BASE64.test(text);
    if (this.#isFile) return;
    this.#set(bytes, start, end, this.#own);
    this.#visitor.part?.(this.#span, last);
  }

  #piece(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) return;
    this.#set(bytes, start, end, { field: undefined, html: true, references: true, path: '$.text' });
    this.#span.before = this.#before;
    this.#before = '';
    this.#visitor.span(this.#span);
  }

  #show(bytes: Uint8Array, start: number, end: number, own: Own): void {
    if (start === end) return;
    this.#set(bytes, start, end, own);
    this.#visitor.span(this.#span);
  }

  #set(bytes: Uint8Array, start: number, end: number, { kind, field, html, references, path }: Own): void {
    const span = this.#span.show(bytes, start, end);
    span.kind = kind ?? 'string';
    span.field = field;
    span.format = html ? 'html' : undefined;
    span.references = references;
    span.before = undefined;
    span.path = path;
  }
}

function isOneOf(byte: number, a: number, b: number, c: number): boolean {
  return byte === a || byte === b || byte === c;
}

function isTag(name: string): boolean {
  return TAGS.has(name) || FOREIGN_TAG.test(name);
}

/** Where a text in ASCII stands in the bytes, whatever its case; -1 when it does not. */
function indexOf(bytes: Uint8Array, from: number, to: number, text: string): number {
  const first = text.charCodeAt(0);
  const window = bytes.subarray(from, to);
  for (let at = window.indexOf(first); at >= 0 && at + text.length <= window.length; at = window.indexOf(first, at + 1))
    if (text.length === 1 || latin1(window, at, at + text.length).toLowerCase() === text) return from + at;
  return -1;
}

/** Pages, saved messages, and XML, whose tags are text where HTML has no such. */
export const html: JoinedFormat = {
  name: 'html',
  record: 'document',
  hasFields: true,
  joins: true,
  extensions: ['html', 'htm', 'xhtml', 'xml'],
  looksLike: (head) =>
    /^\s*(?:<\?xml\s|(?:<!--[^>]{0,1000}-->\s*)*<(?:!doctype\s+html|html|head|body)(?=[\s>]))/i.test(
      latin1(head, markLength(head, 0), Math.min(head.length, 4096)),
    ),
  scanner: (visitor) => textScanner(new HtmlReader(visitor)),
};
