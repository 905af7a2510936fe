/** A thread that reads one PDF with the package unpdf, which it takes apart in ways that nobody here can bound: whoever made the thread watches it. */
import { parentPort, workerData } from 'node:worker_threads';
import { pageText } from './pdf-lines.ts';
import type { Refusal, Watched } from './read-watched.ts';

export interface PdfRequest {
  /** A document with more is not read. */
  readonly pages: number;
  /** UTF-16 code units of its text, at most. */
  readonly units: number;
}

export interface PdfText {
  readonly text: string;
}

async function read({ request: { pages, units }, bytes }: Watched<PdfRequest>): Promise<PdfText | Refusal> {
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

async function answer(): Promise<PdfText | Refusal> {
  try {
    return await read(workerData as Watched<PdfRequest>);
  } catch (error) {
    // What is wrong is said in words of the library, which may quote the document.
    return { reason: (error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged' };
  }
}

parentPort?.postMessage(await answer());
