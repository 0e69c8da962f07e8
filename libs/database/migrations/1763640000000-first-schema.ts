import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable, referenceTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Tenants, registers, deadlines and mails: the first schema, because nothing was there before it. */
export class FirstSchema1763640000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SESSION_FUNCTIONS);
    await db.query(ACCOUNTS);
    await db.query(REGISTERS);
    await db.query(REFERENCE);
    await db.query(DEADLINES);
    await db.query(REMINDERS);
    await db.query(RECORDS);
    await db.query(SIGN_IN);
  }

  async down(): Promise<void> {
    throw new Error('The first schema has no way back: drop the database instead.');
  }
}

/** The settings live as long as the transaction; `nullif` because a setting that ended reads as '' and not as null. */
const SESSION_FUNCTIONS = `
  create function current_tenant() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
  create function is_staff() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('app.audience', true), '') = 'staff' $$;
  create function current_client() returns uuid language sql stable parallel safe
    as $$ select case when current_setting('app.audience', true) ~ '^[0-9a-f]{8}-'
                      then current_setting('app.audience', true)::uuid end $$;
  create function current_member() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.member_id', true), '')::uuid $$;
  grant usage on schema public to homolog_app, homolog_sweep, homolog_auth;
`;

const ACCOUNTS = `
  create table tenants (
    id uuid primary key,
    kind text not null check (kind in ('consultancy', 'manufacturer')),
    name text not null check (length(name) between 1 and 200),
    name_zh text check (length(name_zh) between 1 and 200),
    country text not null check (country ~ '^[A-Z]{2}$'),
    language text not null check (language in ('en', 'de', 'zh')),
    time_zone text not null,
    created_at timestamptz not null,
    version integer not null default 1
  );
  alter table tenants enable row level security;
  create policy own_tenant on tenants for all to homolog_app
    using (id = (select current_tenant())) with check (id = (select current_tenant()) and (select is_staff()));
  grant select, insert, update on tenants to homolog_app;

  create table clients (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    legal_name text not null check (length(legal_name) between 1 and 200),
    legal_name_zh text check (length(legal_name_zh) between 1 and 200),
    name_key text not null,
    address text check (length(address) <= 1000),
    address_zh text check (length(address_zh) <= 1000),
    country text not null check (country ~ '^[A-Z]{2}$'),
    is_own boolean not null default false,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, name_key)
  );
  create index clients_by_name on clients (tenant_id, legal_name, id);
  ${clientVisibleTable('clients', 'id = (select current_client())')}

  create table members (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    user_id text,
    email text not null check (length(email) <= 254),
    name text not null check (length(name) between 1 and 200),
    role text not null check (role in ('owner', 'manager', 'consultant', 'viewer', 'client')),
    client_id uuid,
    language text not null check (language in ('en', 'de', 'zh')),
    time_zone text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    invitation_hash text unique,
    invited_at timestamptz,
    invitation_expires_at timestamptz,
    joined_at timestamptz,
    left_at timestamptz,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    check ((role = 'client') = (client_id is not null)),
    check ((user_id is null) = (joined_at is null))
  );
  create unique index members_by_email on members (tenant_id, lower(email));
  create unique index members_by_user on members (tenant_id, user_id);
  create index members_of_user on members (user_id) where user_id is not null;
  create index members_of_client on members (tenant_id, client_id) where client_id is not null;
  ${clientVisibleTable('members', 'id = (select current_member())')}
`;

const REGISTERS = `
  create table contacts (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    client_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    email text not null check (length(email) <= 254),
    language text not null check (language in ('en', 'de', 'zh')),
    time_zone text not null,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    unique (tenant_id, id, client_id)
  );
  create unique index contacts_by_email on contacts (tenant_id, client_id, lower(email));
  ${clientVisibleTable('contacts', OWN_CLIENT, 'select, insert, update, delete')}

  create table factories (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 300),
    name_zh text check (length(name_zh) between 1 and 300),
    name_key text not null,
    address text check (length(address) <= 1000),
    address_zh text check (length(address_zh) <= 1000),
    country text not null check (country ~ '^[A-Z]{2}$'),
    factory_code text check (factory_code ~ '^[A-Z0-9]{7}$'),
    factory_class text check (factory_class in ('A', 'B', 'C', 'D')),
    last_follow_up_on date,
    next_due_on date,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id)
  );
  create unique index factories_by_code on factories (tenant_id, factory_code) where factory_code is not null;
  create index factories_by_name on factories (tenant_id, name_key, id);

  create table client_factories (
    tenant_id uuid not null default current_tenant(),
    client_id uuid not null,
    factory_id uuid not null,
    primary key (tenant_id, client_id, factory_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id)
  );
  create index client_factories_by_factory on client_factories (tenant_id, factory_id);
  ${clientVisibleTable('client_factories', OWN_CLIENT, 'select, insert, delete')}
  ${clientVisibleTable(
    'factories',
    `exists (select 1 from client_factories link where link.tenant_id = factories.tenant_id
       and link.factory_id = factories.id and link.client_id = (select current_client()))`,
  )}

  create table catalogue_classes (
    code text primary key,
    name_en text not null,
    name_zh text not null,
    name_de text not null,
    rule text,
    mode text not null,
    is_converting boolean not null default false,
    certainty text not null check (certainty in ('official', 'secondary', 'unverified')),
    source text not null
  );
  ${referenceTable('catalogue_classes')}

  create table products (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    client_id uuid not null,
    factory_id uuid,
    class_code text not null references catalogue_classes (code),
    name text not null check (length(name) between 1 and 300),
    name_zh text check (length(name_zh) between 1 and 300),
    manufacturer text not null check (length(manufacturer) between 1 and 300),
    models text[] not null default '{}',
    standard text check (length(standard) <= 200),
    unit_key text not null,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id)
  );
  create index products_by_name on products (tenant_id, name, id);
  create index products_by_client on products (tenant_id, client_id, name, id);
  create index products_by_factory on products (tenant_id, factory_id);
  create index products_by_unit on products (tenant_id, unit_key);
  create index products_by_class on products (class_code, tenant_id);
  ${clientVisibleTable('products', OWN_CLIENT)}

  create table certificates (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    client_id uuid not null,
    product_id uuid not null,
    factory_id uuid,
    contact_id uuid,
    responsible_id uuid,
    scheme text not null check (scheme in ('ccc', 'ccc-self-declaration-a', 'ccc-self-declaration-b', 'cqc-voluntary', 'ccap-voluntary', 'cav-voluntary')),
    number text not null check (length(number) between 1 and 100),
    number_key text not null,
    body text check (length(body) <= 100),
    issued_on date,
    valid_until date,
    status text not null check (status in ('valid', 'suspended', 'cancelled', 'revoked', 'expired')),
    status_reason text check (length(status_reason) <= 1000),
    replaces_id uuid,
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, number_key),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, replaces_id) references certificates (tenant_id, id),
    check (valid_until is null or issued_on is null or valid_until > issued_on),
    check (replaces_id is null or replaces_id <> id)
  );
  comment on column certificates.next_due_on is 'infinity = owes nothing; kept by certificates.service after deadlines.restate so that the list sorts on an index';
  create unique index certificates_replacing on certificates (tenant_id, replaces_id) where replaces_id is not null;
  create index certificates_by_next_due on certificates (tenant_id, next_due_on, id);
  create index certificates_by_number on certificates (tenant_id, number, id);
  create index certificates_by_valid_until on certificates (tenant_id, valid_until, id);
  create index certificates_by_client on certificates (tenant_id, client_id, next_due_on, id);
  create index certificates_by_product on certificates (tenant_id, product_id);
  create index certificates_by_factory on certificates (tenant_id, factory_id) where factory_id is not null;
  create index certificates_by_contact on certificates (tenant_id, contact_id) where contact_id is not null;
  create index certificates_by_responsible on certificates (tenant_id, responsible_id) where responsible_id is not null;
  ${clientVisibleTable('certificates', OWN_CLIENT)}
`;

const REFERENCE = `
  create table deadline_rules (
    code text primary key,
    kind text not null,
    basis text not null check (basis in ('legal', 'practice', 'planning')),
    certainty text not null check (certainty in ('official', 'secondary', 'unverified')),
    is_disputed boolean not null default false,
    parameters jsonb not null,
    source text not null,
    source_url text
  );
  ${referenceTable('deadline_rules')}

  create table calendar_days (
    country text not null,
    day date not null,
    kind text not null check (kind in ('holiday', 'make-up')),
    name text not null,
    source text not null,
    primary key (country, day)
  );
  create table calendar_years (
    country text not null,
    year integer not null,
    status text not null check (status in ('official', 'secondary', 'partial', 'unpublished')),
    source text not null,
    primary key (country, year)
  );
  ${referenceTable('calendar_days')}
  ${referenceTable('calendar_years')}
`;

const DEADLINES = `
  create table imports (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    file_name text not null check (length(file_name) between 1 and 255),
    file_hash text not null,
    file_content bytea,
    file_size_bytes integer not null,
    state text not null check (state in ('checking', 'faulty', 'ready', 'importing', 'imported', 'failed')),
    rows_total integer,
    rows_read integer not null default 0,
    rows_imported integer not null default 0,
    report jsonb,
    options jsonb,
    result jsonb,
    failure_code text,
    failure_facts jsonb,
    leased_until timestamptz,
    created_by uuid,
    created_at timestamptz not null,
    executed_at timestamptz,
    mails_confirmed_at timestamptz,
    mails_confirmed_by uuid,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    foreign key (tenant_id, mails_confirmed_by) references members (tenant_id, id)
  );
  create index imports_by_created on imports (tenant_id, created_at desc, id);
  create index imports_unfinished on imports (created_at) where state in ('checking', 'importing');
  create index imports_by_maker on imports (tenant_id, created_by) where created_by is not null;
  create index imports_by_confirmer on imports (tenant_id, mails_confirmed_by) where mails_confirmed_by is not null;
  ${internalTable('imports', 'select, insert, update, delete')}
  create policy sweep_sees_ids on imports for select to homolog_sweep using (true);
  grant select (tenant_id, id, state, leased_until, created_at) on imports to homolog_sweep;

  create table import_rows (
    tenant_id uuid not null default current_tenant(),
    import_id uuid not null,
    id uuid not null,
    row_number integer not null,
    cells jsonb not null,
    faults jsonb not null default '[]',
    warnings jsonb not null default '[]',
    primary key (tenant_id, id),
    unique (tenant_id, import_id, row_number),
    foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
  );
  create index import_rows_faulty on import_rows (tenant_id, import_id, row_number) where faults <> '[]';
  ${internalTable('import_rows', 'select, insert, update, delete')}

  create table deadlines (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    certificate_id uuid,
    factory_id uuid,
    client_id uuid,
    kind text not null,
    due_on date not null,
    basis text not null check (basis in ('legal', 'practice', 'planning')),
    rule text not null,
    source text not null,
    certainty text not null check (certainty in ('official', 'secondary', 'unverified')),
    counted jsonb not null,
    is_disputed boolean not null default false,
    state text not null check (state in ('open', 'met', 'withdrawn')),
    state_reason text,
    met_at timestamptz,
    met_by uuid,
    held_by_import_id uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, held_by_import_id) references imports (tenant_id, id),
    foreign key (tenant_id, met_by) references members (tenant_id, id),
    check (num_nonnulls(certificate_id, factory_id) = 1),
    check ((certificate_id is not null) = (client_id is not null)),
    check ((state = 'met') = (met_at is not null))
  );
  comment on column deadlines.client_id is 'the wall: the client of the certificate; null for a factory, which a client sees through client_factories';
  create unique index deadlines_open_once on deadlines (tenant_id, certificate_id, factory_id, kind) nulls not distinct where state = 'open';
  create index deadlines_of_certificate on deadlines (tenant_id, certificate_id) where certificate_id is not null;
  create index deadlines_of_factory on deadlines (tenant_id, factory_id) where factory_id is not null;
  create index deadlines_open_by_day on deadlines (tenant_id, due_on, id) where state = 'open';
  create index deadlines_by_kind on deadlines (tenant_id, kind, state, due_on);
  create index deadlines_held on deadlines (tenant_id, held_by_import_id) where held_by_import_id is not null;
  create index deadlines_of_client on deadlines (tenant_id, client_id, due_on) where client_id is not null;
  create index deadlines_met_by on deadlines (tenant_id, met_by) where met_by is not null;
  ${clientVisibleTable(
    'deadlines',
    `client_id = (select current_client()) or (factory_id is not null and exists (
       select 1 from client_factories link where link.tenant_id = deadlines.tenant_id
         and link.factory_id = deadlines.factory_id and link.client_id = (select current_client())))`,
  )}
`;

const REMINDERS = `
  create table ladders (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    kind text not null,
    offsets integer[] not null,
    overdue_every_days integer check (overdue_every_days between 1 and 90),
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, kind)
  );
  ${internalTable('ladders', 'select, insert, update, delete')}

  create table mails (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    to_email text not null,
    to_name text not null,
    language text not null check (language in ('en', 'de', 'zh')),
    time_zone text not null,
    send_at timestamptz not null,
    alone_key text,
    state text not null check (state in ('owed', 'sent', 'refused', 'withdrawn')),
    is_held boolean not null default false,
    next_attempt_at timestamptz not null,
    leased_until timestamptz,
    attempts integer not null default 0,
    message_id text not null,
    sent_at timestamptz,
    server_answer text,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, message_id),
    check ((state = 'sent') = (sent_at is not null))
  );
  create unique index mails_owed_once on mails (tenant_id, lower(to_email), send_at, alone_key, is_held) nulls not distinct where state = 'owed';
  create index mails_due on mails (next_attempt_at) where state = 'owed' and not is_held;
  create index mails_by_send on mails (tenant_id, send_at desc, id);
  create index mails_by_state on mails (tenant_id, state, send_at desc, id);
  ${internalTable('mails')}
  create policy sweep_sees_ids on mails for select to homolog_sweep using (true);
  create policy sweep_claims on mails for update to homolog_sweep using (true) with check (true);
  grant select (tenant_id, id, state, is_held, next_attempt_at, leased_until, attempts, send_at, sent_at) on mails to homolog_sweep;
  grant update (leased_until) on mails to homolog_sweep;

  create table reminders (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    deadline_id uuid not null,
    step_days integer not null,
    contact_id uuid,
    member_id uuid,
    reason text not null check (reason in ('responsible', 'client-contact', 'manager')),
    send_on date not null,
    send_at timestamptz not null,
    time_zone text not null,
    moved_from date,
    moved_because text,
    mail_id uuid,
    state text not null check (state in ('planned', 'sent', 'refused', 'withdrawn')),
    state_reason text,
    is_held boolean not null default false,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, deadline_id) references deadlines (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete set null (contact_id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    check (num_nonnulls(contact_id, member_id) <= 1)
  );
  comment on column reminders.step_days is 'calendar days before the due day; negative = days overdue';
  create unique index reminders_once on reminders (tenant_id, deadline_id, step_days, contact_id, member_id) nulls not distinct
    where contact_id is not null or member_id is not null;
  create index reminders_of_deadline on reminders (tenant_id, deadline_id, step_days);
  create index reminders_of_mail on reminders (tenant_id, mail_id) where mail_id is not null;
  create index reminders_by_send on reminders (tenant_id, send_at, id);
  create index reminders_by_state on reminders (tenant_id, state, send_at, id);
  create index reminders_of_contact on reminders (tenant_id, contact_id) where contact_id is not null;
  create index reminders_of_member on reminders (tenant_id, member_id) where member_id is not null;
  ${internalTable('reminders')}
`;

const RECORDS = `
  create table events (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    at timestamptz not null,
    what text not null,
    actor_id uuid,
    client_id uuid,
    factory_id uuid,
    product_id uuid,
    certificate_id uuid,
    member_id uuid,
    import_id uuid,
    facts jsonb not null default '{}',
    primary key (tenant_id, id),
    foreign key (tenant_id, actor_id) references members (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, product_id) references products (tenant_id, id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, import_id) references imports (tenant_id, id)
  );
  comment on column events.actor_id is 'null = the product itself (the worker)';
  create index events_by_time on events (tenant_id, at desc, id);
  create index events_of_client on events (tenant_id, client_id, at desc, id) where client_id is not null;
  create index events_of_factory on events (tenant_id, factory_id, at desc, id) where factory_id is not null;
  create index events_of_product on events (tenant_id, product_id, at desc, id) where product_id is not null;
  create index events_of_certificate on events (tenant_id, certificate_id, at desc, id) where certificate_id is not null;
  create index events_of_member on events (tenant_id, member_id, at desc, id) where member_id is not null;
  create index events_of_import on events (tenant_id, import_id, at desc, id) where import_id is not null;
  create index events_by_actor on events (tenant_id, actor_id, at desc, id) where actor_id is not null;
  ${internalTable('events', 'select, insert')}

  create table notes (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid,
    factory_id uuid,
    product_id uuid,
    certificate_id uuid,
    body text not null check (length(body) between 1 and 10000),
    author_id uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, product_id) references products (tenant_id, id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, author_id) references members (tenant_id, id),
    check (num_nonnulls(client_id, factory_id, product_id, certificate_id) = 1)
  );
  create index notes_of_client on notes (tenant_id, client_id, created_at desc) where client_id is not null;
  create index notes_of_factory on notes (tenant_id, factory_id, created_at desc) where factory_id is not null;
  create index notes_of_product on notes (tenant_id, product_id, created_at desc) where product_id is not null;
  create index notes_of_certificate on notes (tenant_id, certificate_id, created_at desc) where certificate_id is not null;
  create index notes_by_author on notes (tenant_id, author_id) where author_id is not null;
  ${internalTable('notes', 'select, insert, update, delete')}

  create table idempotency_keys (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    member_id uuid not null,
    key text not null check (length(key) between 1 and 200),
    request_hash text not null,
    status integer not null,
    body jsonb,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, member_id, key),
    foreign key (tenant_id, member_id) references members (tenant_id, id)
  );
  create index idempotency_keys_by_age on idempotency_keys (created_at);
  ${internalTable('idempotency_keys', 'select, insert, delete')}
`;

/**
 * The two look-ups that happen before a tenant is known. They run with the owner's rights, so each gives the least:
 * places of one person; the place behind one invitation whose secret the caller holds.
 */
const SIGN_IN = `
  create function memberships_of(p_user_id text)
    returns table (tenant_id uuid, member_id uuid, role text, client_id uuid, tenant_name text, tenant_name_zh text,
                   tenant_kind text, language text, time_zone text, member_name text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
      select m.tenant_id, m.id, m.role, m.client_id, t.name, t.name_zh, t.kind, m.language, m.time_zone, m.name
      from members m join tenants t on t.id = m.tenant_id
      where m.user_id = p_user_id and m.left_at is null
      order by t.name, t.id
    $$;
  create function invitation_behind(p_hash text)
    returns table (tenant_id uuid, member_id uuid, email text, role text, tenant_name text, tenant_name_zh text,
                   language text, expires_at timestamptz, invited_by text)
    language sql stable security definer set search_path = public, pg_temp
    as $$
      select m.tenant_id, m.id, m.email, m.role, t.name, t.name_zh, m.language, m.invitation_expires_at,
        (select a.name from events e join members a on a.tenant_id = e.tenant_id and a.id = e.actor_id
          where e.tenant_id = m.tenant_id and e.member_id = m.id and e.what = 'member.invited' order by e.at desc limit 1)
      from members m join tenants t on t.id = m.tenant_id
      where m.invitation_hash = p_hash and m.user_id is null and m.left_at is null
    $$;
  revoke all on function memberships_of(text), invitation_behind(text) from public;
  grant execute on function memberships_of(text), invitation_behind(text) to homolog_auth;

  create function tell_member_changed() returns trigger language plpgsql as $$
    begin
      if old.user_id is not null then perform pg_notify('member_changed', old.user_id); end if;
      if new.user_id is not null and new.user_id is distinct from old.user_id then perform pg_notify('member_changed', new.user_id); end if;
      return null;
    end $$;
  create trigger member_changed after update on members for each row execute function tell_member_changed();
  create function tell_member_added() returns trigger language plpgsql as $$
    begin
      if new.user_id is not null then perform pg_notify('member_changed', new.user_id); end if;
      return null;
    end $$;
  create trigger member_added after insert on members for each row execute function tell_member_added();
`;
