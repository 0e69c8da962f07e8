import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { BadInput, NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import { RemindersService } from '#features/reminders/reminders.service';
import type { ImportOptions } from './import-leases.js';
import type { ImportReport, ImportResult } from './import-report.js';
import { refusalTexts } from './register-refusal.js';
import type { FaultKind, ImportFault, ImportFaultPage, ImportFaultsQuery, ImportLine, ImportListQuery, ImportProgress, ImportReaders, ImportSheetRow, ImportSheetRows, ImportState, ImportView, ImportWarning, ImportWarningPage } from './register-import.dto.js'; // prettier-ignore

const LIST = {
  name: 'imports.list',
  text: `select i.id, i.file_name as "fileName", i.state, coalesce((i.report->'reading'->>'rows')::int, i.rows_total) as rows,
           coalesce((i.report->>'faults')::int, 0) as faults, m.name as "createdBy", i.created_at as "createdAt", i.executed_at as "executedAt",
           i.state = 'imported' and i.mails_confirmed_at is null and exists (select 1 from deadlines d
             where d.tenant_id = i.tenant_id and d.held_by_import_id = i.id and d.state = 'open') as "holdsMails"
         from imports i left join members m on m.tenant_id = i.tenant_id and m.id = i.created_by
         where i.tenant_id = current_tenant() and ($1::timestamptz is null or (i.created_at, i.id) < ($1, $2::uuid))
         order by i.created_at desc, i.id desc limit $3`,
};

const ONE = {
  name: 'imports.one',
  text: `select i.id, i.file_name as "fileName", i.file_size_bytes as "fileSizeBytes", i.state, i.rows_total as "rowsTotal",
           i.rows_read as "rowsRead", i.rows_imported as "rowsImported", i.report, i.result, i.options, i.failure_code as "failureCode",
           i.failure_facts as "failureFacts", m.name as "createdBy", i.created_at as "createdAt", i.executed_at as "executedAt",
           i.mails_confirmed_at as "mailsConfirmedAt", i.version
         from imports i left join members m on m.tenant_id = i.tenant_id and m.id = i.created_by
         where i.tenant_id = current_tenant() and i.id = $1`,
};

const lines = (kind: 'faults' | 'warnings', sort: 'row' | 'kind') => ({
  name: `imports.${kind}-by-${sort}`,
  text: `select line, line->>'code' as code, r.row_number as row, at
         from import_rows r cross join lateral jsonb_array_elements(r.${kind}) with ordinality as e (line, at)
         where r.tenant_id = current_tenant() and r.import_id = $1 and r.${kind} <> '[]'
           and ($2::text is null or (${sort === 'kind' ? `line->>'code', ` : ''}r.row_number, at) > (${sort === 'kind' ? '$2, ' : ''}$3::int, $4::int))
         order by ${sort === 'kind' ? `line->>'code', ` : ''}r.row_number, at limit $5`,
});

const LINES = {
  faults: { row: lines('faults', 'row'), kind: lines('faults', 'kind') },
  warnings: { row: lines('warnings', 'row'), kind: lines('warnings', 'kind') },
};

const kinds = (kind: 'faults' | 'warnings') => ({
  name: `imports.kinds-of-${kind}`,
  text: `select line->>'code' as code, count(*)::int as count
         from import_rows r cross join lateral jsonb_array_elements(r.${kind}) as line
         where r.tenant_id = current_tenant() and r.import_id = $1 and r.${kind} <> '[]'
         group by 1 order by 2 desc, 1`,
});

const KINDS = { faults: kinds('faults'), warnings: kinds('warnings') };

/** Rows above and below the one that is looked at. */
const NEIGHBOURS = 2;

const ROWS = {
  name: 'imports.rows-around',
  text: `(select row_number as row, cells, faults from import_rows
           where tenant_id = current_tenant() and import_id = $1 and row_number < $2 order by row_number desc limit ${NEIGHBOURS})
         union all
         (select row_number, cells, faults from import_rows
           where tenant_id = current_tenant() and import_id = $1 and row_number >= $2 order by row_number limit ${NEIGHBOURS + 1})
         order by row`,
};

interface Row {
  id: string;
  fileName: string;
  fileSizeBytes: number;
  state: ImportState;
  rowsTotal: number | null;
  rowsRead: number;
  rowsImported: number;
  report: Partial<ImportReport> | null;
  result: ImportResult | null;
  options: ImportOptions | null;
  failureCode: string | null;
  failureFacts: Record<string, unknown> | null;
  createdBy: string | null;
  createdAt: string;
  executedAt: string | null;
  mailsConfirmedAt: string | null;
  version: number;
}

@Injectable()
export class RegisterImportQueries {
  constructor(
    private readonly db: Db,
    private readonly reminders: RemindersService,
  ) {}

  /** Newest first. */
  async list(query: ImportListQuery): Promise<Page<ImportLine>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, '-createdAt', 'instant');
    const rows = await this.db.read<ImportLine>(LIST, [after?.value ?? null, after?.id ?? null, limit + 1]);
    return toPage(rows, limit, '-createdAt', (row) => row.createdAt);
  }

  /** @throws NotFound */
  async one(id: string): Promise<ImportView> {
    const [row] = await this.db.read<Row>(ONE, [id]);
    if (!row) throw new NotFound('import');
    const { report, result, options, failureCode, failureFacts, rowsTotal, rowsRead, rowsImported, ...rest } = row;
    const isHeld = row.state === 'imported' && row.mailsConfirmedAt === null;
    return {
      ...rest,
      progress: progressOf(row.state, rowsRead, rowsImported, rowsTotal),
      failure:
        failureCode === null
          ? null
          : { code: failureCode, facts: failureFacts ?? {}, ...refusalTexts(failureCode, failureFacts ?? {}) },
      reading: report?.reading ?? null,
      faults: report?.faults ?? 0,
      faultyRows: report?.faultyRows ?? 0,
      warnings: report?.warnings ?? 0,
      counts: result?.counts ?? report?.counts ?? [],
      dates: result?.dates ?? report?.dates ?? [],
      mails: isHeld ? await this.reminders.heldMails(id) : (result?.mails ?? report?.mails ?? null),
      tidied: report?.tidied ?? null,
      questions: report?.questions ?? [],
      updatesKnown: options?.updatesKnown ?? false,
    };
  }

  /** To whom its mails would go while they are held; nobody once they are let go. @throws NotFound */
  async readers(id: string): Promise<ImportReaders> {
    const [found] = await this.db.read<{ id: string }>(ONE, [id]);
    if (!found) throw new NotFound('import');
    return { items: await this.reminders.heldReaders(id) };
  }

  async faults(id: string, query: ImportFaultsQuery): Promise<ImportFaultPage> {
    return this.lines<ImportFault>('faults', id, query);
  }

  async warnings(id: string, query: ImportFaultsQuery): Promise<ImportWarningPage> {
    return this.lines<ImportWarning>('warnings', id, query);
  }

  /** All faults of an import, by row, some hundred at a time. */
  async *allFaults(id: string): AsyncGenerator<ImportFault[]> {
    let cursor: string | undefined;
    do {
      const page: { items: ImportFault[]; nextCursor: string | null } = await this.page<ImportFault>(
        'faults',
        id,
        'row',
        cursor,
        500,
      );
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** The rows around one as they stand in the file; of a file that was read. @throws NotFound */
  async rows(id: string, around: number): Promise<ImportSheetRows> {
    const { reading } = await this.one(id);
    const rows = await this.db.read<{ row: number; cells: Record<string, string>; faults: ImportFault[] }>(ROWS, [
      id,
      around,
    ]);
    return {
      headings: reading?.headings ?? [],
      rows: rows.map(({ row, cells, faults }): ImportSheetRow => ({
        row,
        cells,
        faulty: faults.map((fault) => fault.column),
      })),
    };
  }

  private async lines<Line>(kind: 'faults' | 'warnings', id: string, query: ImportFaultsQuery) {
    const [found] = await this.db.read<{ id: string }>(ONE, [id]);
    if (!found) throw new NotFound('import');
    const page = await this.page<Line>(kind, id, query.sort ?? 'row', query.cursor, query.limit ?? DEFAULT_PAGE_SIZE);
    return { ...page, kinds: await this.db.read<FaultKind>(KINDS[kind], [id]) };
  }

  private async page<Line>(
    kind: 'faults' | 'warnings',
    id: string,
    sort: 'row' | 'kind',
    cursor: string | undefined,
    limit: number,
  ) {
    const after = decodeLineCursor(cursor, sort);
    const rows = await this.db.read<{ line: Line; code: string; row: number; at: number }>(LINES[kind][sort], [
      id,
      after?.code ?? null,
      after?.row ?? null,
      after?.at ?? null,
      limit + 1,
    ]);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(({ line }) => line),
      nextCursor:
        rows.length > limit && last ? encodeLineCursor({ sort, code: last.code, row: last.row, at: last.at }) : null,
    };
  }
}

/** Position after a line: it has no id, its row and its place in the row name it. */
interface LinePosition {
  sort: string;
  code: string;
  row: number;
  at: number;
}

function encodeLineCursor({ sort, code, row, at }: LinePosition): string {
  return Buffer.from(JSON.stringify([sort, code, row, at])).toString('base64url');
}

function decodeLineCursor(cursor: string | undefined, sort: string): LinePosition | null {
  if (!cursor) return null;
  try {
    const [cursorSort, code, row, at] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isWhole = (value: unknown): value is number =>
      Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
    const isCode = typeof code === 'string' && /^[a-z.-]{1,80}$/.test(code);
    if (cursorSort === sort && isCode && isWhole(row) && isWhole(at)) return { sort, code, row, at };
  } catch {
    // falls through to the one answer for every kind of broken cursor
  }
  throw new BadInput('invalid-cursor', [
    {
      field: 'cursor',
      code: 'invalid-cursor',
      detail: 'The cursor is broken or belongs to another sort order.',
      allowed: 'nextCursor of the page before, with the same sort',
    },
  ]);
}

function progressOf(
  state: ImportState,
  rowsRead: number,
  rowsImported: number,
  rowsTotal: number | null,
): ImportProgress {
  if (state === 'importing') return { phase: 'importing', done: rowsImported, total: rowsTotal };
  if (state !== 'checking') return { phase: null, done: rowsRead, total: rowsTotal };
  if (rowsImported > 0) return { phase: 'trying', done: rowsImported, total: rowsRead };
  // The total is an estimate until the file is read to its end.
  return { phase: 'reading', done: rowsRead, total: rowsTotal === null ? null : Math.max(rowsTotal, rowsRead) };
}
