/** The text of a document, whatever program wrote it. */
import { latin1 } from '../../formats/bytes.ts';
import { type Extracted, MOST_DOCUMENT } from '../../stream/attachments.ts';
import { NoText, REASON } from './no-text.ts';
import { officeText } from './office-text.ts';
import { pdfText } from './pdf-text.ts';

/** Longer texts are not read in one go. */
const MOST_UNITS = 4 * 1024 * 1024;
/** Signs that are none of a text. */
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]/g;

/** `pages`: of a PDF, as many as are read. What a document is, its first bytes say. */
export function extractText(bytes: Uint8Array, pages: number): Extracted {
  try {
    if (bytes.length > MOST_DOCUMENT) throw new NoText('large');
    const lines = documentText(bytes, pages).replace(CONTROLS, ' ').split('\n');
    const text = lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
    if (text.length > MOST_UNITS) throw new NoText('large');
    if (text === '') throw new NoText('empty');
    return { text };
  } catch (error) {
    // Also what nobody foresaw: a document that cannot be read is one of which only the stub is left.
    return { reason: REASON[error instanceof NoText ? error.reason : 'damaged'] };
  }
}

function documentText(bytes: Uint8Array, pages: number): string {
  const head = latin1(bytes, 0, Math.min(bytes.length, 1024));
  if (head.startsWith('PK')) return officeText(bytes);
  if (head.includes('%PDF-')) return pdfText(bytes, { pages, units: MOST_UNITS });
  throw new NoText('type');
}
