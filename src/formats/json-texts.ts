/**
 * Lists whose elements are the pieces of one text, as editors and chats keep what is partly bold or a link:
 *
 * > | "content": [{"type": "text", "text": "070-174 "}, {"type": "text", "text": "06 05", "marks": [...]}]
 * > | "text": ["mail ", {"type": "email", "text": "anna@example.com"}]
 */
import { latin1 } from './bytes.ts';

/** What such lists are called: Jira's documents, Slack's blocks, Telegram's messages, Quill, Slate and their like. */
const LISTS = new Set(['content', 'elements', 'text', 'text_entities', 'caption', 'caption_entities', 'children', 'ops']);
/** The property of an element that is the piece. */
const TEXTS = new Set(['text', 'insert']);
/** Lists inside an element that say how the piece looks. */
const LOOKS = new Set(['marks', 'styles', 'style', 'annotations']);
/** A text in pieces is a paragraph, no file. */
const LONGEST = 256 * 1024;

/** True for the property of an element that holds its text. */
export function isTextProperty(name: string | undefined): boolean {
  return name !== undefined && TEXTS.has(name);
}

/** True for what a list of pieces may be called. */
export function mayListTexts(name: string | undefined): boolean {
  return name !== undefined && LISTS.has(name);
}

/** Looks ahead over the list that opens at `at`: whether it is the pieces, at least two, of one text. `unfinished`: it takes more to know. */
export function listsTexts(bytes: Uint8Array, at: number, to: number): boolean | 'unfinished' {
  const limit = Math.min(to, at + LONGEST);
  let depth = 0;
  let pieces = 0;
  let key = '';
  for (let i = at; i < limit; i++) {
    switch (bytes[i]) {
      case 0x22: {
        const end = endOfString(bytes, i + 1, limit);
        if (end < 0) return to > limit ? false : 'unfinished';
        if (depth === 1) pieces++;
        else if (depth === 2) {
          if (isKey(bytes, end + 1, limit)) key = latin1(bytes, i + 1, Math.min(end, i + 20));
          else if (TEXTS.has(key)) pieces++;
        }
        i = end;
        break;
      }
      case 0x5b:
        if (depth === 1 || (depth === 2 && !LOOKS.has(key))) return false;
        depth++;
        break;
      case 0x7b:
        depth++;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        if (depth === 0) return pieces > 1;
        break;
      default:
    }
  }
  return to > limit || to - at >= LONGEST ? false : 'unfinished';
}

function endOfString(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (bytes[i] === 0x22) return i;
    if (bytes[i] === 0x5c) i++;
  }
  return -1;
}

function isKey(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from;
  while (i < to && bytes[i] <= 0x20) i++;
  return bytes[i] === 0x3a && i < to;
}
