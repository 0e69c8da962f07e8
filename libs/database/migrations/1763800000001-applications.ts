import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Cases: the applications to a certification body, their units and stages, and every move in order. */
export class Applications1763800000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(APPLICATIONS);
    await db.query(STAGES);
    await db.query(SEARCH);
  }

  async down(): Promise<void> {
    throw new Error('The cases have no way back: restore the backup instead.');
  }
}

const APPLICATIONS = `
  create table application_counters (
    tenant_id uuid not null default current_tenant() references tenants (id),
    year integer not null check (year between 2000 and 2199),
    last integer not null check (last >= 1),
    primary key (tenant_id, year)
  );
  comment on table application_counters is 'last case number given per year; taken in the transaction that makes the case, so that none is left out';
  ${internalTable('application_counters')}

  create table applications (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    number_year integer not null,
    number_seq integer not null check (number_seq >= 1),
    number text not null generated always as (number_year::text || '-' ||
      case when number_seq < 10000 then lpad(number_seq::text, 4, '0') else number_seq::text end) stored,
    client_id uuid not null,
    product_id uuid not null,
    kind text not null check (kind in ('new', 'change', 'extension', 'renewal', 'conversion', 'voluntary', 'exemption')),
    scheme_key text not null check (length(scheme_key) between 1 and 100),
    variant_code text check (length(variant_code) <= 20),
    reference_version integer not null references reference_versions (number),
    handled_by text check (length(handled_by) <= 100),
    issued_by text check (length(issued_by) <= 100),
    applicant_name text not null check (length(applicant_name) between 1 and 300),
    applicant_name_zh text check (length(applicant_name_zh) between 1 and 300),
    manufacturer_name text not null check (length(manufacturer_name) between 1 and 300),
    manufacturer_name_zh text check (length(manufacturer_name_zh) between 1 and 300),
    factory_id uuid,
    contact_id uuid,
    owner_id uuid,
    deputy_id uuid,
    status text not null check (status in ('draft', 'submitted', 'returned', 'accepted', 'running', 'on-hold', 'certified',
      'refused', 'withdrawn', 'lapsed')),
    status_reason text check (length(status_reason) <= 1000),
    is_parallel boolean not null default false,
    started_on date not null,
    wish_on date,
    accepted_on date,
    ended_on date,
    planned_end_on date,
    stage_key text,
    turn text not null check (turn in ('consultancy', 'client', 'laboratory', 'body', 'inspector', 'customs', 'authority')),
    turn_since date not null,
    blocker text,
    forecast_on date,
    forecast_is_at_least boolean not null default false,
    forecast_early_on date,
    forecast_likely_on date,
    forecast_late_on date,
    forecast_cases integer,
    legal_on date,
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    created_at timestamptz not null,
    created_by uuid,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    unique (tenant_id, number_year, number_seq),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id),
    foreign key (tenant_id, owner_id) references members (tenant_id, id),
    foreign key (tenant_id, deputy_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (ended_on is null or ended_on >= started_on),
    check (accepted_on is null or accepted_on >= started_on)
  );
  comment on column applications.product_id is 'the leading certification unit; all of them stand in application_units';
  comment on column applications.reference_version is 'the reference data whose scheme and stages the case was begun with';
  comment on column applications.forecast_cases is 'finished cases of the same procedure behind the three days of the range; null = too few to say';
  comment on column applications.legal_on is 'day by which the law wants the certificate, by the plan as last counted; null = it names none';
  comment on column applications.turn is 'whose turn it is now; follows from case_moves, kept for lists, with stage_key, blocker, forecast and next due';
  create index applications_by_next_due on applications (tenant_id, next_due_on, id);
  create index applications_by_started on applications (tenant_id, started_on, id);
  create index applications_by_number on applications (tenant_id, (number_year::text || lpad(number_seq::text, 10, '0')), id);
  create index applications_by_status on applications (tenant_id, status, next_due_on, id);
  create index applications_by_turn on applications (tenant_id, turn, next_due_on, id) where ended_on is null;
  create index applications_by_stage on applications (tenant_id, stage_key, next_due_on, id) where ended_on is null;
  create index applications_by_forecast on applications (tenant_id, forecast_on, id) where ended_on is null;
  create index applications_finished on applications (tenant_id, scheme_key, ended_on desc) where status = 'certified';
  create index applications_by_client on applications (tenant_id, client_id, next_due_on, id);
  create index applications_by_product on applications (tenant_id, product_id);
  create index applications_by_factory on applications (tenant_id, factory_id) where factory_id is not null;
  create index applications_by_contact on applications (tenant_id, contact_id) where contact_id is not null;
  create index applications_by_owner on applications (tenant_id, owner_id, next_due_on, id) where owner_id is not null;
  create index applications_without_owner on applications (tenant_id, next_due_on, id) where owner_id is null and ended_on is null;
  create index applications_by_deputy on applications (tenant_id, deputy_id) where deputy_id is not null;
  create index applications_by_maker on applications (tenant_id, created_by) where created_by is not null;
  create index applications_by_reference on applications (reference_version);
  ${clientVisibleTable('applications', OWN_CLIENT)}

  create table application_units (
    tenant_id uuid not null default current_tenant(),
    application_id uuid not null,
    product_id uuid not null,
    client_id uuid not null,
    position integer not null,
    certificate_id uuid,
    issued_certificate_id uuid,
    primary key (tenant_id, application_id, product_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, issued_certificate_id) references certificates (tenant_id, id)
  );
  comment on column application_units.position is '1 = the leading one, which is the product_id of the case';
  comment on column application_units.certificate_id is 'the certificate or declaration that the case changes, extends, renews or converts';
  comment on column application_units.issued_certificate_id is 'what the case ended in; the same row where a certificate was replaced in place';
  create index application_units_by_product on application_units (tenant_id, product_id);
  create index application_units_further on application_units (tenant_id, product_id, application_id) where position > 1;
  create index application_units_by_certificate on application_units (tenant_id, certificate_id) where certificate_id is not null;
  create index application_units_by_issued on application_units (tenant_id, issued_certificate_id) where issued_certificate_id is not null;
  ${clientVisibleTable('application_units', OWN_CLIENT, 'select, insert, update, delete')}
`;

const STAGES = `
  create table application_stages (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    application_id uuid not null,
    client_id uuid not null,
    key text not null check (length(key) between 1 and 100),
    attempt integer not null default 1 check (attempt >= 1),
    position integer not null,
    names jsonb not null,
    party text not null,
    needs text[] not null,
    needs_in_parallel text[],
    is_optional boolean not null default false,
    is_after_certificate boolean not null default false,
    status text not null check (status in ('not-started', 'running', 'blocked', 'done', 'skipped', 'failed')),
    planned_from date,
    planned_to date,
    started_on date,
    ended_on date,
    blocker text,
    blocked_on date,
    primary key (tenant_id, id),
    unique (tenant_id, application_id, key, attempt),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    check (ended_on is null or started_on is null or ended_on >= started_on)
  );
  comment on table application_stages is 'the stages of a case, copied from the scheme in force on its first day; a repeated one is a row of its own';
  comment on column application_stages.planned_from is 'of the plan as agreed; what is expected now is computed';
  ${clientVisibleTable('application_stages', OWN_CLIENT, 'select, insert, update, delete')}

  create table case_moves (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    application_id uuid not null,
    stage_id uuid,
    seq bigint generated always as identity,
    act text not null check (length(act) <= 40),
    from_status text not null,
    to_status text not null,
    moved_on date not null,
    party text,
    blocker text,
    reason text check (length(reason) <= 1000),
    member_id uuid,
    moved_at timestamptz not null,
    undone_at timestamptz,
    undone_by uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, application_id) references applications (tenant_id, id),
    foreign key (tenant_id, stage_id) references application_stages (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, undone_by) references members (tenant_id, id),
    check (undone_by is null or undone_at is not null)
  );
  comment on column case_moves.stage_id is 'null = the case itself moved (submit, accept, hold ...)';
  comment on column case_moves.moved_on is 'the day from which it holds; earlier than moved_at where it was backdated';
  comment on column case_moves.party is 'who acts next where the move says so (a blocker, a hold, a hand-over); null = as the stage says';
  create index case_moves_in_order on case_moves (tenant_id, application_id, seq);
  create index case_moves_of_stage on case_moves (tenant_id, stage_id) where stage_id is not null;
  create index case_moves_by_member on case_moves (tenant_id, member_id) where member_id is not null;
  create index case_moves_undone_by on case_moves (tenant_id, undone_by) where undone_by is not null;
  ${internalTable('case_moves')}
`;

/** As the searches of the registers (1763640000001-search.ts): with the owner's rights, and both walls inside. */
const SEARCH = `
  create function applications_matching(p_patterns text[]) returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
    as $$
      select a.id from applications a
        join products p on p.tenant_id = a.tenant_id and p.id = a.product_id
        join clients k on k.tenant_id = a.tenant_id and k.id = a.client_id
      where a.tenant_id = (select current_tenant())
        and ((select is_staff()) or a.client_id = (select current_client()))
        and lower(a.number) || ' ' || search_text(array[a.applicant_name, a.applicant_name_zh]) || ' ' || p.search_text
          || ' ' || k.search_text like all (p_patterns)
    $$;
  revoke all on function applications_matching(text[]) from public;
  grant execute on function applications_matching(text[]) to homolog_app;
`;
