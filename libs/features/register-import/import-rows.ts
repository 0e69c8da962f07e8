import { type Db, newId } from '#database/db';
import { columnIndex, columnLetter, type SheetRow } from '#domain/register/cell';
import { CELL_MAX_CHARACTERS } from '#domain/register/columns';
import { registerFault, type RegisterFault, type RegisterWarning } from '#domain/register/fault';
import { cutText } from '#domain/register/text';

/** One row of the file with what was found in it. */
export interface CheckedRow {
  sheetRow: SheetRow;
  faults: RegisterFault[];
  warnings: RegisterWarning[];
}

/**
 * Keeps rows as they stand in the file, with their lines; in the current transaction. They are kept for the reader's
 * eyes, the import reads the file again: of a long cell the beginning is enough.
 */
export async function keepRows(db: Db, importId: string, rows: readonly CheckedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map(({ sheetRow, faults, warnings }) => ({
    id: newId(),
    row: sheetRow.row,
    cells: Object.fromEntries(
      sheetRow.cells.flatMap((cell, column) =>
        cell ? [[columnLetter(column), cutText(cell.text, CELL_MAX_CHARACTERS)]] : [],
      ),
    ),
    faults,
    warnings,
  }));
  await db.query(KEEP, [importId, JSON.stringify(records)]);
}

/** Adds lines that showed only when the whole file had been read. */
export async function addLines(
  db: Db,
  importId: string,
  faults: readonly RegisterFault[],
  warnings: readonly RegisterWarning[],
): Promise<void> {
  const byRow = new Map<number, { row: number; faults: RegisterFault[]; warnings: RegisterWarning[] }>();
  const of = (row: number) => {
    const known = byRow.get(row) ?? { row, faults: [], warnings: [] };
    byRow.set(row, known);
    return known;
  };
  for (const fault of faults) of(fault.row).faults.push(fault);
  for (const warning of warnings) of(warning.row).warnings.push(warning);
  const rows = [...byRow.values()];
  for (let start = 0; start < rows.length; start += 500)
    await db.query(ADD, [importId, JSON.stringify(rows.slice(start, start + 500))]);
}

/** An empty cell inside merged cells has its value in the first of them: the fault says so. */
export async function explainMerged(db: Db, importId: string, merged: readonly string[]): Promise<void> {
  if (merged.length === 0) return;
  const areas = merged.flatMap((range) => areaOf(range) ?? []);
  const rows = await db.query<{ row: number; faults: RegisterFault[] }>(EMPTY_CELLS, [importId]);
  const changed = rows.flatMap(({ row, faults }) => {
    const explained = faults.map((fault) => {
      const column = columnIndex(fault.column);
      const area = areas.find((a) => row >= a.top && row <= a.bottom && column >= a.left && column <= a.right);
      return fault.code === 'cell.empty' && area ? registerFault(fault, 'cell.merged', { range: area.range }) : fault;
    });
    return explained.some((fault, index) => fault !== faults[index]) ? [{ row, faults: explained }] : [];
  });
  for (let start = 0; start < changed.length; start += 500)
    await db.query(REPLACE_FAULTS, [importId, JSON.stringify(changed.slice(start, start + 500))]);
}

function areaOf(range: string): { range: string; left: number; right: number; top: number; bottom: number } | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
  if (!match) return null;
  return {
    range,
    left: columnIndex(match[1]!),
    top: Number(match[2]),
    right: columnIndex(match[3]!),
    bottom: Number(match[4]),
  };
}

const KEEP = `
  insert into import_rows (import_id, id, row_number, cells, faults, warnings)
  select $1, r.id, r.row, r.cells, r.faults, r.warnings
  from jsonb_to_recordset($2::jsonb) as r (id uuid, row int, cells jsonb, faults jsonb, warnings jsonb)`;

const ADD = `
  update import_rows i set faults = i.faults || r.faults, warnings = i.warnings || r.warnings
  from jsonb_to_recordset($2::jsonb) as r (row int, faults jsonb, warnings jsonb)
  where i.tenant_id = current_tenant() and i.import_id = $1 and i.row_number = r.row`;

const EMPTY_CELLS = `
  select row_number as row, faults from import_rows
  where tenant_id = current_tenant() and import_id = $1 and faults <> '[]' and faults @> '[{"code": "cell.empty"}]'`;

const REPLACE_FAULTS = `
  update import_rows i set faults = r.faults
  from jsonb_to_recordset($2::jsonb) as r (row int, faults jsonb)
  where i.tenant_id = current_tenant() and i.import_id = $1 and i.row_number = r.row`;
