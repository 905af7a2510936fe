/** The text of a page of a PDF, from the pieces that a program has placed on it. */

/** A piece of text as it is drawn, as far as it matters here. */
export interface PagePiece {
  readonly str: string;
  /** The matrix it is drawn with; the last two numbers are its place. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly dir: string;
  /** It ends a line. */
  readonly hasEOL: boolean;
}

/** A gap between pieces that is wider than this part of the letters' height is a space. */
const SPACE = 0.15;
/** A word that goes on in the next line. */
const HYPHEN = /(?<=\p{L})[-\u00ad\u2010]\n(?=\p{Ll})/gu;

export function pageText(pieces: readonly PagePiece[]): string {
  const lines: string[] = [];
  let line: PagePiece[] = [];
  for (const piece of pieces) {
    line.push(piece);
    if (!piece.hasEOL) continue;
    lines.push(lineText(line));
    line = [];
  }
  lines.push(lineText(line));
  return lines.join('\n').replace(HYPHEN, '');
}

/** Programs may draw the end of a line before its beginning: a number is then written from right to left for a machine, and from left to right for a reader. */
function lineText(line: readonly PagePiece[]): string {
  const drawn = line.filter(({ str, width }) => str !== '' && !(str === ' ' && width === 0));
  const isOrdered = drawn.every((piece, i) => i === 0 || placeOf(piece) >= placeOf(drawn[i - 1]));
  const isLevel = drawn.every(({ transform: [, b, c], dir }) => b === 0 && c === 0 && dir === 'ltr');
  if (isOrdered || !isLevel) return line.map(({ str }) => str).join('');
  let text = '';
  let end = Number.POSITIVE_INFINITY;
  for (const piece of drawn.sort((a, b) => placeOf(a) - placeOf(b))) {
    text += placeOf(piece) - end > SPACE * piece.height ? ` ${piece.str}` : piece.str;
    end = placeOf(piece) + piece.width;
  }
  return text;
}

function placeOf({ transform }: PagePiece): number {
  return transform[4];
}
