import { FLAG } from './flags.ts';
import { nameGroups } from './names.generated.ts';

/** Words are kept by hash alone: a scan has the hash of each word at hand, and a wrong hit is rarer than a wrong name in the lists. */
let keys: Int32Array | undefined;
let values: Uint8Array;
/** One bit for hashes that are spread to the same place: most words are told to be no names by it alone, and it stays in the processor's cache as the table cannot. */
const known = new Uint32Array(1 << 16);
const BITS = 19;
const KNOWN_BITS = BITS + 2;
const MASK = (1 << BITS) - 1;

export const NAME_HASH_SEED = 0x1505;

/** The step of the scan's word hash; see `scan/vocabulary.ts`. */
export function nameHashStep(hash: number, letter: number): number {
  return Math.imul(hash, 33) ^ letter;
}

/** Bits of FLAG for the folded word with this hash, 0 when no list has it. The table is made at the first question. */
export function nameFlags(hash: number): number {
  if (keys === undefined) keys = build();
  const mixed = Math.imul(hash, MIX) >>> (32 - KNOWN_BITS);
  if ((known[mixed >>> 5] & (1 << (mixed & 31))) === 0) return 0;
  let slot = mixed >>> (KNOWN_BITS - BITS);
  for (;;) {
    const key = keys[slot];
    if (key === hash) return values[slot];
    if (key === 0) return 0;
    slot = (slot + 1) & MASK;
  }
}

/** The golden ratio as a fraction of 2^32 spreads hashes evenly (Knuth, TAOCP 6.4). */
const MIX = 0x9e3779b1 | 0;

function build(): Int32Array {
  const table = new Int32Array(1 << BITS);
  values = new Uint8Array(1 << BITS);
  for (const [bits, words] of nameGroups()) {
    let hash = NAME_HASH_SEED;
    for (let i = 0; i <= words.length; i++) {
      const unit = i === words.length ? 0x20 : words.charCodeAt(i);
      if (unit !== 0x20) {
        hash = nameHashStep(hash, unit);
        continue;
      }
      const mixed = Math.imul(hash, MIX) >>> (32 - KNOWN_BITS);
      known[mixed >>> 5] |= 1 << (mixed & 31);
      let slot = mixed >>> (KNOWN_BITS - BITS);
      while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & MASK;
      table[slot] = hash;
      values[slot] |= bits;
      hash = NAME_HASH_SEED;
    }
  }
  return table;
}

function flagsOf(folded: string): number {
  let hash = NAME_HASH_SEED;
  for (let i = 0; i < folded.length; i++) hash = nameHashStep(hash, folded.charCodeAt(i));
  return nameFlags(hash);
}

/** A first name and nothing else: 'anna', not 'mark'. Takes a folded word (`foldWord`). */
export function isFirstName(folded: string): boolean {
  return (flagsOf(folded) & (FLAG.first | FLAG.word)) === FLAG.first;
}

/** A first name or a surname, though it may be a word too. Takes a folded word. */
export function isListedName(folded: string): boolean {
  return (flagsOf(folded) & (FLAG.first | FLAG.last)) !== 0;
}

/** A surname and nothing else: 'berzins', not 'baker'. Takes a folded word. */
export function isLastName(folded: string): boolean {
  return (flagsOf(folded) & (FLAG.last | FLAG.word)) === FLAG.last;
}
