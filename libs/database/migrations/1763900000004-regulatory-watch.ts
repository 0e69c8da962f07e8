import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/** Announcements, rules, standards and drafts that a tenant keeps beside those of the reference data, and what it follows. */
export class RegulatoryWatch1763900000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ENTRIES);
  }

  async down(): Promise<void> {
    throw new Error('The regulatory watch has no way back: restore the backup instead.');
  }
}

const ENTRIES = `
  create table regulatory_entries (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    reference_key text check (length(reference_key) between 1 and 100),
    kind text not null check (kind in ('mode', 'implementation-rule', 'standard', 'consultation', 'other')),
    status text not null check (status in ('draft', 'in-force', 'withdrawn')),
    instrument text not null check (length(instrument) between 1 and 300),
    title text not null check (length(title) between 1 and 500),
    title_zh text check (length(title_zh) between 1 and 500),
    summary text check (length(summary) <= 10000),
    source_url text check (length(source_url) between 1 and 2000),
    file_id uuid,
    certainty text not null check (certainty in ('official', 'secondary', 'unverified')),
    announced_on date,
    effective_on date,
    new_applications_only_from date,
    deadline_on date,
    views_until date,
    class_codes text[],
    schemes text[],
    replaced_standards text[] not null default '{}',
    new_standard text check (length(new_standard) <= 100),
    replaced_rule text check (length(replaced_rule) <= 100),
    new_rule text check (length(new_rule) <= 100),
    applies_to_issued_before date,
    views_sent_on date,
    withdrawn_reason text check (length(withdrawn_reason) between 1 and 1000),
    withdrawn_from text check (withdrawn_from in ('draft', 'in-force')),
    responsible_id uuid,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, file_id) references files (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check ((status = 'withdrawn') = (withdrawn_reason is not null)),
    check ((status = 'withdrawn') = (withdrawn_from is not null))
  );
  comment on column regulatory_entries.reference_key is 'the record of the reference data that is followed; null = an entry of the tenant itself';
  comment on column regulatory_entries.views_until is 'last day on which views on a draft or consultation are taken';
  comment on column regulatory_entries.class_codes is 'null = any class';
  comment on column regulatory_entries.schemes is 'null = any scheme';
  comment on column regulatory_entries.withdrawn_from is 'its status before it was withdrawn';
  create index regulatory_entries_by_last_day on regulatory_entries (tenant_id,
    coalesce(deadline_on, effective_on, new_applications_only_from, views_until, announced_on, date '1900-01-01') desc, id desc)
    where reference_key is null;
  create unique index regulatory_entries_followed on regulatory_entries (tenant_id, reference_key) where reference_key is not null;
  create index regulatory_entries_by_file on regulatory_entries (tenant_id, file_id) where file_id is not null;
  create index regulatory_entries_by_responsible on regulatory_entries (tenant_id, responsible_id) where responsible_id is not null;
  create index regulatory_entries_by_maker on regulatory_entries (tenant_id, created_by) where created_by is not null;
  ${internalTable('regulatory_entries')}
`;
