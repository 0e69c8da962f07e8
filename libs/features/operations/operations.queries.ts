import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { openPool } from '#database/pool';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { type MailFigures, mailFigures, mailWorkers, type MailWorkerFigures } from '#features/reminders/mail-figures';
import { Jobs } from '#platform/jobs/jobs';
import type { ReferenceStateView } from './operations.dto.js';

const IMPORTS = {
  name: 'operations.imports',
  text: `select count(*)::int as "unfinishedImports", min(created_at) as "oldestUnfinishedImportAt"
         from imports where state in ('checking', 'importing')`,
};

const REFERENCE = {
  name: 'operations.reference',
  text: `select newest.number as version, count(t.id)::int as tenants,
           count(t.id) filter (where t.reference_version < newest.number)::int as "staleTenants"
         from (select max(number) as number from reference_versions) newest left join tenants t on true
         group by newest.number`,
};

/** The names of migrations end with their time. */
const SCHEMA = {
  name: 'operations.schema',
  text: 'select name as "schemaVersion" from schema_migrations order by right(name, 13) desc limit 1',
};

/**
 * Counts over all tenants. They are asked as the role `homolog_sweep`, which can read instants and states and no name,
 * address or text: the platform owner cannot be shown a tenant's data by mistake.
 */
@Injectable()
export class OperationsQueries implements OnApplicationShutdown {
  private pool: pg.Pool | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is due, on its way and refused. */
  mails(): Promise<MailFigures> {
    return mailFigures(this.asSweep(), this.clock.now(), this.config.lateMailMinutes);
  }

  /** The workers that live or did lately. */
  workers(): Promise<MailWorkerFigures[]> {
    return mailWorkers(this.asSweep());
  }

  /** Bells for mails that no worker has taken yet; null when the queue does not answer. */
  waiting(): Promise<number | null> {
    return this.jobs.waiting('send-mails').catch(() => null);
  }

  async counts() {
    const [mails, workers, waiting, imports, reference, schema] = await Promise.all([
      this.mails(),
      this.workers(),
      this.waiting(),
      this.first<{ unfinishedImports: number; oldestUnfinishedImportAt: string | null }>(IMPORTS),
      this.first<ReferenceStateView>(REFERENCE),
      this.first<{ schemaVersion: string }>(SCHEMA),
    ]);
    const { lateMailMinutes } = this.config;
    return {
      mails: { ...mails, lateAfterMinutes: lateMailMinutes },
      workers,
      waiting,
      ...imports,
      reference,
      ...schema,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private async first<R extends object>(sql: { name: string; text: string }, values: unknown[] = []): Promise<R> {
    return (await this.asSweep().query<R>({ ...sql, values })).rows[0]!;
  }

  private asSweep(): pg.Pool {
    return (this.pool ??= openPool({ ...this.config, role: 'sweep', max: 2 }));
  }
}
