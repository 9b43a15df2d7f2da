import { deflateRawSync } from "node:zlib";
import { type CellValue, writeXlsx } from "hucre";

/** The bytes of an .xlsx file with these sheets. */
export const xlsxOf = (sheets: Readonly<Record<string, CellValue[][]>>): Promise<Uint8Array> =>
  writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });

const u16 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
};
const u32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
};

export type ZipPart = { name: string; bytes: Uint8Array; declaredByteCount?: number; flags?: number };

/** A zip file whose directory may lie. Checksums are left out: a reader takes 0 for "not given". */
export const zipOf = (parts: readonly ZipPart[]): Uint8Array => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, declaredByteCount = bytes.byteLength, flags = 0 } of parts) {
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const common = Buffer.concat([
      u16(20, flags, 8, 0, 0),
      u32(0, packed.byteLength, declaredByteCount),
      u16(nameBytes.byteLength, 0),
    ]);
    const file = Buffer.concat([u32(0x04034b50), common, nameBytes, packed]);
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), common, u16(0, 0, 0), u32(0, at), nameBytes]));
    files.push(file);
    at += file.byteLength;
  }
  const listed = Buffer.concat(directory);
  const count = parts.length;
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(listed.byteLength, at), u16(0)]);
  return Buffer.concat([...files, listed, end]);
};

const part = (name: string, text: string): ZipPart => ({ name, bytes: Buffer.from(text) });

/** The parts of the smallest workbook, around a sheet written by hand. */
export const workbookParts = (sheetXml: string): ZipPart[] => {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006/relationships";
  return [
    part("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    part(
      "_rels/.rels",
      `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part("xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${sheetXml}</sheetData></worksheet>`),
  ];
};

const record = (id: number, data: Buffer) => Buffer.concat([u16(id, data.byteLength), data]);
const wide = (text: string) => Buffer.concat([u16(text.length), Buffer.from([1]), Buffer.from(text, "utf16le")]);

/** A cell format by its number in the list below; the second one shows a date with its time. */
const formats = [0, 22];
const formatOf = (id: number) => record(0xe0, Buffer.concat([u16(0, id), Buffer.alloc(16)]));

export type XlsCell = string | number | { serial: number } | null;

const xlsCell = (row: number, column: number, cell: XlsCell): Buffer => {
  if (cell === null) return Buffer.alloc(0);
  if (typeof cell === "string") return record(0x204, Buffer.concat([u16(row, column, 0), wide(cell)]));
  const value = Buffer.alloc(8);
  value.writeDoubleLE(typeof cell === "number" ? cell : cell.serial);
  return record(0x203, Buffer.concat([u16(row, column, typeof cell === "number" ? 0 : 1), value]));
};

/** An old .xls file (BIFF8 in an OLE container) with one sheet; `isLocked` marks it as asking for a password. */
export const xlsOf = (rows: readonly (readonly XlsCell[])[], options: { isLocked?: boolean } = {}): Uint8Array => {
  const begin = (type: number) => record(0x809, Buffer.concat([u16(0x600, type, 0, 0), u32(0, 0)]));
  const name = Buffer.concat([Buffer.from([3, 1]), Buffer.from("台账表", "utf16le")]);
  const globals = (sheetAt: number) =>
    Buffer.concat([
      begin(0x0005),
      ...(options.isLocked ? [record(0x2f, Buffer.alloc(6))] : []),
      ...formats.map(formatOf),
      record(0x85, Buffer.concat([u32(sheetAt), Buffer.from([0, 0]), name])),
      record(0x0a, Buffer.alloc(0)),
    ]);
  const sheet = Buffer.concat([
    begin(0x0010),
    ...rows.flatMap((cells, row) => cells.map((cell, column) => xlsCell(row, column, cell))),
    record(0x0a, Buffer.alloc(0)),
  ]);
  return oleOf("Workbook", Buffer.concat([globals(globals(0).byteLength), sheet]));
};

const sectorBytes = 512;

/** An OLE container with one stream. */
export const oleOf = (streamName: string, content: Buffer): Uint8Array => {
  // Streams below 4,096 bytes live elsewhere; padding spares that second table.
  const stream = Buffer.concat([content, Buffer.alloc(Math.max(4096 - content.byteLength, 0))]);
  const streamSectors = Math.ceil(stream.byteLength / sectorBytes);
  const fatSectors = Math.ceil((streamSectors + 2) / 128);
  const free = 0xffffffff;
  const end = 0xfffffffe;
  const directoryAt = fatSectors;
  const streamAt = fatSectors + 1;
  const fat = new Array<number>(fatSectors * 128).fill(free);
  for (let index = 0; index < fatSectors; index += 1) fat[index] = 0xfffffffd;
  fat[directoryAt] = end;
  for (let index = 0; index < streamSectors; index += 1)
    fat[streamAt + index] = index === streamSectors - 1 ? end : streamAt + index + 1;
  const header = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(16),
    u16(0x3e, 3, 0xfffe, 9, 6, 0, 0, 0),
    u32(0, fatSectors, directoryAt, 0, 4096, end, 0, end, 0),
    u32(...Array.from({ length: 109 }, (_, index) => (index < fatSectors ? index : free))),
  ]);
  const entry = (name: string, type: number, start: number, byteCount: number, child: number) => {
    const bytes = Buffer.alloc(128);
    bytes.write(name, 0, "utf16le");
    bytes.writeUInt16LE((name.length + 1) * 2, 64);
    bytes.writeUInt8(type, 66);
    bytes.writeUInt8(1, 67);
    bytes.writeUInt32LE(free, 68);
    bytes.writeUInt32LE(free, 72);
    bytes.writeUInt32LE(child, 76);
    bytes.writeUInt32LE(start, 116);
    bytes.writeUInt32LE(byteCount, 120);
    return bytes;
  };
  const directory = Buffer.concat([
    entry("Root Entry", 5, end, 0, 1),
    entry(streamName, 2, streamAt, stream.byteLength, free),
    Buffer.alloc(256),
  ]);
  const body = Buffer.alloc(streamSectors * sectorBytes);
  stream.copy(body);
  return Buffer.concat([header, u32(...fat), directory, body]);
};

let gb18030Pairs: Map<string, number> | undefined;

/** Chinese text in the encoding that old spreadsheets save CSV in; two-byte characters only. */
export const gb18030Of = (text: string): Uint8Array => {
  if (!gb18030Pairs) {
    gb18030Pairs = new Map();
    const decoder = new TextDecoder("gb18030");
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1)
        if (trail !== 0x7f) gb18030Pairs.set(decoder.decode(new Uint8Array([lead, trail])), lead * 256 + trail);
  }
  const pairs = gb18030Pairs;
  return Buffer.concat(
    [...text].map((char) => {
      if (char.charCodeAt(0) < 0x80) return Buffer.from(char);
      const pair = pairs.get(char);
      if (pair === undefined) throw new Error(`${char} has no two-byte form`);
      return Buffer.from([pair >> 8, pair & 0xff]);
    }),
  );
};
