import { crc32, deflateRawSync } from 'node:zlib';

/** A member as a test wants it; what is not said is as any program writes it. */
export interface TestMember {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly store?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** Sizes stand behind the content only. */
  readonly sizesBehind?: boolean;
  readonly zip64?: boolean;
  readonly comment?: string;
  readonly extra?: Uint8Array;
  readonly attributes?: number;
  /** The directory says that the member begins here. */
  readonly start?: number;
  /** The directory says that it is of so many bytes. */
  readonly size?: number;
}

const UNIX = 3 << 8;

/** Numbers of two, four and eight bytes behind each other: `[2, 20], [4, 1]`. */
export function numbers(...values: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value));
      else buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

/** A zip archive, right or wrong, made by other code than the one under test. `count`: as many members as it says it has. */
export function zipOf(members: readonly TestMember[], comment = '', count = members.length): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const content = Buffer.from((member.content ?? '') as Uint8Array);
    const packed = member.store ? content : deflateRawSync(content);
    const name = Buffer.from(member.name as Uint8Array);
    const crc = member.crc ?? crc32(content);
    const behind = member.sizesBehind === true;
    const flags = (member.flags ?? 0x800) | (behind ? 8 : 0);
    const size = member.size ?? content.length;
    const sizes = (wide: boolean) => numbers([wide ? 8 : 4, size], [wide ? 8 : 4, packed.length]);
    const zip64 = member.zip64 ? Buffer.concat([numbers([2, 1], [2, 16]), sizes(true)]) : Buffer.alloc(0);
    const extra = Buffer.concat([zip64, member.extra ?? Buffer.alloc(0)]);
    const shown = (hidden: boolean): [4, number][] => {
      if (hidden)
        return [
          [4, 0],
          [4, 0],
          [4, 0],
        ];
      if (member.zip64)
        return [
          [4, crc],
          [4, 0xffffffff],
          [4, 0xffffffff],
        ];
      return [
        [4, crc],
        [4, packed.length],
        [4, size],
      ];
    };
    const common = numbers([2, 45], [2, flags], [2, member.method ?? (member.store ? 0 : 8)], [4, 0x5a21_6000]);
    const local = Buffer.concat([
      numbers([4, 0x04034b50]),
      common,
      numbers(...shown(behind), [2, name.length], [2, extra.length]),
      name,
      extra,
      packed,
      behind ? numbers([4, 0x08074b50], [4, crc], [4, packed.length], [4, size]) : Buffer.alloc(0),
    ]);
    const note = Buffer.from(member.comment ?? '');
    entries.push(
      Buffer.concat([
        numbers([4, 0x02014b50], [2, UNIX | 45]),
        common,
        numbers(...shown(false), [2, name.length], [2, extra.length], [2, note.length], [2, 0], [2, 0]),
        numbers([4, member.attributes ?? 0o100644 * 0x10000], [4, member.start ?? offset]),
        name,
        extra,
        note,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const counts = numbers([2, count], [2, count]);
  const end = [
    numbers([4, 0x06054b50], [2, 0], [2, 0]),
    counts,
    numbers([4, directory.length], [4, offset], [2, Buffer.byteLength(comment)]),
  ];
  return Buffer.concat([...parts, directory, ...end, Buffer.from(comment)]);
}
