import type pg from 'pg';

export const CERTIFICATES_PER_TENANT = 10_000;

/**
 * Fills tenants `from` to `to` (numbers, inclusive), each with 100 clients, 10,000 products and 10,000 certificates.
 * Runs as the owner, who is not under row-level security; ids are derived from the numbers so that a second fill adds.
 */
export async function fillTenants(owner: pg.Client, from: number, to: number): Promise<void> {
  await owner.query(`set synchronous_commit = off`);
  const id = (noun: string, parts: string) => `md5('${noun}' || ${parts})::uuid`;
  await owner.query(
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     select ${id('tenant', 't')}, 'consultancy', 'Consultancy ' || t, 'DE', 'en', 'Europe/Berlin', '2026-01-01T00:00:00Z'
     from generate_series($1::int, $2::int) t`,
    [from, to],
  );
  for (let tenant = from; tenant <= to; tenant++) {
    await owner.query(
      `insert into clients (tenant_id, id, legal_name, legal_name_zh, name_key, country, created_at)
       select ${id('tenant', '$1::int')}, ${id('client', `$1::int || '-' || c`)}, 'Lindauer Lichttechnik ' || c || ' GmbH', '林道照明技术有限公司', 'client ' || c, 'DE', '2026-01-01T00:00:00Z'
       from generate_series(1, 100) c`,
      [tenant],
    );
    await owner.query(
      `insert into products (tenant_id, id, client_id, class_code, name, name_zh, manufacturer, models, standard, unit_key, created_at)
       select ${id('tenant', '$1::int')}, ${id('product', `$1::int || '-' || n`)}, ${id('client', `$1::int || '-' || (1 + n % 100)`)},
              '1104', 'Safety belt ' || n, '汽车安全带', 'Lindauer Lichttechnik GmbH', array['SA-' || n || 'A', 'SA-' || n || 'B'], 'GB 14166-2024', 'unit ' || n, '2026-01-01T00:00:00Z'
       from generate_series(1, ${CERTIFICATES_PER_TENANT}) n`,
      [tenant],
    );
    await owner.query(
      `insert into certificates (tenant_id, id, client_id, product_id, scheme, number, number_key, body, issued_on, valid_until, status, next_due_on, next_due_kind, next_due_basis, created_at)
       select ${id('tenant', '$1::int')}, ${id('certificate', `$1::int || '-' || n`)}, ${id('client', `$1::int || '-' || (1 + n % 100)`)}, ${id('product', `$1::int || '-' || n`)},
              'ccc', (2022011109000000 + n)::text, (2022011109000000 + n)::text, 'CQC', date '2023-01-01' + n % 1000, date '2028-01-01' + n % 1000,
              (array['valid', 'valid', 'valid', 'suspended', 'expired'])[1 + n % 5], date '2027-10-03' + (n * 7919) % 1000, 'renewal-filing', 'legal', '2026-01-01T00:00:00Z'
       from generate_series(1, ${CERTIFICATES_PER_TENANT}) n`,
      [tenant],
    );
  }
  await owner.query('analyze');
}

/** Tenant number `tenant` as an id. */
export async function tenantId(owner: pg.Client, tenant: number): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(`select md5('tenant' || $1::int)::uuid as id`, [tenant]);
  return rows[0]!.id;
}
