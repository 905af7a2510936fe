/** The text of a picture in an e-mail: what is found in it is covered in the picture. */
import type { MailText, TextEdit } from '../formats/mail-text.ts';
import type { ByteEdit } from '../formats/transfer-encoding.ts';
import { latin1 } from '../formats/bytes.ts';
import type { Picture } from './attachments.ts';

export class PictureText implements MailText {
  readonly field = undefined;
  readonly path: string;
  readonly text: string;
  readonly #picture: Picture;
  readonly #length: number;
  readonly #write: (picture: Uint8Array | undefined) => Uint8Array;

  /** `length`: bytes of the body that holds the picture. `write`: another body, with a picture, or with what stands for one that cannot be had. */
  constructor(picture: Picture, path: string, length: number, write: (picture: Uint8Array | undefined) => Uint8Array) {
    this.text = picture.text;
    this.path = path;
    this.#picture = picture;
    this.#length = length;
    this.#write = write;
  }

  edit(edits: readonly TextEdit[]): ByteEdit[] {
    const body = this.#write(this.#picture.cover(edits));
    return [{ start: 0, end: this.#length, text: latin1(body, 0, body.length) }];
  }
}
