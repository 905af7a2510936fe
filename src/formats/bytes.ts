/** Bytes to text. Node's own slices are several times faster on short spans than TextDecoder, which serves where there is no Buffer. */

interface NativeSlices {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  utf8Slice(this: Uint8Array, start: number, end: number): string;
}

const native = (globalThis as { Buffer?: { prototype: unknown } }).Buffer?.prototype as NativeSlices | undefined;
// ignoreBOM: a byte order mark is three bytes like any other and has to come out again.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** One unit a byte: exact for ASCII, and for ISO 8859-1. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (native !== undefined) return native.latin1Slice.call(bytes, start, end);
  let text = '';
  // In parts, because every argument of fromCharCode takes stack.
  for (let i = start; i < end; i += 4096) text += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 4096)));
  return text;
}

/** Invalid sequences become U+FFFD, as everywhere on the web. */
export function utf8(bytes: Uint8Array, start: number, end: number): string {
  if (native !== undefined) return native.utf8Slice.call(bytes, start, end);
  return decoder.decode(bytes.subarray(start, end));
}

/** The bytes of a text in UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** One byte a unit, for texts below U+0100. */
export function oneByteEach(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** All parts behind each other, as a copy. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Length of the UTF-8 sequence that starts at `at`, or 0 when what stands there is not one.
 * Overlong forms, surrogates and values above U+10FFFF are no sequences (RFC 3629).
 */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + length > end) return 0;
  const second = bytes[at + 1];
  if ((second & 0xc0) !== 0x80) return 0;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  for (let i = 2; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 0;
  return length;
}

/** How many bytes before `end` belong to a UTF-8 sequence that has not ended yet: 0 to 3. */
export function unfinished(bytes: Uint8Array, start: number, end: number): number {
  for (let back = 1; back <= 3 && end - back >= start; back++) {
    const byte = bytes[end - back];
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** UTF-16 offsets of ascending byte offsets into valid UTF-8 that lie between characters. */
export function unitsAt(bytes: Uint8Array, offsets: readonly number[]): number[] {
  let at = 0;
  let unit = 0;
  return offsets.map((offset) => {
    for (; at < offset; at++) if ((bytes[at] & 0xc0) !== 0x80) unit += bytes[at] >= 0xf0 ? 2 : 1;
    return unit;
  });
}

/**
 * Byte offsets of ascending UTF-16 offsets into a decoded text. `length` says how many bytes the element at an offset takes; the byte `special` begins
 * one that is no plain character. An element is one unit, a UTF-8 sequence of four bytes is two: an offset between those lies at its first byte
 * when it starts a finding (even index), after it when it ends one.
 */
export function unitOffsets(
  bytes: Uint8Array,
  start: number,
  end: number,
  units: readonly number[],
  special: number,
  length: (at: number) => number,
): number[] {
  const offsets: number[] = [];
  let at = start;
  let unit = 0;
  while (offsets.length < units.length) {
    const wanted = units[offsets.length];
    // Most of it is ASCII, where a unit is a byte.
    for (; unit < wanted && at < end && bytes[at] < 0x80 && bytes[at] !== special; at++) unit++;
    if (unit >= wanted || at >= end) {
      offsets.push(at);
      continue;
    }
    const taken = length(at);
    const step = taken === 4 && bytes[at] !== special ? 2 : 1;
    if (step === 2 && unit + 1 === wanted && offsets.length % 2 === 0) {
      offsets.push(at);
      continue;
    }
    at += taken;
    unit += step;
  }
  return offsets;
}
