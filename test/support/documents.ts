/** Documents as programs of an office write them, made by hand. All data is made up. */
import { deflateSync } from 'node:zlib';
import { zipOf } from './zip.ts';

export interface TestPdf {
  /** Operators of each page. */
  readonly pages: readonly (string | Uint8Array)[];
  /** The content is packed; the dictionary says so. */
  readonly packed?: boolean;
  /** Needs a password that nobody has. */
  readonly encrypted?: boolean;
}

export function pdfOf({ pages, packed = false, encrypted = false }: TestPdf): Buffer {
  const first = 4;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
  ];
  for (const [i, operators] of pages.entries()) {
    const content = packed ? deflateSync(operators) : Buffer.from(operators as Uint8Array);
    const box = '/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>';
    objects.push(Buffer.from(`<< /Type /Page /Parent 2 0 R ${box} /Contents ${first + 2 * i + 1} 0 R >>`));
    const filter = packed ? ' /Filter /FlateDecode' : '';
    objects.push(Buffer.concat([Buffer.from(`<< /Length ${content.length}${filter} >>\nstream\n`), content, Buffer.from('\nendstream')]));
  }
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let offset = parts[0].length;
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(offset);
    offset += part.length;
    parts.push(part);
  }
  const key = '00'.repeat(32);
  const lock = encrypted ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >> /ID [<00> <00>]` : '';
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${offset}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Operators that show a line of text at a place of the page. */
export function shownAt(x: number, y: number, text: string): string {
  return `BT /F1 12 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`;
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** The body of a Word document in XML. */
export function wordXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${WORD}><w:body>${body}</w:body></w:document>`;
}

/** A paragraph whose runs are these texts. */
export function paragraph(...runs: readonly string[]): string {
  return `<w:p>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`;
}

/** A Word document, of its parts by name beside those that all have. */
export function docxOf(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', content: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>' },
    ...Object.entries(parts).map(([name, content]) => ({ name, content })),
  ]);
}
