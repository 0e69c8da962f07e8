import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/** All planned reminders of a large tenant are laid anew portion by portion, and what is left of that is a row. */
export class ReminderLayings1764200000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table reminder_layings (
        tenant_id uuid not null default current_tenant() references tenants (id),
        id uuid not null,
        laid_to uuid not null,
        began_at timestamptz not null,
        leased_until timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id)
      );
      comment on table reminder_layings is 'a tenant whose planned reminders are being laid anew, for hours that were changed; gone when all are';
      comment on column reminder_layings.laid_to is 'the last deadline of which they are, in the order of ids';
      comment on column reminder_layings.leased_until is 'a worker lays them until then; null = none';
      ${internalTable('reminder_layings', 'select, insert, update, delete')}
      create policy sweep_sees_leases on reminder_layings for select to homolog_sweep using (true);
      grant select (tenant_id, began_at, leased_until) on reminder_layings to homolog_sweep;`);
  }

  async down(): Promise<void> {
    throw new Error('What is left to be laid has no way back: restore the backup instead.');
  }
}
