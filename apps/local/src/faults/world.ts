import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { Db } from '#database/db';
import { shippedReference } from '#database/reference/read-book';
import { certificateDeadlines } from '#domain/deadlines/deadline-rules';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import type { Config } from '#platform/config/config';
import { makeLogger } from '#platform/platform.module';
import { WorkerModule } from '../../../worker/src/worker.module.js';

/** The day on which all of it is planned, and the morning on which all of it is due. */
export const PLANNED_AT = '2026-11-20T09:00:00Z';
export const DUE_AT = '2026-12-01T08:05:00Z';
/** Thirty days before the declarations end: a step of the ladder. */
const DUE_STEP = 30;

/** One certificate in so many has a person of the team who answers for it and is reminded as well. */
const RESPONSIBLE_OF = 20;
const CLIENTS = 4;
/** They answer for all of these, so that what is theirs comes gathered. */
const CONSULTANTS = 2;

/**
 * Fills the database: tenants with clients in four countries, a contact for each declaration, and for one declaration in
 * twenty a consultant. Registers are written by SQL; the days and reminders are stated and planned by the product.
 *
 * @param config of a worker whose clock stands at `PLANNED_AT`
 * @param reminders how many are due on the morning of `DUE_AT`
 */
export async function fillWorld(config: Config, reminders: number, tenants: number): Promise<void> {
  const owner = new pg.Client({ connectionString: config.databaseUrl });
  await owner.connect();
  const context = await NestFactory.createApplicationContext(
    WorkerModule.forRoot(config, makeLogger({ logLevel: 'error' }, 'faults')),
    { logger: ['error'] },
  );
  try {
    const stated = certificateDeadlines(FACTS, shippedReference());
    for (let tenant = 1; tenant <= tenants; tenant += 1) {
      const share = Math.floor(reminders / tenants) + (tenant <= reminders % tenants ? 1 : 0);
      const certificates = await fillTenant(owner, tenant, share);
      const scope = { tenantId: certificates[0]!.tenantId, audience: 'staff', memberId: null };
      const items = certificates.map(({ id }) => ({ subject: { certificateId: id }, stated }));
      await context.get(Db).inTenant(scope, async () => void (await context.get(DeadlinesService).restateMany(items)));
    }
    await owner.query('vacuum analyze');
  } finally {
    await context.close();
    await owner.end();
  }
}

const FACTS = {
  scheme: 'ccc-self-declaration-b',
  classCode: '1104',
  status: 'valid',
  issuedOn: null,
  validUntil: null,
  isReplaced: false,
} as const;

/** @param share reminders due in this tenant: one for each declaration, one more where somebody answers for it */
async function fillTenant(
  owner: pg.Client,
  tenant: number,
  share: number,
): Promise<{ id: string; tenantId: string }[]> {
  const responsible = Math.floor(share / RESPONSIBLE_OF);
  const declarations = share - responsible;
  const t = `md5('tenant' || ${tenant})::uuid`;
  const id = (noun: string, number: string) => `md5('${noun}${tenant}-' || ${number})::uuid`;
  const at = `'2026-01-01T00:00:00Z'`;
  const pick = (words: readonly string[], by: string) =>
    `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${by} % ${words.length}]`;
  const client = `(1 + n % ${CLIENTS})`;
  await owner.query(`
    insert into tenants (id, kind, name, country, language, time_zone, created_at)
      values (${t}, 'consultancy', 'Consultancy ${tenant}', 'DE', 'en', 'Europe/Berlin', ${at});
    insert into members (tenant_id, id, email, name, role, language, time_zone, country, created_at)
      select ${t}, ${id('member', 'm')}, 'member-${tenant}-' || m || '@consultancy.example', 'Consultant ' || m, 'consultant',
        ${pick(['en', 'de', 'zh'], 'm')}, 'Europe/Berlin', 'DE', ${at}
      from generate_series(1, ${CONSULTANTS}) m;
    insert into clients (tenant_id, id, legal_name, legal_name_zh, name_key, country, created_at)
      select ${t}, ${id('client', 'c')}, 'Lindauer Sicherheitsgurte ' || c || ' GmbH', '林道安全带有限公司' || c, 'client ' || c,
        ${pick(['DE', 'CN', 'GB', 'JP'], 'c')}, ${at} from generate_series(1, ${CLIENTS}) c;
    insert into contacts (tenant_id, id, client_id, name, email, language, time_zone, created_at)
      select ${t}, ${id('contact', 'n')}, ${id('client', client)}, 'Contact ' || n, 'contact-${tenant}-' || n || '@' ||
          case when n % 25 = 0 then 'public-mail.example' else 'client-${tenant}-' || ${client} || '.example' end,
        ${pick(['en', 'de', 'zh'], 'n')}, ${pick(['Europe/Berlin', 'Asia/Shanghai', 'Europe/London', 'Asia/Tokyo'], client)}, ${at}
      from generate_series(1, ${declarations}) n;
    insert into products (tenant_id, id, client_id, class_code, name, name_zh, manufacturer, models, standard, unit_key, created_at)
      select ${t}, ${id('product', 'n')}, ${id('client', client)}, '1104', 'Safety belt ' || n, '汽车安全带' || n,
        'Lindauer Sicherheitsgurte GmbH', array['SG-' || n || 'A', 'SG-' || n || 'B'], 'GB 14166-2024', 'unit ' || n, ${at}
      from generate_series(1, ${declarations}) n;
    insert into certificates (tenant_id, id, client_id, product_id, contact_id, responsible_id, scheme, number, number_key, status, created_at)
      select ${t}, ${id('certificate', 'n')}, ${id('client', client)}, ${id('product', 'n')}, ${id('contact', 'n')},
        case when n <= ${responsible} then ${id('member', `(1 + n % ${CONSULTANTS})`)} end, 'ccc-self-declaration-b',
        'SDOC-${tenant}-' || n, 'SDOC-${tenant}-' || n, 'valid', ${at}
      from generate_series(1, ${declarations}) n`);
  const { rows } = await owner.query<{ id: string; tenantId: string }>(
    `select id, tenant_id as "tenantId" from certificates where tenant_id = ${t}`,
  );
  return rows;
}

/** Reminders that are due at `DUE_AT`: what the run is about. */
export const DUE_REMINDERS = `
  select r.id from reminders r where r.state = 'planned' and r.step_days = ${DUE_STEP} and r.send_at <= '${DUE_AT}'`;
