import type { ReadValue, ShapeLimits } from './label-value.ts';
import { foldWord, isLetter } from './words.ts';

/** Words between a value and the label behind it: "is your new". */
const MAX_WORDS = 4;
const MAX_GAP = 40;

/**
 * The value that stands before its label: a verb that leads to it, and at most a few words, stand between. It has a digit, as any word could
 * stand there.
 * > | 449201 is your verification code
 *                    ^label
 */
export function readBefore(text: string, label: number, is: ReadonlySet<string>, limits: ShapeLimits): ReadValue | null {
  let at = label;
  const limit = Math.max(0, label - MAX_GAP);
  for (let words = 0; words < MAX_WORDS; words++) {
    if (text.charCodeAt(at - 1) !== 0x20) return null;
    const end = at - 1;
    let start = end;
    while (start > limit && isLetter(text.charCodeAt(start - 1))) start--;
    if (start === end || start === limit || text.charCodeAt(start - 1) !== 0x20) return null;
    if (is.has(foldWord(text.slice(start, end)))) return valueEndingAt(text, start - 1, limits);
    at = start;
  }
  return null;
}

function valueEndingAt(text: string, stop: number, limits: ShapeLimits): ReadValue | null {
  let end = stop;
  while (end > 0 && '"\'`*)]'.includes(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start <= limits.max && !/[\s"'`(<>[\]]/.test(text.charAt(start - 1))) start--;
  // `G-449201`: the letter names the sender
  if (limits.shape === 'number' && text.charCodeAt(start + 1) === 0x2d && isLetter(text.charCodeAt(start))) start += 2;
  const value = text.slice(start, end);
  const digits = value.replace(/\D/g, '').length;
  if (digits === 0 || value.length > limits.max || value.includes('://')) return null;
  if (limits.shape === 'number')
    return /^\d+(?:-\d+)?$/.test(value) && digits >= limits.min && digits <= limits.max ? { start, end } : null;
  if (value.length < Math.max(limits.min, 4)) return null;
  if (limits.shape === 'code') return /^[0-9A-Za-z]+(?:[-/_][0-9A-Za-z]+)*$/.test(value) && digits >= limits.digits ? { start, end } : null;
  return /[^\d.,:-]/.test(value) ? { start, end } : null;
}
