/** Encoded blocks inside plain text: bounces quote whole messages with their attachments, old programs write files into the body. */

const BASE64_HEADER = /content-transfer-encoding:[ \t]{0,10}base64/gi;
const BASE64_LINE = /^[ \t>]{0,20}[A-Za-z0-9+/]{4,}={0,2}[ \t]{0,10}$/;
const UU_BEGIN = /^[ \t>]{0,20}begin(?:-base64)? [0-7]{3,4} \S/gm;
const UU_END = /^[ \t>]{0,20}(?:end|====)[ \t]{0,10}(?=\r?$)/m;
/** Headers that may stand between that one and the block. */
const MOST_HEADERS = 50;

/** Pairs of offsets, ascending: what in a text is encoded once more. */
export function embeddedBlocks(text: string): (readonly [start: number, end: number])[] {
  const blocks = [...base64Blocks(text), ...uuBlocks(text)].sort((a, b) => a[0] - b[0]);
  return blocks.filter(([start], i) => i === 0 || start >= blocks[i - 1][1]);
}

function base64Blocks(text: string): [number, number][] {
  const blocks: [number, number][] = [];
  let done = 0;
  for (const { index } of text.matchAll(BASE64_HEADER)) {
    if (index < done) continue;
    let line = nextLine(text, index);
    for (let i = 0; i < MOST_HEADERS && line < text.length && !isEmpty(text, line); i++) line = nextLine(text, line);
    while (line < text.length && isEmpty(text, line)) line = nextLine(text, line);
    let end = line;
    for (let at = line; at < text.length && BASE64_LINE.test(lineAt(text, at)); at = nextLine(text, at)) end = at + lineAt(text, at).length;
    if (end > line) blocks.push([line, end]);
    done = Math.max(end, nextLine(text, index));
  }
  return blocks;
}

function uuBlocks(text: string): [number, number][] {
  const blocks: [number, number][] = [];
  let done = 0;
  for (const { index } of text.matchAll(UU_BEGIN)) {
    if (index < done) continue;
    const end = UU_END.exec(text.slice(index));
    done = end === null ? text.length : index + end.index + end[0].length;
    blocks.push([index, done]);
  }
  return blocks;
}

/** Without its line end. */
function lineAt(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  return text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

function isEmpty(text: string, at: number): boolean {
  return /^[ \t>]*$/.test(lineAt(text, at));
}
