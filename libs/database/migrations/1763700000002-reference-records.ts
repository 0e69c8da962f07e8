import type { MigrationInterface, QueryRunner } from 'typeorm';
import { referenceTable } from './wall.js';

/**
 * Reference data in versions, because an announcement must not wait for a release and an answer must stay explainable
 * after the data has changed (docs/decisions/0007-rules-and-reference.md). The three tables of the first schema that held
 * today's data only are gone: what they held stands in the records.
 */
export class ReferenceRecords1763700000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(RECORDS);
    await db.query(STALE_TENANTS);
  }

  async down(): Promise<void> {
    throw new Error('The reference records have no way back: restore the backup instead.');
  }
}

const RECORDS = `
  drop table deadline_rules;
  drop table calendar_days;
  drop table calendar_years;

  create table reference_versions (
    number integer primary key check (number > 0),
    origin text not null check (origin in ('release', 'upload')),
    file_name text check (length(file_name) <= 255),
    note text check (length(note) <= 2000),
    changes jsonb not null,
    published_at timestamptz not null,
    published_by text,
    check ((origin = 'upload') = (published_by is not null))
  );
  comment on column reference_versions.published_by is 'address of the platform owner; null for a release';

  create table reference_records (
    id bigint generated always as identity primary key,
    layer text not null check (layer in ('release', 'upload')),
    kind text not null,
    key text not null,
    valid_from date,
    valid_to date,
    source text,
    is_removed boolean not null default false,
    fields jsonb not null,
    since_version integer not null references reference_versions (number),
    until_version integer references reference_versions (number),
    check (valid_to >= valid_from),
    check (until_version > since_version),
    check (is_removed or length(source) > 0),
    check (not is_removed or layer = 'upload')
  );
  create unique index reference_records_in_force on reference_records (layer, kind, key, valid_from) nulls not distinct
    where until_version is null;
  create index reference_records_since on reference_records (since_version);
  create index reference_records_until on reference_records (until_version);
  ${referenceTable('reference_versions')}
  ${referenceTable('reference_records')}
  grant usage on schema public to homolog_reference;
  grant select, insert on reference_versions to homolog_reference;
  grant select, insert, update (until_version) on reference_records to homolog_reference;
  grant select, insert, update on catalogue_classes to homolog_reference;

  -- Two statements, because the second must see what was published while the first waited.
  create function reference_version_in_force() returns integer language plpgsql volatile as $$
    begin
      perform pg_advisory_xact_lock_shared(5720251232);
      return (select max(number) from reference_versions);
    end $$;
  revoke all on function reference_version_in_force() from public;
  grant execute on function reference_version_in_force() to homolog_app;
`;

const STALE_TENANTS = `
  alter table tenants add column reference_version integer not null default 0;
  create function newest_reference_version() returns integer language sql stable
    as $$ select coalesce(max(number), 0) from reference_versions $$;
  -- Those that are there are counted anew once; a new tenant has nothing to count.
  alter table tenants alter column reference_version set default newest_reference_version();
  alter table tenants add column restating_until timestamptz;
  comment on column tenants.reference_version is 'the version of the reference data its days were last counted with; 0 = to be counted anew';
  create index tenants_by_reference on tenants (reference_version);
  create policy sweep_sees_ids on tenants for select to homolog_sweep using (true);
  grant select (id, reference_version, restating_until) on tenants to homolog_sweep;
  grant select (number) on reference_versions to homolog_sweep;
`;
