/** The scanner of a document that is text with marks in it: it begins behind a byte order mark, and nothing that stands in it breaks it. */
import { markLength } from './plain-text.ts';
import type { DocumentScanner } from './span.ts';

/** What reads the text of one document. */
export interface TextReader {
  /** Bytes that it wants to see before it begins; a byte order mark has three. */
  readonly head?: number;
  /** Called once, with the start of the document, mark and all. */
  begin?(bytes: Uint8Array, from: number, to: number, last: boolean): void;
  /** Reads on from `from`, and gives how far it came. */
  read(bytes: Uint8Array, from: number, to: number, last: boolean): number;
}

const MARK = 3;

export function textScanner(reader: TextReader): DocumentScanner {
  const { head = MARK } = reader;
  let begun = false;
  return {
    problem: undefined,
    problemAt: 0,
    scan(bytes, from, to, last) {
      if (begun) return reader.read(bytes, from, to, last);
      if (to - from < head && !last) return from;
      begun = true;
      reader.begin?.(bytes, from, to, last);
      return reader.read(bytes, from + markLength(bytes, from), to, last);
    },
  };
}
