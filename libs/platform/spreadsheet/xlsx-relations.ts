import { posix } from 'node:path';
import { Archive } from './archive.js';
import { SpreadsheetRefused } from './refused.js';
import { parseWholeXml } from './xml.js';

interface Relation {
  id: string;
  /** Last word of the type's address: `worksheet`, `styles`, `sharedStrings`, `officeDocument`. */
  type: string;
  target: string;
}

export async function relationsOf(archive: Archive, path: string): Promise<Relation[]> {
  const folder = posix.dirname(path);
  const name = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
  const relations: Relation[] = [];
  if (!archive.has(name)) return relations;
  await parseWholeXml(archive.bytes(name), {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attributes.TargetMode === 'External') return;
      const target = attributes.Target ?? '';
      const resolved = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
      relations.push({ id: attributes.Id ?? '', type: (attributes.Type ?? '').split('/').pop()!, target: resolved });
    },
    close() {},
    text() {},
  });
  return relations;
}

export async function workbookPath(archive: Archive): Promise<string> {
  const names = archive.names();
  if (names.includes('mimetype') && names.includes('content.xml')) throw new SpreadsheetRefused('file.open-document');
  const office = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (office?.endsWith('.bin')) throw new SpreadsheetRefused('file.binary-workbook');
  const isWorkbook = office !== undefined && archive.has(office) && /(^|\/)workbook[^/]*\.xml$/i.test(office);
  if (!isWorkbook) throw new SpreadsheetRefused('file.archive');
  return office;
}
