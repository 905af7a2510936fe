/** The text of a PDF. */
import { NoText } from './no-text.ts';
import type { PdfRequest, PdfText } from './pdf-reader.ts';
import { areInstalled, readWatched } from './read-watched.ts';

const READER = new URL('./pdf-reader.js', import.meta.url);
/** What one document may take. */
const SECONDS = 20;
const MEGABYTES = 1024;
/** In JSON a unit takes six bytes at most. */
const BYTES_A_UNIT = 6;

interface PdfLimits extends PdfRequest {
  readonly seconds?: number;
  readonly megabytes?: number;
}

export function pdfText(bytes: Uint8Array, { pages, units, seconds = SECONDS, megabytes = MEGABYTES }: PdfLimits): string {
  if (!areInstalled(['unpdf'])) throw new NoText('missing');
  const request: PdfRequest = { pages, units };
  return readWatched<PdfText>(READER, { request, bytes }, { seconds, megabytes, answer: units * BYTES_A_UNIT }).text;
}
