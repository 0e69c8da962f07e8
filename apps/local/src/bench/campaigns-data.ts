import type pg from 'pg';

/** Clients, contacts and consultants of a tenant: in both tenants as many, so that their boards show as much. */
const CLIENTS = 40;
const OWNERS = 4;

/**
 * A tenant whose every declaration Announcement 57/2025 hits: one contact a client, a product and a declaration a
 * member, spread over the clients.
 */
export async function fillCampaignTenant(owner: pg.Client, tenant: number, members: number): Promise<void> {
  const t = `md5('tenant' || ${tenant})::uuid`;
  const id = (noun: string, number: string) => `md5('${noun}${tenant}-' || ${number})::uuid`;
  const at = `'2026-01-01T00:00:00Z'`;
  const put = (sql: string) => owner.query(sql);
  await put(`insert into tenants (id, kind, name, country, language, time_zone, created_at)
    values (${t}, 'consultancy', 'Consultancy ${tenant}', 'DE', 'en', 'Europe/Berlin', ${at})`);
  await put(`insert into members (tenant_id, id, email, name, role, language, time_zone, country, created_at)
    select ${t}, ${id('member', 'm')}, 'member' || m || '@example.com', 'Consultant ' || m, 'consultant', 'en', 'Europe/Berlin', 'DE', ${at}
    from generate_series(1, ${OWNERS}) m`);
  await put(`insert into clients (tenant_id, id, legal_name, legal_name_zh, name_key, country, created_at)
    select ${t}, ${id('client', 'c')}, 'Lindauer Sicherheitsgurte ' || c || ' GmbH', '林道安全带有限公司' || c, 'client ' || c, 'DE', ${at}
    from generate_series(1, ${CLIENTS}) c`);
  await put(`insert into contacts (tenant_id, id, client_id, name, email, language, time_zone, created_at)
    select ${t}, ${id('contact', 'c')}, ${id('client', 'c')}, 'Contact ' || c, 'contact' || c || '@client.example.com',
      (array['en', 'de', 'zh'])[1 + c % 3], 'Europe/Berlin', ${at} from generate_series(1, ${CLIENTS}) c`);
  await put(`insert into products (tenant_id, id, client_id, class_code, name, name_zh, manufacturer, models, standard, unit_key, created_at)
    select ${t}, ${id('product', 'n')}, ${id('client', `(1 + n % ${CLIENTS})`)}, '1104', 'Safety belt ' || n, '汽车安全带' || n,
      'Lindauer Sicherheitsgurte GmbH', array['SG-' || n || 'A', 'SG-' || n || 'B'], 'GB 14166-2024', 'unit ' || n, ${at}
    from generate_series(1, ${members}) n`);
  await put(`insert into certificates (tenant_id, id, client_id, product_id, responsible_id, scheme, number, number_key, issued_on, status, next_due_on, created_at)
    select ${t}, ${id('certificate', 'n')}, ${id('client', `(1 + n % ${CLIENTS})`)}, ${id('product', 'n')}, ${id('member', `(1 + n % ${OWNERS})`)},
      'ccc-self-declaration-b', 'SDOC-' || lpad(n::text, 8, '0'), 'SDOC-' || lpad(n::text, 8, '0'), date '2024-05-01' + n % 500, 'valid', '2026-12-31', ${at}
    from generate_series(1, ${members}) n`);
}
