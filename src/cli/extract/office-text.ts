/** The text of documents that Word and PowerPoint write (ECMA-376): what their readers see, not fields, properties, macros and what is embedded. */
import { DEFAULT_LIMITS } from '../../formats/archive-limits.ts';
import { utf8 } from '../../formats/bytes.ts';
import { NoText } from './no-text.ts';
import { unzip } from './unzip.ts';
import { xmlTokens } from './xml-tokens.ts';

/** Of all parts that are read, once they are unpacked. */
const LIMITS = { ...DEFAULT_LIMITS, member: 2 ** 25, all: 2 ** 26, members: 20_000 };

/** The parts with text in them, in the order in which they are shown. */
const TEXT_PARTS = [
  /^word\/document\d*\.xml$/,
  /^word\/(?:header|footer)\d*\.xml$/,
  /^word\/(?:footnotes|endnotes|comments)\.xml$/,
  /^ppt\/slides\/slide\d+\.xml$/,
  /^ppt\/notesSlides\/notesSlide\d+\.xml$/,
];

/** What a reader sees in place of an element, and behind one. */
const SIGNS: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };
const ENDINGS: Readonly<Record<string, string>> = { p: '\n', tc: '\t', tr: '\n' };
/** The same once more for programs that do not know something newer; and where tabulators stand. */
const SKIPPED = new Set(['Fallback', 'tabs']);

export function officeText(bytes: Uint8Array): string {
  const parts = unzip(bytes, LIMITS, (name) => rankOf(name) >= 0);
  if (parts.size === 0) throw new NoText('type');
  const number = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return [...parts]
    .sort(([a], [b]) => rankOf(a) - rankOf(b) || number(a) - number(b))
    .map(([, part]) => partText(xmlOf(part)))
    .join('\n');
}

function rankOf(name: string): number {
  return TEXT_PARTS.findIndex((part) => part.test(name));
}

function partText(xml: string): string {
  const text: string[] = [];
  const path: string[] = [];
  /** Length of the path to the element that is not read. */
  let skipped = 0;
  const show = (signs: Readonly<Record<string, string>>, element: string) => {
    if (skipped === 0 && Object.hasOwn(signs, element)) text.push(signs[element]);
  };
  for (const token of xmlTokens(xml)) {
    if ('text' in token) {
      if (skipped === 0 && path.at(-1) === 't') text.push(token.text);
    } else if ('open' in token) {
      show(SIGNS, token.open);
      path.push(token.open);
      if (skipped === 0 && SKIPPED.has(token.open)) skipped = path.length;
    } else {
      if (path.pop() !== token.close) throw new NoText('damaged');
      if (path.length < skipped) skipped = 0;
      // The last paragraph of a cell ends with the cell.
      if (token.close === 'tc' && text.at(-1) === '\n') text.pop();
      show(ENDINGS, token.close);
    }
  }
  if (path.length > 0) throw new NoText('damaged');
  return text.join('');
}

/** Read in another charset, letters would be others and names not be found. */
function xmlOf(bytes: Uint8Array): string {
  const xml = utf8(bytes, 0, bytes.length);
  const [, charset = 'utf-8'] = /^\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(xml) ?? [];
  if (charset.toLowerCase() !== 'utf-8' || xml.includes('\ufffd')) throw new NoText('damaged');
  return xml.replace(/^\ufeff/, '');
}
