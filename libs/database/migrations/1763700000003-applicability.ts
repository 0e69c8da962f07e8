import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Applicability checks, kept as they were answered: a letter of March must be explainable in November. The program may
 * add and read them and never change them; a consultancy's judgement is internal to its staff.
 */
export class Applicability1763700000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHECKS);
  }

  async down(): Promise<void> {
    throw new Error('The applicability checks have no way back: restore the backup instead.');
  }
}

const CHECKS = `
  create table applicability_checks (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    year integer not null check (year between 1900 and 9999),
    sequence integer not null check (sequence > 0),
    client_id uuid,
    product_id uuid,
    day date not null,
    facts jsonb not null,
    verdict text not null check (verdict in
      ('third-party-ccc', 'self-declaration', 'released', 'not-required', 'exempt', 'never-in-scope', 'undecided')),
    answer jsonb not null,
    reference_version integer not null references reference_versions (number),
    created_at timestamptz not null,
    created_by uuid,
    primary key (tenant_id, id),
    unique (tenant_id, year, sequence),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (product_id is null or client_id is not null)
  );
  comment on column applicability_checks.sequence is 'of the document number A-<year>-<sequence>, without gaps';
  comment on column applicability_checks.created_by is 'null = Homolog itself';
  create index applicability_checks_by_age on applicability_checks (tenant_id, created_at desc, id desc);
  create index applicability_checks_of_product on applicability_checks (tenant_id, product_id, created_at desc, id desc)
    where product_id is not null;
  create index applicability_checks_of_client on applicability_checks (tenant_id, client_id, created_at desc, id desc)
    where client_id is not null;
  create index applicability_checks_by_author on applicability_checks (tenant_id, created_by) where created_by is not null;
  create index applicability_checks_by_reference on applicability_checks (reference_version);
  ${internalTable('applicability_checks', 'select, insert')}
`;
