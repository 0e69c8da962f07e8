import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Import } from '#database/entities/import.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import { REGISTER_COLUMNS, headingKey, type ColumnChoices, type RegisterColumn } from '#domain/register/columns';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { Jobs } from '#platform/jobs/jobs';
import { SPREADSHEET_LIMITS } from '#platform/spreadsheet/refused';
import type { ImportOptions } from './import-leases.js';
import type { ImportReport, ImportResult } from './import-report.js';
import type { ReceivedFile } from './receive-file.js';
import type { ExecutionInput, ImportView, MailConfirmationInput } from './register-import.dto.js';
import { RegisterImportQueries } from './register-import.queries.js';

/** Takes registers in and lets them be run. With its two jobs the only writer of `imports` and `import_rows`. */
@Injectable()
export class RegisterImportService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly reminders: RemindersService,
    private readonly queries: RegisterImportQueries,
    private readonly jobs: Jobs,
  ) {}

  /** Keeps an uploaded file and has it checked. What the reader chose for headings the last time is tried again. */
  async upload(file: ReceivedFile): Promise<ImportView> {
    const id = newId();
    const options: ImportOptions = { columns: await this.lastChoices() };
    const { tenantId, memberId } = this.db.scope;
    await this.db.repo(Import).insert({
      tenantId,
      id,
      fileName: file.fileName,
      fileHash: file.hash,
      fileContent: file.content,
      fileSizeBytes: file.content.length,
      state: 'checking',
      rowsRead: 0,
      rowsImported: 0,
      options,
      createdBy: memberId,
      createdAt: this.clock.now(),
    } as never);
    await this.events.record('import.uploaded', { importId: id }, { fileName: file.fileName });
    this.db.afterCommit(() => this.jobs.ring('check-import', { tenantId, importId: id }));
    return this.queries.one(id);
  }

  /**
   * Has the file checked again, with what the reader says of its headings.
   *
   * @throws RuleBroken `import.not-checkable` once it was run or while something runs; BadInput on an unknown column
   */
  async chooseColumns(id: string, input: Record<string, RegisterColumn | 'ignore'>): Promise<ImportView> {
    const choices = choicesOf(input);
    const found = await this.db.require(Import, id);
    if (!['faulty', 'ready', 'failed'].includes(found.state))
      throw new RuleBroken('import.not-checkable', { state: found.state });
    const options = { ...(found.options as ImportOptions | null), columns: choices };
    await this.move(found, { state: 'checking', options, failureCode: null, failureFacts: null, rowsTotal: null });
    this.db.afterCommit(() => this.jobs.ring('check-import', { tenantId: found.tenantId, importId: id }));
    return this.queries.one(id);
  }

  /**
   * Has a clean register written.
   *
   * @throws RuleBroken `import.not-ready`; BadInput `import.zones-needed` naming each country that was not answered
   */
  async execute(id: string, { zones = {}, updatesKnown = false }: ExecutionInput): Promise<ImportView> {
    const found = await this.db.require(Import, id);
    if (found.state !== 'ready') throw new RuleBroken('import.not-ready', { state: found.state });
    requireAnswers((found.report as ImportReport).questions, zones);
    const { tenantId, memberId } = this.db.scope;
    const options: ImportOptions = {
      ...(found.options as ImportOptions | null),
      zones,
      updatesKnown,
      executedBy: memberId ?? undefined,
    };
    await this.move(found, { state: 'importing', options, rowsImported: 0 });
    this.db.afterCommit(() => this.jobs.ring('run-import', { tenantId, importId: id }));
    return this.queries.one(id);
  }

  /**
   * Lets the mails of an import go, if they still are what the person has seen.
   *
   * @throws RuleBroken `import.nothing-held`, `import.mails-changed` with the figures as they are now
   */
  async confirmMails(id: string, seen: MailConfirmationInput): Promise<ImportView> {
    const found = await this.db.require(Import, id);
    if (found.state !== 'imported' || found.mailsConfirmedAt !== null)
      throw new RuleBroken('import.nothing-held', { state: found.state });
    const mails = await this.reminders.heldMails(id);
    if (mails.mails !== seen.mails || mails.people !== seen.people)
      throw new RuleBroken('import.mails-changed', { ...mails });
    const result: ImportResult = { ...(found.result as ImportResult), mails };
    await this.move(found, { result, mailsConfirmedAt: this.clock.now(), mailsConfirmedBy: this.db.scope.memberId });
    await this.deadlines.release(id);
    await this.events.record('import.mails-released', { importId: id }, { ...mails });
    return this.queries.one(id);
  }

  /** Two presses at once: the second one finds the version gone. */
  private async move({ tenantId, id, version }: Import, fields: Partial<Import>): Promise<void> {
    const done = await this.db
      .repo(Import)
      .update({ tenantId, id, version }, { leasedUntil: null, ...fields } as never);
    if (done.affected !== 1) throw new RuleBroken('import.changed-meanwhile');
  }

  private async lastChoices(): Promise<ColumnChoices> {
    const [last] = await this.db.query<{ columns: ColumnChoices | null }>(LAST_CHOICES);
    return last?.columns ?? {};
  }
}

function choicesOf(input: Record<string, RegisterColumn | 'ignore'>): ColumnChoices {
  const entries = Object.entries(input);
  const allowed: readonly string[] = [...REGISTER_COLUMNS, 'ignore'];
  const wrong = entries.filter(([heading, as]) => !allowed.includes(as) || headingKey(heading) === '');
  if (wrong.length > 0 || entries.length > SPREADSHEET_LIMITS.columns) {
    throw new BadInput('invalid-input', [
      {
        field: 'choices',
        code: 'unknown-column',
        detail: `Not a choice: ${wrong
          .map(([heading]) => heading)
          .join(', ')
          .slice(0, 200)}`,
        allowed: allowed.join(', '),
      },
    ]);
  }
  return Object.fromEntries(entries.map(([heading, as]) => [headingKey(heading), as]));
}

function requireAnswers(questions: ImportReport['questions'], zones: Readonly<Record<string, unknown>>): void {
  const open = questions.filter((question) => !question.zones.some((zone) => zone === zones[question.country]));
  if (open.length === 0) return;
  throw new BadInput(
    'import.zones-needed',
    open.map(({ country, zones: allowed }) => ({
      field: `zones.${country}`,
      code: 'time-zone-needed',
      detail: `${country} has several time zones; say which one its people live by.`,
      allowed: allowed.join(', '),
    })),
  );
}

const LAST_CHOICES = `
  select options->'columns' as columns from imports
  where tenant_id = current_tenant() and state in ('faulty', 'ready', 'importing', 'imported') order by created_at desc, id desc limit 1`;
