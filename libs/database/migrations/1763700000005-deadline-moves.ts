import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/** What moved when the reference data changed, and why: a date that moves in silence is a date nobody trusts. */
export class DeadlineMoves1763700000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MOVES);
  }

  async down(): Promise<void> {
    throw new Error('The moves have no way back: restore the backup instead.');
  }
}

const MOVES = `
  create table deadline_moves (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    certificate_id uuid,
    factory_id uuid,
    plan_id uuid,
    item text not null,
    from_on date,
    to_on date,
    why jsonb not null,
    reference_version integer not null references reference_versions (number),
    moved_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, plan_id) references route_plans (tenant_id, id) on delete cascade,
    check (num_nonnulls(certificate_id, factory_id, plan_id) = 1),
    check (from_on is distinct from to_on)
  );
  create index deadline_moves_newest on deadline_moves (tenant_id, moved_at desc, id desc);
  create index deadline_moves_of_certificate on deadline_moves (tenant_id, certificate_id) where certificate_id is not null;
  create index deadline_moves_of_factory on deadline_moves (tenant_id, factory_id) where factory_id is not null;
  create index deadline_moves_of_plan on deadline_moves (tenant_id, plan_id) where plan_id is not null;
  create index deadline_moves_of_version on deadline_moves (tenant_id, reference_version, moved_at desc, id desc);
  ${internalTable('deadline_moves', 'select, insert')}
`;
