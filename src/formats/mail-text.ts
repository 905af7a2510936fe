/** A text of an e-mail as rules read it: decoded, wherever it stands and however it is written there. */
import { latin1 } from './bytes.ts';
import { charsetOf, type Charset } from './charset.ts';
import { embeddedBlocks } from './embedded.ts';
import { joinFlowed, joinFolded, type JoinedText } from './joined-lines.ts';
import { type ByteEdit, decodeTransfer, editTransfer, type TransferEncoding } from './transfer-encoding.ts';

/** Stands in a text for what cannot be decoded; what is read as nothing joins what is on its two sides. */
export const UNREADABLE = '\ufffc';

/** A change to a text; offsets are UTF-16 code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Unlike a `Span`, it cannot be changed one range of bytes at a time: base64 shifts behind a change, an encoded word becomes empty and goes, a file
 * name is spread over parameters. So it takes all changes at once and says what they make of its bytes.
 */
export interface MailText {
  /** Header it stands in ('From', 'Subject'); undefined for a body. */
  readonly field: string | undefined;
  readonly format?: 'html' | 'json';
  /** '$.Subject', '$.parts[0].body' */
  readonly path: string;
  readonly text: string;
  /** Parts of it that could not be decoded: they are replaced whatever else is found. */
  readonly unreadable?: readonly TextEdit[];
  /** Ascending changes to the text, as changes to the bytes. */
  edit(edits: readonly TextEdit[]): ByteEdit[];
}

export interface BodyForm {
  readonly encoding: TransferEncoding;
  readonly charset: string | undefined;
  /** 'flowed' and 'delsp' of RFC 3676, or the folding of calendars and cards. */
  readonly lines?: 'flowed' | 'delsp' | 'folded';
  readonly format?: 'html' | 'json';
}

export type BodyProblem = 'encoding' | 'charset' | 'binary';

/** A body, or the text around the parts of one. */
export class BodyText implements MailText {
  readonly field = undefined;
  readonly format: 'html' | 'json' | undefined;
  readonly path: string;
  readonly text: string;
  readonly #bytes: Uint8Array;
  readonly #encoding: TransferEncoding;
  readonly #decoded: Uint8Array;
  readonly #charset: Charset;
  readonly #joined: JoinedText | undefined;

  readonly unreadable: readonly TextEdit[];

  private constructor(
    bytes: Uint8Array,
    form: BodyForm,
    path: string,
    failure: string,
    decoded: Uint8Array,
    charset: Charset,
    text: string,
  ) {
    this.format = form.format;
    this.path = path;
    this.#bytes = bytes;
    this.#encoding = form.encoding;
    this.#decoded = decoded;
    this.#charset = charset;
    this.#joined =
      form.lines === undefined ? undefined : form.lines === 'folded' ? joinFolded(text) : joinFlowed(text, form.lines === 'delsp');
    this.text = this.#joined?.text ?? text;
    const blocks = form.format === undefined ? embeddedBlocks(this.text) : [];
    this.unreadable = blocks.map(([start, end]) => ({ start, end, text: failure }));
  }

  /** All of `bytes`; or why they cannot be read. `failure`: what takes the place of blocks that are encoded once more. */
  static read(bytes: Uint8Array, form: BodyForm, path: string, failure: string): BodyText | BodyProblem {
    const decoded = decodeTransfer(form.encoding, bytes, 0, bytes.length);
    if (decoded === undefined) return 'encoding';
    const label = form.charset ?? (form.format === 'html' ? charsetInHtml(decoded) : undefined);
    const charset = charsetOf(label, decoded);
    if (charset?.isWide === true && form.encoding !== 'base64' && hasLines(bytes)) return 'charset';
    const text = charset?.decode(decoded);
    if (charset === undefined || text === undefined) return 'charset';
    // What decodes to control characters was never text, or never base64.
    const isBinary = form.encoding === 'base64' ? /[\0-\x06\x0e-\x1a\x1c-\x1f]/.test(text) : text.includes('\0');
    return isBinary ? 'binary' : new BodyText(bytes, form, path, failure, decoded, charset, text);
  }

  edit(edits: readonly TextEdit[]): ByteEdit[] {
    const units = edits.flatMap((edit) => [edit.start, edit.end]);
    const offsets = this.#charset.offsets(this.#decoded, this.#joined?.sourceOffsets(units) ?? units);
    const byteEdits = edits.map((edit, i) => {
      const [start, end] = [offsets[2 * i], offsets[2 * i + 1]];
      return { start, end, text: this.#charset.write(edit.text, this.#decoded, start, end) };
    });
    return editTransfer(this.#encoding, this.#bytes, 0, this.#bytes.length, byteEdits);
  }
}

/** A line end that is none of the encoding, before the last. */
function hasLines(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, bytes.length).trimEnd();
  return /(?:^|[^= \t\r])[ \t]*\r?\n/.test(text);
}

/** Pages say it themselves when the mail does not. */
function charsetInHtml(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{2,40})/i.exec(latin1(bytes, 0, Math.min(bytes.length, 2048)))?.[1];
}
