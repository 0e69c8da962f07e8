import { openCsv } from './csv.js';
import type { Spreadsheet } from './sheet.js';
import { refuseTooLarge, sniff } from './sniff.js';
import { openXlsx } from './xlsx.js';

/**
 * Opens an uploaded table, .xlsx or .csv, by its content and not by its name.
 *
 * @param content the whole file, at most SPREADSHEET_LIMITS.fileBytes; rows are then read as a stream
 * @throws SpreadsheetRefused with a stable code and what would be allowed
 */
export async function openSpreadsheet(content: Buffer): Promise<Spreadsheet> {
  refuseTooLarge(content.length);
  return sniff(content) === 'zip' ? openXlsx(content) : openCsv(content);
}
