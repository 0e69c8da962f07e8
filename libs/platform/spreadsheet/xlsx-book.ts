import { Archive } from './archive.js';
import { isDateFormat, zeroPadding } from './number-format.js';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';
import { parseWholeXml } from './xml.js';
import { type SharedText, TextGatherer } from './xlsx-text.js';

/** What a style says of the numbers that wear it. */
interface Style {
  isDate: boolean;
  zeroPadding: number;
}

export interface Book {
  archive: Archive;
  is1904: boolean;
  styles: readonly Style[];
  shared: readonly SharedText[];
}

export async function readWorkbook(archive: Archive, path: string) {
  let is1904 = false;
  const sheets: { name: string; relationId: string; isHidden: boolean }[] = [];
  await parseWholeXml(archive.bytes(path), {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (tag !== 'sheet') return;
      // The prefix of the relationship id is free; its name is not.
      const relationId = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      sheets.push({
        name: (attributes.name ?? '').slice(0, 100),
        relationId,
        isHidden: (attributes.state ?? 'visible') !== 'visible',
      });
    },
    close() {},
    text() {},
  });
  return { is1904, sheets };
}

export async function readStyles(archive: Archive, path: string | undefined): Promise<Style[]> {
  if (!path || !archive.has(path)) return [];
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let isInCellXfs = false;
  await parseWholeXml(archive.bytes(path), {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (tag === 'cellXfs') isInCellXfs = true;
      if (tag === 'xf' && isInCellXfs) formatIds.push(Number(attributes.numFmtId ?? 0));
      if (codes.size + formatIds.length > 70_000)
        throw new SpreadsheetRefused('file.hostile', { why: 'more styles than Excel allows' });
    },
    close(tag) {
      if (tag === 'cellXfs') isInCellXfs = false;
    },
    text() {},
  });
  return formatIds.map((id) => ({ isDate: isDateFormat(id, codes.get(id)), zeroPadding: zeroPadding(codes.get(id)) }));
}

export async function readShared(archive: Archive, path: string | undefined): Promise<SharedText[]> {
  if (!path || !archive.has(path)) return [];
  const shared: SharedText[] = [];
  const gather = new TextGatherer();
  let characters = 0;
  await parseWholeXml(archive.bytes(path), {
    open(tag) {
      if (tag === 'si') gather.start();
      gather.open(tag);
    },
    close(tag) {
      gather.close(tag);
      if (tag !== 'si') return;
      const text = gather.take();
      characters += text.text.length;
      shared.push(text);
      if (shared.length > SPREADSHEET_LIMITS.sharedTexts || characters > SPREADSHEET_LIMITS.sharedCharacters)
        throw new SpreadsheetRefused('file.too-many-texts');
    },
    text: (text) => gather.text(text),
  });
  return shared;
}
