import { inflateRawSync } from 'node:zlib';

/** The parts of an .xlsx by name, unpacked: enough to see what a workbook says, not a reader of spreadsheets. */
export function partsOf(file: Buffer): Record<string, string> {
  const parts: Record<string, string> = {};
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const content = file.subarray(from, from + size);
    parts[name] = (method === 8 ? inflateRawSync(content) : content).toString('utf8');
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/** How many rows the first sheet has, its heading among them. */
export function rowCount(file: Buffer): number {
  return (partsOf(file)['xl/worksheets/sheet1.xml']!.match(/<row /g) ?? []).length;
}
