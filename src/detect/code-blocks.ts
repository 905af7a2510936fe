import type { Detector, Need } from '../types.ts';
import { isAlgorithm } from './label-value.ts';
import { latinCapital } from './latin.ts';
import { isWordUnit } from './numbers.ts';
import { wordHits } from './word-hits.ts';
import { isDigit } from '../units.ts';

const MAX_BLOCK = 10;
const MAX_BLOCKS = 8;
/** A line break with a reply prefix between two blocks. */
const MAX_BREAK = 6;
/** A code begins at most this far behind its label. */
const AFTER = 60;
const SHORT = 48;

function alsoShort(need: Need): Need {
  return { ...need, anchors: [...(need.anchors ?? []), 'short'] };
}

/**
 * Codes in blocks with dashes, as activation codes and product keys are written; a block may be wrapped to the next line behind its dash. Letters of
 * other scripts that look Latin count as Latin. Options: `blocks`, the sizes ([[5, 5, 5, 5], [4, 6, 8]]); `alphabet` (`hex`); `blanks`: blocks may have single blanks between them; `labelled`: only behind a label, or in a short text.
 * Signals: `mixed` at least two digits and two letters; `even` letters and digits in each block; `alone` it is the whole text; `blanks`; `cut` a dash ends the message (option `cut` asks for it);
 * `hex` small letters of hexadecimal numbers and digits, as machines number what they did.
 */
export const codeBlocks: Detector = {
  name: 'code-blocks',
  signals: ['mixed', 'even', 'alone', 'blanks', 'cut', 'hex'],
  options: ['blocks', 'alphabet', 'blanks', 'labelled', 'cut'],
  maxLength: MAX_BLOCKS * (MAX_BLOCK + MAX_BREAK + 1),
  needs: ({ options }) => {
    const wanted = (options?.blocks ?? [[5, 5, 5, 5]]) as readonly (readonly number[])[];
    const digits = Math.min(...wanted.map((blocks) => blocks.reduce((sum, size) => sum + size, 0)));
    // Letters meet digits in it, or all of it is digits.
    const written: readonly Need[] =
      options?.blanks === true ? [{ anchors: ['runs'] }] : [{ anchors: ['mixed'] }, { anchors: ['glued'] }, { digits }];
    if (options?.cut === true) return written.map(alsoShort);
    if (options?.labelled !== true) return written;
    return written.flatMap((need) => [alsoShort(need), { ...need, lists: ['cue'] }]);
  },
  choose(rules) {
    const bySize: number[][] = Array.from({ length: MAX_BLOCK + 1 }, () => []);
    const bySizeAlone: number[][] = Array.from({ length: MAX_BLOCK + 1 }, () => []);
    rules.forEach(({ options }, i) => {
      const wanted = (options?.blocks ?? [[5, 5, 5, 5]]) as readonly (readonly number[])[];
      const table = options?.blanks === true ? bySizeAlone : bySize;
      for (const size of new Set(wanted.flat())) if (size <= MAX_BLOCK) table[size].push(i);
    });
    return ({ text, runCount, runStart, runEnd }, chosen) => {
      for (let i = 0; i < runCount; i++) {
        const start = blockStart(text, runStart[i]);
        const end = blockEnd(text, runEnd[i]);
        if (end - start > MAX_BLOCK) continue;
        for (const rule of bySizeAlone[end - start]) chosen[rule] = 1;
        if (text.charCodeAt(end) === 0x2d || separatorBefore(text, start, false) >= 0)
          for (const rule of bySize[end - start]) chosen[rule] = 1;
      }
    };
  },
  prepare({ rule, cues }) {
    const wanted = (rule.options?.blocks ?? [[5, 5, 5, 5]]) as readonly (readonly number[])[];
    const sizes = new Set(wanted.flat());
    const fewest = Math.min(...wanted.map((blocks) => blocks.length));
    const alphabet = ALPHABETS[String(rule.options?.alphabet ?? 'any')] ?? ALPHABETS.any;
    const blanks = rule.options?.blanks === true;
    const labelled = rule.options?.labelled === true;
    const cutOnly = rule.options?.cut === true;
    const labels = wordHits(cues);
    const type = rule.type ?? rule.id;

    return ({ scan, around }, emit) => {
      const { text, runCount, runStart, runEnd, cueCount, cueStart, cueEnd } = scan;
      const short = text.length <= SHORT;
      let label = 0;
      let labelEnd = -AFTER;
      let done = 0;
      for (let i = 0; i < runCount; i++) {
        const at = runStart[i];
        if (at < done) continue;
        const before = text.charCodeAt(at - 1);
        const after = text.charCodeAt(runEnd[i]);
        if (!blanks && !isInside(before) && !isInside(after)) continue;
        if (labelled && !short) {
          while (label < cueCount && cueStart[label] < at) {
            if (labels.bitsOf(scan, label) !== 0) labelEnd = cueEnd[label];
            label++;
          }
          if (at - labelEnd > AFTER && !around.field(cues[0])) continue;
        }
        // The block around the run, then the blocks to both sides.
        let start = blockStart(text, runStart[i]);
        let end = blockEnd(text, runStart[i]);
        if (!sizes.has(end - start)) {
          done = end;
          continue;
        }
        let first = start;
        for (let k = 0; k < MAX_BLOCKS; k++) {
          const before = separatorBefore(text, first, blanks);
          if (before < 0 || !isCodeUnit(text.charCodeAt(before - 1))) break;
          const earlier = blockStart(text, before - 1);
          // With blanks, the words of the sentence stand there too.
          if (before - earlier > MAX_BLOCK || (blanks && !isCode(text, earlier, before, sizes))) break;
          first = earlier;
        }
        start = first;
        const blocks: string[] = [];
        let spaced = false;
        let blockBefore = start;
        for (end = start; blocks.length <= MAX_BLOCKS; ) {
          const close = blockEnd(text, end);
          if (blanks && blocks.length > 0 && !isCode(text, end, close, sizes)) {
            end = blockBefore;
            break;
          }
          blocks.push(text.slice(end, close));
          end = blockBefore = close;
          const next = separatorAfter(text, end, blanks);
          if (next < 0 || !isCodeUnit(text.charCodeAt(next))) break;
          if (text.charCodeAt(end) === 0x20) spaced = true;
          end = next;
        }
        done = Math.max(end, runStart[i] + 1);
        if (blocks.length < fewest || !wanted.some((shape) => sameSizes(shape, blocks))) continue;
        if (isWordUnit(text.charCodeAt(start - 1)) || isWordUnit(text.charCodeAt(end))) continue;
        // A message that ends with the dash: the code goes on in the next one.
        const cut =
          short && text.charCodeAt(end) === 0x2d && text.trimStart().length === text.length - start && text.trimEnd().length === end + 1;
        if (cutOnly && !cut) continue;
        if (text.charCodeAt(start - 1) === 0x2d || (text.charCodeAt(end) === 0x2d && !cut) || text.charCodeAt(start - 1) === 0x2e) continue;
        if (isAlgorithm(text.slice(start, end))) continue;
        const value = latin(blocks.join(''));
        if (!alphabet.test(value) || new Set(value).size < (cut ? 3 : 4)) continue;
        const digits = value.replace(/[^0-9]/g, '').length;
        const signals: string[] = [];
        if (HEX.test(text.slice(start, end))) signals.push('hex');
        if (digits >= 2 && value.length - digits >= 2) signals.push('mixed');
        if (blocks.every((block) => /\d/.test(block) && /[^\d]/.test(block) && block === block.toUpperCase())) signals.push('even');
        if (text.trim().length === end - start) signals.push('alone');
        if (cut) signals.push('cut');
        if (spaced) signals.push('blanks');
        emit({ start, end: cut ? end + 1 : end, value, type, signals });
      }
    };
  },
};

/** `b7f0-22c1` */
const HEX = /^(?=.*[a-f])[\da-f-]+$/;

const ALPHABETS: Readonly<Record<string, RegExp>> = {
  any: /^[0-9A-Z]+$/,
  hex: /^[0-9A-F]+$/,
};

/** A letter or a dash: a digit beside it may stand in a block. */
function isInside(unit: number): boolean {
  return unit === 0x2d || latinCapital(unit) !== 0;
}

/** A block, and no word of the sentence: of a known size, with a digit. */
function isCode(text: string, start: number, end: number, sizes: ReadonlySet<number>): boolean {
  if (!sizes.has(end - start)) return false;
  for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

function sameSizes(sizes: readonly number[], blocks: readonly string[]): boolean {
  return sizes.length === blocks.length && sizes.every((size, i) => blocks[i].length === size);
}

function isCodeUnit(unit: number): boolean {
  return isDigit(unit) || latinCapital(unit) !== 0;
}

function blockStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start <= MAX_BLOCK && isCodeUnit(text.charCodeAt(start - 1))) start--;
  return start;
}

function blockEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= MAX_BLOCK && isCodeUnit(text.charCodeAt(end))) end++;
  return end;
}

/** Offset after the dash (and the line break behind it) that follows a block, or -1. */
function separatorAfter(text: string, at: number, blanks: boolean): number {
  const unit = text.charCodeAt(at);
  if (unit === 0x20) return blanks ? at + 1 : -1;
  if (unit !== 0x2d) return -1;
  let next = at + 1;
  const limit = next + MAX_BREAK;
  let broken = false;
  for (; next < limit; next++) {
    const within = text.charCodeAt(next);
    if (within === 0x0a && !broken) broken = true;
    else if (within !== 0x0d && within !== 0x20 && !(within === 0x3e && broken)) break;
  }
  return broken || next === at + 1 ? next : -1;
}

/** Offset of the separator that ends at the beginning of a block, or -1. */
function separatorBefore(text: string, at: number, blanks: boolean): number {
  let i = at - 1;
  if (text.charCodeAt(i) === 0x2d) return i;
  if (blanks && text.charCodeAt(i) === 0x20) return i;
  const limit = at - MAX_BREAK;
  let broken = false;
  for (; i >= limit && i > 0; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a) broken = true;
    else if (unit === 0x2d) return broken ? i : -1;
    else if (unit !== 0x0d && unit !== 0x20 && unit !== 0x3e) return -1;
  }
  return -1;
}

function latin(code: string): string {
  let plain = '';
  for (let i = 0; i < code.length; i++) {
    const unit = code.charCodeAt(i);
    plain += isDigit(unit) ? code.charAt(i) : String.fromCharCode(latinCapital(unit));
  }
  return plain;
}
