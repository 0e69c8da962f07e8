import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { openPool } from '#database/pool';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { OwedMailsView, ReferenceStateView } from './operations.dto.js';

const MAILS = {
  name: 'operations.mails',
  text: `select count(*) filter (where state = 'owed' and not is_held)::int as owed,
           count(*) filter (where state = 'owed' and is_held)::int as held,
           count(*) filter (where state = 'owed' and not is_held and send_at <= $1)::int as overdue,
           count(*) filter (where state = 'refused')::int as refused,
           count(*) filter (where state = 'sent')::int as sent,
           min(send_at) filter (where state = 'owed' and not is_held and send_at <= $1) as "oldestOverdueAt"
         from mails`,
};

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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async counts() {
    const [mails, imports, reference, schema] = await Promise.all([
      this.first<OwedMailsView>(MAILS, [this.clock.now()]),
      this.first<{ unfinishedImports: number; oldestUnfinishedImportAt: string | null }>(IMPORTS),
      this.first<ReferenceStateView>(REFERENCE),
      this.first<{ schemaVersion: string }>(SCHEMA),
    ]);
    return { mails, ...imports, reference, ...schema };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private async first<R extends object>(sql: { name: string; text: string }, values: unknown[] = []): Promise<R> {
    this.pool ??= openPool({ ...this.config, role: 'sweep', max: 1 });
    return (await this.pool.query<R>({ ...sql, values })).rows[0]!;
  }
}
