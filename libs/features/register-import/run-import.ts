import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import type { RegisterRow } from '#domain/register/register-row';
import { readRow } from '#domain/register/row';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';
import { fileOf, readingRules, tenantOf } from './check-import.js';
import { datesBrought } from './dates-brought.js';
import { ImportLeases, LeaseLost, type HeldImport } from './import-leases.js';
import type { ImportResult } from './import-report.js';
import { openRegister } from './open-register.js';
import { responsibleByName } from './register-matching.js';
import { RegisterRefused } from './register-refusal.js';
import { NoLongerFits, RegisterWriter } from './register-writer.js';
import { isTransient } from '#database/transient';

/** Writes a clean register, all or nothing: one transaction, its progress seen from outside. */
@Injectable()
export class RunImport {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly leases: ImportLeases,
    private readonly writer: RegisterWriter,
    private readonly references: ReferenceStore,
    private readonly events: EventsService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Harmless when repeated: a second run finds the import done, and what a killed one wrote was rolled back. */
  async run(tenantId: string, importId: string): Promise<void> {
    await this.leases.hold(tenantId, importId, 'importing', async (held, stopTicking) => {
      try {
        await this.db.inTenant(held.scope, () => this.write(held, stopTicking));
      } catch (error) {
        if (error instanceof LeaseLost || isTransient(error)) throw error;
        await stopTicking();
        await this.fail(held, error);
      }
    });
  }

  private async write(held: HeldImport, stopTicking: () => Promise<void>): Promise<void> {
    const tenant = await tenantOf(this.db);
    const today = this.clock.today(tenant.timeZone);
    const rules = readingRules(today, await responsibleByName(this.db), await this.references.current());
    const register = await openRegister(await fileOf(this.db, held.id), held.options.columns ?? {});
    const rows = async function* (): AsyncGenerator<RegisterRow> {
      for await (const sheetRow of register.rows()) {
        const { register: row } = readRow(sheetRow, register.headings, rules);
        if (!row) throw new NoLongerFits(`row ${sheetRow.row}`);
        yield row;
      }
    };
    const { counts } = await this.writer.write(rows, {
      importId: held.id,
      zones: held.options.zones ?? {},
      updatesKnown: held.options.updatesKnown ?? false,
      onProgress: (done) => {
        held.requireHeld();
        held.rowsImported = done;
      },
    });
    held.rowsRead = held.rowsImported;
    const result: ImportResult = { counts, dates: await datesBrought(this.db, held.id, today), mails: null };
    const made = Object.fromEntries(counts.map((count) => [count.noun, count.new]));
    await this.events.record('import.executed', { importId: held.id }, made);
    await stopTicking();
    await held.settle({ state: 'imported', result, executedAt: this.clock.now() });
  }

  private async fail(held: HeldImport, error: unknown): Promise<void> {
    const failure = new RegisterRefused(
      error instanceof NoLongerFits ? 'import.changed-meanwhile' : 'import.unexpected',
    );
    this.log.error({ err: error, importId: held.id }, 'an import failed and was rolled back');
    held.rowsImported = 0;
    await this.db.inTenant(held.scope, () =>
      held.settle({ state: 'failed', failureCode: failure.code, failureFacts: failure.facts }),
    );
  }
}
