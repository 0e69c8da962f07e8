import type { INestApplicationContext } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Db, type TenantScope } from '#database/db';
import { UploadsService } from '#features/files/uploads.service';

/** As a browser sends it: begun, taken in one piece, completed. @returns its id; nothing holds it yet */
export async function upload(
  get: INestApplicationContext['get'],
  scope: TenantScope,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const [db, uploads] = [get(Db), get(UploadsService)];
  const { id } = await db.inTenant(scope, () => uploads.begin({ name, sizeBytes: bytes.length }));
  return db.inScope(scope, async () => {
    await uploads.take(id, 0, Readable.from([bytes]), bytes.length);
    return (await uploads.complete(id)).id;
  });
}

/**
 * A sheet with some lines of plain text. Written by hand: the fonts of the product's own letters would take longer to
 * load than all of the demonstration takes to lay.
 *
 * @param lines ASCII
 */
export function sheet(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  const text = `BT /F1 12 Tf 18 TL 72 770 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let content = '%PDF-1.4\n';
  const begins = objects.map((object, at) => {
    const begin = content.length;
    content += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(begin).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${begins.join('')}`;
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${content.length}\n%%EOF\n`;
  return Buffer.from(content + table + trailer, 'latin1');
}
