import pg from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from '#database/entities/all';
import { ROLES } from '#database/roles';
import { createTestDatabase, type TestDatabase } from '../support/test-server.js';
import { schemaFaults } from './schema-rules.js';

const ROLE_NAMES = Object.values(ROLES);

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Faults that a schema change would bring; the change is rolled back. */
async function faultsAfter(sql: string): Promise<string[]> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    return await schemaFaults(owner);
  } finally {
    await owner.query('rollback');
  }
}

const GOOD = `
  create table good (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    primary key (tenant_id, id)
  );
  alter table good enable row level security;
  create policy staff_only on good for all to homolog_app
    using (tenant_id = (select current_tenant()) and (select is_staff()))
    with check (tenant_id = (select current_tenant()) and (select is_staff()));`;

describe('the schema', () => {
  it('puts every tenant table behind both walls, keyed and indexed by tenant', async () => {
    expect(await schemaFaults(owner)).toEqual([]);
  });

  it('would not go through with a new table that lacks any of it', async () => {
    expect(await faultsAfter(GOOD)).toEqual([]);
    expect(
      await faultsAfter('create table bad (id uuid primary key, tenant_id uuid, client_id uuid, note text)'),
    ).toEqual([
      'bad: row security is not enabled',
      'bad: no policy lets homolog_app read',
      'bad: the primary key is (id), it must begin with tenant_id',
      'bad: nothing ties tenant_id to a tenant',
    ]);
  });

  it.each([
    ['alter table good disable row level security', 'good: row security is not enabled'],
    ['drop policy staff_only on good', 'good: no policy lets homolog_app read'],
    ['create policy open on good for select using (true)', 'good: a policy is for everybody'],
    [
      'create policy open on good for select to homolog_app using ((select is_staff()))',
      'good: policy open does not ask for the tenant',
    ],
    [
      'create policy open on good for select to homolog_app using (tenant_id = (select current_tenant()))',
      'good: policy open does not ask for the audience',
    ],
    [
      `create policy open on good for update to homolog_app using (tenant_id = current_tenant() and is_staff())
         with check (tenant_id = current_tenant() and id = current_client())`,
      'good: policy open lets others than staff write',
    ],
    [
      'alter table good add client_id uuid, add foreign key (tenant_id, client_id) references clients (tenant_id, id)',
      'good: no index serves the foreign key (tenant_id, client_id) to clients',
    ],
    [
      `create table child (tenant_id uuid references tenants (id), id uuid, good_id uuid, primary key (tenant_id, id));
       alter table child enable row level security;
       create policy staff_only on child for all to homolog_app
         using (tenant_id = current_tenant() and is_staff()) with check (tenant_id = current_tenant() and is_staff());
       create unique index on good (id); create index on child (good_id);
       alter table child add constraint loose foreign key (good_id) references good (id)`,
      'child: foreign key loose to good does not carry tenant_id',
    ],
  ])('would not go through after: %s', async (change, fault) => {
    expect(await faultsAfter(`${GOOD} ${change}`)).toContain(fault);
  });

  it('is what the entities say, column for column', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.url, entities: ENTITIES }).initialize();
    const said = source.entityMetadatas.map((entity) => ({
      table: entity.tableName,
      columns: entity.columns
        .map((column) => {
          const type = source.driver.normalizeType(column).replace('timestamptz', 'timestamp with time zone');
          return `${column.databaseName} ${type}${column.isArray ? '[]' : ''}${column.isNullable ? '' : ' not null'}${column.isPrimary ? ' key' : ''}`;
        })
        .sort(),
    }));
    await source.destroy();
    const { rows } = await owner.query<{ table: string; columns: string[] }>(`
      select c.relname as table, array_agg(
        a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || case when a.attnum = any ((i.indkey::int2[])[:i.indnkeyatts - 1]) then ' key' else '' end order by a.attname) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
      group by 1`);
    const byTable = (list: { table: string; columns: string[] }[]) =>
      Object.fromEntries(list.map(({ table, columns }) => [table, columns.sort()]));
    expect(byTable(said)).toEqual(byTable(rows));
  });
});

describe('the roles of the running program', () => {
  it('own no table, schema or function of the product and stand above no wall', async () => {
    const { rows: owned } = await owner.query(
      `
      select relname as name from pg_class where relnamespace = 'public'::regnamespace
        and relowner::regrole::text = any ($1)
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace
        and proowner::regrole::text = any ($1)
      union all select nspname from pg_namespace where nspowner::regrole::text in ('homolog_app', 'homolog_sweep')`,
      [ROLE_NAMES],
    );
    expect(owned).toEqual([]);
    const { rows: roles } = await owner.query(
      `
      select rolname as role, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as is_mighty,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = any ($1) order by 1`,
      [ROLE_NAMES],
    );
    expect(roles).toEqual([
      { role: 'homolog_app', is_mighty: false, memberships: 0 },
      { role: 'homolog_auth', is_mighty: false, memberships: 0 },
      { role: 'homolog_queue', is_mighty: false, memberships: 0 },
      { role: 'homolog_reference', is_mighty: false, memberships: 0 },
      { role: 'homolog_sweep', is_mighty: false, memberships: 0 },
    ]);
  });

  it('may make nothing in the schemas of the product', async () => {
    const { rows } = await owner.query(
      `
      select rolname from pg_roles where rolname = any ($1) and has_schema_privilege(oid, 'public', 'create')
      union select rolname from pg_roles where rolname in ('homolog_app', 'homolog_sweep')
        and (has_schema_privilege(oid, 'auth', 'usage') or has_schema_privilege(oid, 'bullmq', 'usage'))`,
      [ROLE_NAMES],
    );
    expect(rows).toEqual([]);
  });

  const written = (table: string, column: string) =>
    ['insert', 'select', 'update'].map((right) => `${table}.${column} ${right}`);

  it('lets the sweep read ids, instants, leases and receiving domains, and write leases, paces and its own accounts', async () => {
    const { rows } = await owner.query<{ right: string }>(`
      select c.relname || '.' || a.attname || ' ' || p.privilege as right
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
        unnest(array['select', 'insert', 'update']) as p (privilege)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_column_privilege('homolog_sweep', c.oid, a.attnum, p.privilege) order by 1`);
    expect(rows.map(({ right }) => right)).toEqual([
      'bookings.id select',
      'bookings.option_until select',
      'bookings.status select',
      'bookings.tenant_id select',
      'campaign_reports.campaign_id select',
      'campaign_reports.id select',
      'campaign_reports.is_on select',
      'campaign_reports.last_on select',
      'campaign_reports.tenant_id select',
      'campaign_reports.weekday select',
      'campaigns.created_at select',
      'campaigns.id select',
      'campaigns.leased_until select',
      'campaigns.recounted_at select',
      'campaigns.state select',
      'campaigns.tenant_id select',
      'certificates.expiry_taken_back_for select',
      'certificates.id select',
      'certificates.status select',
      'certificates.tenant_id select',
      'certificates.valid_until select',
      'channel_sends.id select',
      'channel_sends.leased_until select',
      'channel_sends.leased_until update',
      'channel_sends.next_attempt_at select',
      'channel_sends.state select',
      'channel_sends.tenant_id select',
      ...['domain', 'due_at', 'leased_until', 'mail_id', 'taken_at', 'tenant_id'].flatMap((column) =>
        written('due_mails', column),
      ),
      'files.attached_at select',
      'files.created_at select',
      'files.id select',
      'files.tenant_id select',
      'imports.created_at select',
      'imports.id select',
      'imports.leased_until select',
      'imports.state select',
      'imports.tenant_id select',
      ...['at', 'name'].flatMap((column) => written('mail_alerts', column)),
      'mail_attempts.at select',
      'mail_attempts.mail_id select',
      'mail_attempts.number select',
      'mail_attempts.outcome select',
      'mail_attempts.tenant_id select',
      ...['claimed', 'key', 'last', 'scope', 'slot'].flatMap((column) => written('mail_pace', column)),
      'mail_senders.checked_at select',
      'mail_senders.tenant_id select',
      'mail_senders.verified_at select',
      'mail_totals.count select',
      'mail_totals.count update',
      'mail_totals.outcome select',
      'mail_totals.outcome update',
      'mail_turns.id select',
      'mail_turns.next_at select',
      'mail_turns.tenant_id select',
      ...['at_once', 'id', 'name', 'queue', 'started_at', 'stopped_at', 'sweep_ms', 'swept_at'].flatMap((column) =>
        written('mail_workers', column),
      ),
      'mails.attempts select',
      'mails.domain select',
      'mails.id select',
      'mails.is_held select',
      'mails.next_attempt_at select',
      'mails.send_at select',
      'mails.sent_at select',
      'mails.state select',
      'mails.tenant_id select',
      'reference_versions.number select',
      'reminder_layings.began_at select',
      'reminder_layings.leased_until select',
      'reminder_layings.tenant_id select',
      'schema_migrations.name select',
      'tenants.id select',
      'tenants.reference_version select',
      'tenants.restating_until select',
    ]);
  });

  it("lets the platform owner's role write reference data and see no row of a tenant", async () => {
    const { rows } = await owner.query<{ table: string; rights: string[] }>(`
      select c.relname as table, array_agg(distinct p.privilege order by p.privilege) as rights
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
        unnest(array['select', 'insert', 'update', 'delete']) as p (privilege)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and case p.privilege when 'delete' then has_table_privilege('homolog_reference', c.oid, 'delete')
            else has_column_privilege('homolog_reference', c.oid, a.attnum, p.privilege) end
      group by 1 order by 1`);
    expect(rows).toEqual([
      { table: 'catalogue_classes', rights: ['insert', 'select', 'update'] },
      { table: 'reference_records', rights: ['insert', 'select', 'update'] },
      { table: 'reference_versions', rights: ['insert', 'select'] },
    ]);
  });

  it('lets sign-in and the queue read no table of the product', async () => {
    const { rows } = await owner.query(`
      select c.relname, r.rolname from pg_class c, pg_roles r
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and r.rolname in ('homolog_auth', 'homolog_queue')
        and has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references')`);
    expect(rows).toEqual([]);
  });

  it('opens each function that looks past row security to one role only', async () => {
    const { rows } = await owner.query(
      `
      select p.proname as function, r.rolname as role from pg_proc p, pg_roles r
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and r.rolname = any ($1)
        and has_function_privilege(r.oid, p.oid, 'execute') order by 1`,
      [ROLE_NAMES],
    );
    expect(rows).toEqual([
      { function: 'applications_found', role: 'homolog_app' },
      { function: 'applications_matching', role: 'homolog_app' },
      { function: 'applications_met', role: 'homolog_app' },
      { function: 'applications_reach', role: 'homolog_app' },
      { function: 'applications_some', role: 'homolog_app' },
      { function: 'applications_typed', role: 'homolog_app' },
      { function: 'audits_found', role: 'homolog_app' },
      { function: 'bookings_found', role: 'homolog_app' },
      { function: 'bookings_typed', role: 'homolog_app' },
      { function: 'calendar_feed_of', role: 'homolog_app' },
      { function: 'case_subjects', role: 'homolog_app' },
      { function: 'certificates_found', role: 'homolog_app' },
      { function: 'certificates_matching', role: 'homolog_app' },
      { function: 'certificates_typed', role: 'homolog_app' },
      { function: 'clients_found', role: 'homolog_app' },
      { function: 'clients_matching', role: 'homolog_app' },
      { function: 'factories_found', role: 'homolog_app' },
      { function: 'factories_matching', role: 'homolog_app' },
      { function: 'invitation_behind', role: 'homolog_auth' },
      { function: 'mails_answered_with', role: 'homolog_app' },
      { function: 'mails_due_with', role: 'homolog_app' },
      { function: 'mails_to_former_address', role: 'homolog_app' },
      { function: 'memberships_of', role: 'homolog_auth' },
      { function: 'products_found', role: 'homolog_app' },
      { function: 'products_matching', role: 'homolog_app' },
      { function: 'products_met', role: 'homolog_app' },
      { function: 'products_of_model', role: 'homolog_app' },
      { function: 'products_typed', role: 'homolog_app' },
      { function: 'public_certificate_check', role: 'homolog_app' },
      { function: 'refresh_statistics', role: 'homolog_app' },
      { function: 'release_key_of', role: 'homolog_app' },
      { function: 'tenant_of_sent_mail', role: 'homolog_app' },
      { function: 'zone_of_laboratory', role: 'homolog_app' },
    ]);
  });
});
