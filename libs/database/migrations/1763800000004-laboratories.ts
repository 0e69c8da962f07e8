import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/**
 * Laboratories of a tenant's own, benches, bookings that the database itself keeps apart, samples and test results.
 * btree_gist lets one constraint compare ids for equality and slots for overlap; it comes with PostgreSQL and is
 * trusted, so the owner of the database may create it.
 */
export class Laboratories1763800000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('create extension if not exists btree_gist');
    await db.query(LABORATORIES);
    await db.query(BOOKINGS);
    await db.query(SAMPLES);
  }

  async down(): Promise<void> {
    throw new Error('The bookings have no way back: restore the backup instead.');
  }
}

const LABORATORIES = `
  create table laboratories (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    reference_key text check (length(reference_key) between 1 and 100),
    name text not null check (length(name) between 1 and 300),
    name_zh text check (length(name_zh) between 1 and 300),
    city text check (length(city) <= 100),
    country text not null check (country ~ '^[A-Z]{2}$'),
    time_zone text not null,
    ccc_designated text not null check (ccc_designated in ('yes', 'no', 'unknown')),
    cnas text not null check (cnas in ('yes', 'no', 'unknown')),
    cma text not null check (cma in ('yes', 'no', 'unknown')),
    checked_on date,
    basis_note text check (length(basis_note) <= 1000),
    email text check (length(email) <= 254),
    note text check (length(note) <= 4000),
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id)
  );
  comment on table laboratories is 'a laboratory that the tenant works with; of one that the reference data knows, what the tenant adds to it';
  comment on column laboratories.checked_on is 'day on which somebody looked the three marks up; null = as the reference data says';
  create unique index laboratories_by_key on laboratories (tenant_id, reference_key) where reference_key is not null;
  create index laboratories_by_name on laboratories (tenant_id, name, id);
  ${internalTable('laboratories', 'select, insert, update, delete')}

  create table benches (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    laboratory_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    capacity integer not null check (capacity between 1 and 100),
    opens_at time not null default '08:00',
    closes_at time not null default '18:00',
    works_weekends boolean not null default false,
    is_closed boolean not null default false,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, laboratory_id),
    unique (tenant_id, laboratory_id, name),
    foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id),
    check (closes_at > opens_at)
  );
  comment on column benches.opens_at is 'working hours in the zone of the laboratory';
  ${internalTable('benches')}

  create table bench_places (
    tenant_id uuid not null default current_tenant(),
    bench_id uuid not null,
    place integer not null check (place >= 1),
    primary key (tenant_id, bench_id, place),
    foreign key (tenant_id, bench_id) references benches (tenant_id, id)
  );
  comment on table bench_places is 'places 1 to the largest capacity the bench ever had; a booking stands on exactly one';
  ${internalTable('bench_places', 'select, insert')}
`;

const BOOKINGS = `
  create table bookings (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    product_id uuid not null,
    application_id uuid,
    laboratory_id uuid not null,
    bench_id uuid,
    place integer,
    starts_at timestamptz,
    ends_at timestamptz,
    status text not null check (status in ('requested', 'option', 'confirmed', 'running', 'done', 'cancelled', 'expired', 'declined')),
    status_reason text check (length(status_reason) <= 1000),
    option_until date,
    wished_from date,
    wished_to date,
    test text check (length(test) <= 500),
    standard text check (length(standard) <= 200),
    eligibility jsonb not null,
    override_reason text check (length(override_reason) <= 1000),
    overridden_by uuid,
    responsible_id uuid,
    started_on date,
    finished_on date,
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, laboratory_id) references laboratories (tenant_id, id),
    foreign key (tenant_id, bench_id, laboratory_id) references benches (tenant_id, id, laboratory_id),
    foreign key (tenant_id, bench_id, place) references bench_places (tenant_id, bench_id, place),
    foreign key (tenant_id, overridden_by) references members (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check ((starts_at is null) = (ends_at is null)),
    check (ends_at > starts_at),
    check (status not in ('option', 'confirmed', 'running') or (starts_at is not null and bench_id is not null and place is not null)),
    check (status <> 'option' or option_until is not null),
    constraint bookings_kept_apart exclude using gist (tenant_id with =, bench_id with =, place with =, tstzrange(starts_at, ends_at) with &&)
      where (status in ('option', 'confirmed', 'running'))
  );
  comment on column bookings.eligibility is 'laboratory x product x day as it was answered when booked: marks with yes, no, unknown and the reason';
  create index bookings_by_start on bookings (tenant_id, (coalesce(starts_at, 'infinity'::timestamptz)), id);
  create index bookings_by_next_due on bookings (tenant_id, next_due_on, id);
  create index bookings_of_client on bookings (tenant_id, client_id);
  create index bookings_of_product on bookings (tenant_id, product_id, client_id);
  create index bookings_of_application on bookings (tenant_id, application_id, client_id) where application_id is not null;
  create index bookings_of_laboratory on bookings (tenant_id, laboratory_id);
  create index bookings_of_bench on bookings (tenant_id, bench_id, starts_at) where bench_id is not null;
  create index bookings_on_place on bookings (tenant_id, bench_id, place);
  create index bookings_at_bench_of_laboratory on bookings (tenant_id, bench_id, laboratory_id);
  create index bookings_overridden_by on bookings (tenant_id, overridden_by) where overridden_by is not null;
  create index bookings_by_responsible on bookings (tenant_id, responsible_id) where responsible_id is not null;
  create index bookings_by_maker on bookings (tenant_id, created_by) where created_by is not null;
  create index bookings_options on bookings (option_until) where status = 'option';
  ${clientVisibleTable('bookings', OWN_CLIENT)}
  create policy sweep_sees_ids on bookings for select to homolog_sweep using (true);
  grant select (tenant_id, id, status, option_until) on bookings to homolog_sweep;

  create table test_results (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    booking_id uuid not null,
    client_id uuid not null,
    number integer not null check (number >= 1),
    outcome text not null check (outcome in ('passed', 'failed')),
    failed_items text check (length(failed_items) <= 4000),
    report_number text check (length(report_number) <= 100),
    standard text check (length(standard) <= 200),
    reported_on date not null,
    file_id uuid,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, booking_id, number),
    foreign key (tenant_id, booking_id, client_id) references bookings (tenant_id, id, client_id),
    foreign key (tenant_id, file_id) references files (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (outcome = 'failed' or failed_items is null)
  );
  create index test_results_of_booking on test_results (tenant_id, booking_id, client_id);
  create index test_results_by_file on test_results (tenant_id, file_id) where file_id is not null;
  create index test_results_by_maker on test_results (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('test_results', OWN_CLIENT)}
`;

const SAMPLES = `
  create table samples (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    product_id uuid not null,
    application_id uuid,
    booking_id uuid,
    label text not null check (length(label) between 1 and 200),
    models text[] not null default '{}',
    quantity integer not null default 1 check (quantity between 1 and 10000),
    status text not null check (status in ('planned', 'prepared', 'shipped', 'at-customs', 'released', 'received', 'accepted',
      'under-test', 'tested', 'rejected', 'returned', 'disposed', 'lost', 'cancelled')),
    status_reason text check (length(status_reason) <= 1000),
    status_on date,
    place text check (length(place) <= 300),
    carrier text check (length(carrier) <= 100),
    tracking_number text check (length(tracking_number) <= 100),
    customs_declaration text check (length(customs_declaration) <= 100),
    temporary_import_on date,
    temporary_import_extended_on date,
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, booking_id, client_id) references bookings (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (temporary_import_extended_on is null or temporary_import_on is not null)
  );
  create index samples_by_next_due on samples (tenant_id, next_due_on, id);
  create index samples_by_creation on samples (tenant_id, created_at, id);
  create index samples_of_client on samples (tenant_id, client_id);
  create index samples_of_product on samples (tenant_id, product_id, client_id);
  create index samples_of_application on samples (tenant_id, application_id, client_id) where application_id is not null;
  create index samples_of_booking on samples (tenant_id, booking_id, client_id) where booking_id is not null;
  create index samples_by_maker on samples (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('samples', OWN_CLIENT)}
`;
