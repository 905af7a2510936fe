/** A thread that reads one PDF with the package unpdf, which it takes apart in ways that nobody here can bound: whoever made the thread watches it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Reason } from './no-text.ts';
import { pageText } from './pdf-lines.ts';

export interface PdfRequest {
  readonly bytes: Uint8Array;
  /** A document with more is not read. */
  readonly pages: number;
  /** Units of text that are too many. */
  readonly units: number;
}

export type PdfReply = { readonly text: string } | { readonly reason: Reason };

async function read({ bytes, pages, units }: PdfRequest): Promise<PdfReply> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(bytes, { verbosity: 0, stopAtErrors: true });
  if (document.numPages > pages) return { reason: 'pages' };
  const texts: string[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = pageText(items.filter((item) => 'str' in item));
    length += text.length;
    if (length > units) return { reason: 'large' };
    texts.push(text);
    page.cleanup();
  }
  return { text: texts.join('\n') };
}

async function answer(): Promise<PdfReply> {
  try {
    return await read(workerData as PdfRequest);
  } catch (error) {
    // What is wrong is said in words of the library, which may quote the document.
    return { reason: (error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged' };
  }
}

parentPort?.postMessage(await answer());
