/** Reads XML as the programs of an office write it. What they never write, such as a DOCTYPE with entities of its own, ends the reading. */
import { NoText } from './no-text.ts';

/** A tag, or the text between two of them. Names are without their prefix: 'p' for `<w:p>`; an empty element opens and closes. */
export type XmlToken = { readonly open: string } | { readonly close: string } | { readonly text: string };

/** Comment, CDATA, processing instruction, tag, text: one alternative each. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)(?:[\w.-]+:)?([\w.-]+)(?:[^"'<>/]|\/(?!>)|"[^"<]*"|'[^'<]*')*(\/?)>|([^<]+)/y;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,4}));|&/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function* xmlTokens(xml: string): Generator<XmlToken> {
  for (let at = 0; at < xml.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(xml);
    if (found === null) throw new NoText('damaged');
    at += found[0].length;
    const [, verbatim, slash, name, empty, text] = found;
    if (text !== undefined) yield { text: decoded(text) };
    else if (verbatim !== undefined) yield { text: verbatim };
    else if (name !== undefined) {
      if (slash === '') yield { open: name };
      if (slash !== '' || empty !== '') yield { close: name };
    }
  }
}

function decoded(text: string): string {
  return text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined && Object.hasOwn(NAMED, name)) return NAMED[name];
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (!(code > 0 && code <= 0x10ffff)) throw new NoText('damaged');
    return String.fromCodePoint(code);
  });
}
