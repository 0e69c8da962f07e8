import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import { Tenant } from '#database/entities/tenant.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { ReferenceBook } from '#domain/reference/book';
import { codedClasses } from '#domain/reference/catalogue';
import { RegisterCheck } from '#domain/register/check';
import type { RegisterColumn } from '#domain/register/columns';
import { registerFault, registerWarning, type FaultPlace, type RegisterWarning } from '#domain/register/fault';
import type { ReadingRules, RegisterRow } from '#domain/register/register-row';
import { readRow } from '#domain/register/row';
import { placeOf } from '#domain/register/row-cells';
import { nameKey, numberKey } from '#domain/register/text';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';
import { SpreadsheetRefused } from '#platform/spreadsheet/refused';
import { ImportLeases, LeaseLost, type HeldImport } from './import-leases.js';
import { addLines, explainMerged, keepRows, type CheckedRow } from './import-rows.js';
import { datesBrought } from './dates-brought.js';
import { openRegister, type OpenRegister } from './open-register.js';
import type { ImportReport } from './import-report.js';
import type { ImportReading } from './register-import.dto.js';
import { knownCertificates, responsibleByName } from './register-matching.js';
import { RegisterRefused } from './register-refusal.js';
import { RegisterWriter } from './register-writer.js';
import { isTransient } from '#database/transient';
import type { WriteOutcome } from './write-outcome.js';

/** Rows checked and kept in one transaction. */
const PORTION = 200;

/** Thrown at the end of a trial, so that its transaction is rolled back. */
class Undo extends Error {}

/**
 * The dry run. Reads the file row by row and keeps every row with its faults; then writes the rows without faults as the
 * import would, reads off what came of it, and rolls that back: what the dry run says is what the import will do.
 */
@Injectable()
export class CheckImport {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly leases: ImportLeases,
    private readonly writer: RegisterWriter,
    private readonly references: ReferenceStore,
    private readonly reminders: RemindersService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Harmless when repeated: what was kept of an earlier attempt is dropped first. */
  async run(tenantId: string, importId: string): Promise<void> {
    await this.leases.hold(tenantId, importId, 'checking', async (held, stopTicking) => {
      const seen: { reading: ImportReading | null } = { reading: null };
      try {
        await this.check(held, stopTicking, seen);
      } catch (error) {
        if (error instanceof LeaseLost || isTransient(error)) throw error;
        await stopTicking();
        await this.fail(held, error, seen.reading);
      }
    });
  }

  private async check(
    held: HeldImport,
    stopTicking: () => Promise<void>,
    seen: { reading: ImportReading | null },
  ): Promise<void> {
    const { content, tenant, people } = await this.begin(held);
    const register = await openRegister(content, held.options.columns ?? {}, (reading) => (seen.reading = reading));
    held.rowsTotal = await register.estimateRows();
    const rules = readingRules(this.clock.today(tenant.timeZone), people, await this.references.current());
    const check = new RegisterCheck(register.headings, rules);
    await this.readRows(held, register, check, tenant);
    if (held.rowsRead === 0) throw new RegisterRefused('register.no-rows');
    await this.finishRows(held, register, check);

    const trial = await this.tryOut(held, register, rules, tenant.timeZone);
    await stopTicking();
    await this.db.inTenant(held.scope, async () => {
      await addLines(this.db, held.id, [], warningsOf(register, trial.outcome));
      const [lines] = await this.db.query<Pick<ImportReport, 'faults' | 'faultyRows' | 'warnings'>>(COUNT_LINES, [
        held.id,
      ]);
      const report: ImportReport = {
        ...lines!,
        reading: { ...register.reading, rows: held.rowsRead },
        tidied: check.tidied(),
        counts: trial.outcome.counts,
        questions: trial.outcome.questions,
        dates: trial.dates,
        mails: trial.mails,
      };
      held.rowsImported = 0;
      await held.settle({ state: report.faults > 0 ? 'faulty' : 'ready', report, rowsTotal: held.rowsRead });
    });
  }

  private async begin(held: HeldImport): Promise<{
    content: Buffer;
    tenant: Pick<Tenant, 'timeZone'> & { own: string | null };
    people: ReadingRules['people'];
  }> {
    return this.db.inTenant(held.scope, async () => {
      await this.db.query('delete from import_rows where tenant_id = current_tenant() and import_id = $1', [held.id]);
      return {
        content: await fileOf(this.db, held.id),
        tenant: await tenantOf(this.db),
        people: await responsibleByName(this.db),
      };
    });
  }

  private async readRows(
    held: HeldImport,
    register: OpenRegister,
    check: RegisterCheck,
    tenant: { own: string | null },
  ): Promise<void> {
    let portion: CheckedRow[] = [];
    const flush = async (): Promise<void> => {
      held.requireHeld();
      await this.db.inTenant(held.scope, async () => {
        await this.refuseForeignNumbers(register, portion);
        await keepRows(this.db, held.id, portion);
      });
      held.rowsRead += portion.length;
      portion = [];
    };
    for await (const sheetRow of register.rows()) {
      const { known, faults, warnings } = check.read(sheetRow);
      if (tenant.own !== null && known.client && nameKey(known.client) !== nameKey(tenant.own)) {
        faults.push(
          registerFault(placeOf(sheetRow, register.headings, 'client'), 'client.not-own', { own: tenant.own }),
        );
      }
      portion.push({ sheetRow, faults, warnings });
      if (portion.length === PORTION) await flush();
    }
    await flush();
  }

  /** A number that is known here for another client is no certificate of this one. */
  private async refuseForeignNumbers(register: OpenRegister, portion: readonly CheckedRow[]): Promise<void> {
    const rows = portion.filter(({ faults }) => faults.length === 0);
    const keyOf = ({ sheetRow }: CheckedRow): string => numberKey(placeOf(sheetRow, register.headings, 'number').found);
    const known = await knownCertificates(this.db, rows.map(keyOf));
    for (const row of rows) {
      const same = known.find(({ numberKey }) => numberKey === keyOf(row));
      const client = placeOf(row.sheetRow, register.headings, 'client').found;
      if (!same || same.clientKey === nameKey(client)) continue;
      row.faults.push(
        registerFault(placeOf(row.sheetRow, register.headings, 'number'), 'number.of-another-client', {
          client: same.clientName,
        }),
      );
    }
  }

  private async finishRows(held: HeldImport, register: OpenRegister, check: RegisterCheck): Promise<void> {
    await this.db.inTenant(held.scope, async () => {
      const known = await knownCertificates(this.db, check.replacedElsewhere());
      const { faults, warnings } = check.finishReplaces(
        new Map(known.map((certificate) => [certificate.numberKey, certificate])),
      );
      await addLines(this.db, held.id, faults, warnings);
      await explainMerged(this.db, held.id, register.merged());
    });
  }

  private async tryOut(held: HeldImport, register: OpenRegister, rules: ReadingRules, timeZone: string) {
    const faulty = new Set(
      (await this.db.inTenant(held.scope, () => this.db.query<{ row: number }>(FAULTY_ROWS, [held.id]))).map(
        ({ row }) => row,
      ),
    );
    let found: { outcome: WriteOutcome } & Pick<ImportReport, 'dates' | 'mails'>;
    await this.db
      .inTenant(held.scope, async () => {
        const outcome = await this.writer.write(() => cleanRows(register, rules, faulty), {
          importId: held.id,
          zones: {},
          updatesKnown: false,
          onProgress: (done) => {
            held.requireHeld();
            held.rowsImported = done;
          },
        });
        const dates = await datesBrought(this.db, held.id, this.clock.today(timeZone));
        found = { outcome, dates, mails: await this.reminders.heldMails(held.id) };
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    return found!;
  }

  private async fail(held: HeldImport, error: unknown, reading: ImportReading | null): Promise<void> {
    const isRefusal = error instanceof SpreadsheetRefused || error instanceof RegisterRefused;
    if (!isRefusal) this.log.error({ err: error, importId: held.id }, 'checking an import failed');
    const failure = isRefusal ? error : new RegisterRefused('import.unexpected');
    await this.db.inTenant(held.scope, () =>
      held.settle({
        state: 'failed',
        failureCode: failure.code,
        failureFacts: failure.facts,
        report: reading && { reading },
      }),
    );
  }
}

/** The rows of a register that are free of faults, as the import takes them. */
export async function* cleanRows(
  register: OpenRegister,
  rules: ReadingRules,
  faulty: ReadonlySet<number>,
): AsyncGenerator<RegisterRow> {
  for await (const sheetRow of register.rows()) {
    if (faulty.has(sheetRow.row)) continue;
    const { register: row } = readRow(sheetRow, register.headings, rules);
    if (row) yield row;
  }
}

/** The catalogue and the people as the reading needs them. */
export function readingRules(today: string, people: ReadingRules['people'], book: ReferenceBook): ReadingRules {
  const classes = codedClasses(book.classes).map(
    ({ code, conversion, implementationRule }) =>
      [code, { isConverting: conversion !== null, implementationRule }] as const,
  );
  return { classes: new Map(classes), people, today };
}

/** The uploaded file. */
export async function fileOf(db: Db, importId: string): Promise<Buffer> {
  const [row] = await db.query<{ content: Buffer }>(
    'select file_content as content from imports where tenant_id = current_tenant() and id = $1',
    [importId],
  );
  return row!.content;
}

/** `own`: name of the one client of a manufacturer's tenant; null in a consultancy. */
export async function tenantOf(db: Db): Promise<Pick<Tenant, 'timeZone'> & { own: string | null }> {
  const [row] = await db.query<{ timeZone: string; own: string | null }>(
    `select t.time_zone as "timeZone", case when t.kind = 'manufacturer' then c.legal_name end as own
       from tenants t left join clients c on c.tenant_id = t.id and c.is_own where t.id = current_tenant()`,
  );
  return row!;
}

/** What showed only while writing: known things that differ, and people without a place here. */
function warningsOf(register: OpenRegister, outcome: WriteOutcome): RegisterWarning[] {
  const place = (row: number, as: RegisterColumn, found: string): FaultPlace => {
    const heading = register.headings.columns.get(as);
    return { row, as, found, column: heading?.letter ?? '', heading: heading?.heading ?? as };
  };
  return [
    ...outcome.differences.map(({ row, as, file, known }) =>
      registerWarning(place(row, as, file), 'known.differs', { known }),
    ),
    ...outcome.ambiguousFactories.map(({ row, name, factories, taken }) =>
      registerWarning(place(row, 'factory', name), 'factory.ambiguous', { factories, taken }),
    ),
    ...outcome.secondsOfUnit.map(({ row, number, other }) =>
      registerWarning(place(row, 'number', number), 'unit.second-certificate', { other }),
    ),
    ...outcome.namedMembers.map(({ email, row }) =>
      registerWarning(place(row, 'responsible', email), 'responsible.no-member'),
    ),
  ];
}

const FAULTY_ROWS = `select row_number as row from import_rows where tenant_id = current_tenant() and import_id = $1 and faults <> '[]'`;

const COUNT_LINES = `
  select coalesce(sum(jsonb_array_length(faults)), 0)::int as faults, count(*) filter (where faults <> '[]')::int as "faultyRows",
    coalesce(sum(jsonb_array_length(warnings)), 0)::int as warnings
  from import_rows where tenant_id = current_tenant() and import_id = $1`;
