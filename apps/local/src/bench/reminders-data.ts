import type pg from 'pg';

/** Mails that become due at once, in each round. */
export const DUE = 1_000;

/**
 * Makes tenants and planned reminders, a mail for each, by SQL and without looking at foreign keys: the days of the next
 * three years, none of them due. A second call adds up to the new numbers.
 *
 * Indexes are dropped before and made again behind. Those of `reminders` but its key stay away, to save disk: the sweep
 * reads `mails` alone, whose indexes are all there.
 */
export async function fillPlanned(
  owner: pg.Client,
  { planned, tenants }: { planned: number; tenants: number },
): Promise<void> {
  await owner.query(
    `set synchronous_commit = off; set session_replication_role = replica; set maintenance_work_mem = '512MB'`,
  );
  await owner.query(
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     select ${tenantOf('n')}, 'consultancy', 'Consultancy ' || n, 'DE', 'en', 'Europe/Berlin', '2026-01-01T00:00:00Z'
     from generate_series((select count(*) from tenants), $1::int - 1) n`,
    [tenants],
  );
  const { rows } = await owner.query<{ count: string }>('select count(*) from reminders');
  const from = Number(rows[0]!.count);
  const mails = await withoutIndexes(owner, 'mails');
  await withoutIndexes(owner, 'reminders');
  const at = `timestamptz '2027-01-01T07:00:00Z' + (n % 1095) * interval '1 day'`;
  for (let start = from; start < planned; start += PORTION) {
    const portion = [start, Math.min(planned, start + PORTION) - 1, tenants];
    await owner.query(
      `insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
       select ${tenantOf('n % $3::int')}, ${idOf('mail', 'n')}, 'contact-' || n || '@client-' || n % 5000 || '.example', 'Contact ' || n,
         'en', 'Europe/Berlin', ${at}, 'owed', ${at}, '<mail-' || n || '@homolog.example>', '2026-01-01T00:00:00Z'
       from generate_series($1::int, $2::int) n`,
      portion,
    );
    await owner.query(
      `insert into reminders (tenant_id, id, deadline_id, step_days, contact_id, reason, send_on, send_at, time_zone, mail_id, state, created_at)
       select ${tenantOf('n % $3::int')}, ${idOf('reminder', 'n')}, ${idOf('deadline', '(n / 15)')}, 14, ${idOf('contact', '(n / 15)')}, 'client-contact',
         (${at})::date, ${at}, 'Europe/Berlin', ${idOf('mail', 'n')}, 'planned', '2026-01-01T00:00:00Z'
       from generate_series($1::int, $2::int) n`,
      portion,
    );
  }
  for (const sql of mails) await owner.query(sql);
  await owner.query('set session_replication_role = origin');
  await owner.query('vacuum analyze mails');
  await owner.query('checkpoint');
}

/** Rows of one statement: so much is held in one transaction. */
const PORTION = 500_000;

/** Ids that grow, as those of the product do. */
const idOf = (noun: 'mail' | 'reminder' | 'deadline' | 'contact', number: string): string =>
  `('019${NOUNS.indexOf(noun)}0000-' || lpad(to_hex(${number} / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const NOUNS = ['mail', 'reminder', 'deadline', 'contact'];
const tenantOf = (number: string): string => `md5('tenant' || ${number})::uuid`;

/** @returns the statements that make them again */
async function withoutIndexes(owner: pg.Client, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string; isKey: boolean; constraint: string | null }>(
    `select quote_ident(i.relname) as name, pg_get_indexdef(i.oid) as definition, x.indisprimary as "isKey",
       (select quote_ident(conname) from pg_constraint where conindid = i.oid and contype = 'u') as constraint
     from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = $1::regclass`,
    [table],
  );
  for (const { name, isKey, constraint } of rows) {
    if (isKey) continue;
    await owner.query(constraint ? `alter table ${table} drop constraint ${constraint}` : `drop index ${name}`);
  }
  return rows.filter(({ isKey }) => !isKey).map(({ definition }) => definition);
}

/** Some of the tenants owe mails that are due since a minute: `DUE` of them, over as many tenants as there are. */
export async function makeDue(owner: pg.Client, tenants: number, now: Date): Promise<void> {
  await owner.query(
    `insert into mails (tenant_id, id, to_email, to_name, language, time_zone, send_at, state, next_attempt_at, message_id, created_at)
     select ${tenantOf('(n * 97) % $1::int')}, id, 'due-' || n || '@client-' || n % 100 || '.example', 'Contact ' || n,
       'en', 'Europe/Berlin', $2, 'owed', $2, '<' || id || '@homolog.example>', $2
     from (select n, gen_random_uuid() as id from generate_series(1, ${DUE}) n) made`,
    [tenants, new Date(now.getTime() - 60_000)],
  );
}

/** As if they had been sent: they are history and no longer looked at. */
export async function settleDue(owner: pg.Client): Promise<void> {
  await owner.query(
    `update mails m set state = 'sent', sent_at = send_at from due_mails d where m.tenant_id = d.tenant_id and m.id = d.mail_id`,
  );
  await owner.query('delete from mail_pace');
}
