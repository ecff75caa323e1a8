import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = { path: string; bytes: Uint8Array };

const VERSION_NEEDED = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, the first day the format knows: the same files make the same bytes whenever they are asked for. */
const EPOCH = { time: 0, date: 0x0021 };
/** A file anybody may read, as Unix writes it: without it what is unpacked could be read by nobody. */
const MODE = (0o100644 << 16) >>> 0;
const MADE_BY_UNIX = 3 << 8;

/** The 26 bytes both headers of a file have in common. */
function description(entry: ZipEntry, name: Buffer, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION_NEEDED, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt16LE(EPOCH.time, 6);
  fields.writeUInt16LE(EPOCH.date, 8);
  fields.writeUInt32LE(crc32(entry.bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(entry.bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const signature = (kind: number): Buffer => Buffer.from([0x50, 0x4b, kind, kind + 1]);

/** A zip of a few small files. */
export function zip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.path);
    const packed = deflateRawSync(entry.bytes, { level: 9 });
    const fields = description(entry, name, packed);
    const file = Buffer.concat([signature(3), fields, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(MODE, 6);
    place.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(VERSION_NEEDED | MADE_BY_UNIX, 0);
    directory.push(signature(1), madeBy, fields, place, name);
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...files, listed, signature(5), end]));
}
