/** Goes through a finished output and looks for what was missed. */
import { createReadStream } from 'node:fs';
import { SordinoError } from '../../errors.ts';
import { countText } from '../units.ts';
import { fold } from './fold.ts';
import type { Parties } from './parties.ts';
import { type Shape, shapesIn } from './shapes.ts';

/** Bytes looked at once, and those of them that are looked at again with the next, so that nothing hides where two meet. */
const WINDOW = 1024 * 1024;
const OVERLAP = 4096;
/** Places that are shown one by one. */
const SHOWN = 20;
const NEWLINE = 0x0a;

export type ShowResidue = (text: string) => void;

/** Throws ERR_RESIDUE when there is any. `name`: how the output is called; `show` hears of the first places. */
export async function checkOutput(path: string, name: string, parties: Parties, show: ShowResidue): Promise<void> {
  let count = 0;
  const tell = (what: Shape | 'known party', record: number, byte: number) => {
    count++;
    if (count <= SHOWN)
      show(`${name}: record ${record}, byte ${byte}: looks like ${what === 'IBAN' || what === 'e-mail address' ? 'an' : 'a'} ${what}`);
  };
  let held: Buffer = Buffer.alloc(0);
  let offset = 0;
  /** Newlines in front of what is held. */
  let lines = 0;
  /** Places before it have been told. */
  let told = 0;
  const look = (bytes: Buffer, last: boolean) => {
    const folded = fold(bytes);
    const places = [...shapesIn(folded)].map(({ shape, byte }): [Shape | 'known party', number] => [shape, byte]);
    for (const byte of parties.in(folded)) places.push(['known party', byte]);
    // What begins in the overlap is seen whole in the next window.
    const limit = last ? bytes.length : bytes.length - OVERLAP;
    for (const [what, byte] of places.sort((a, b) => a[1] - b[1]))
      if (offset + byte >= told && byte < limit) tell(what, lines + 1 + newlines(bytes, 0, byte), offset + byte);
    told = offset + limit;
    const kept = Math.max(0, limit - OVERLAP);
    lines += newlines(bytes, 0, kept);
    offset += kept;
    held = Buffer.from(bytes.subarray(kept));
  };
  for await (const chunk of createReadStream(path, { highWaterMark: WINDOW })) {
    held = Buffer.concat([held, chunk as Buffer]);
    if (held.length >= WINDOW) look(held, false);
  }
  look(held, true);
  if (count === 0) return;
  const places = `${countText(count, 'place')} ${count === 1 ? 'looks' : 'look'} like personal data still`;
  throw new SordinoError('ERR_RESIDUE', `${name}: ${places}; no output was made.`);
}

function newlines(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
