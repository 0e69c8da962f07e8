import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

/** A tenant's letters carry its own head: address, ways to reach it, register, logo. */
export class Letterhead1763700000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(LETTERHEADS);
  }

  async down(): Promise<void> {
    throw new Error('The letterheads have no way back: restore the backup instead.');
  }
}

/** A client of the tenant sees it on every letter it gets, so it may be read when such a letter is printed for it. */
const LETTERHEADS = `
  create table letterheads (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    address text check (length(address) <= 1000),
    phone text check (length(phone) <= 100),
    email text check (length(email) <= 254),
    web text check (length(web) <= 200),
    registration text check (length(registration) <= 1000),
    footer text check (length(footer) <= 1000),
    logo bytea check (length(logo) <= 4194304),
    logo_kind text check (logo_kind in ('png', 'jpeg')),
    logo_width integer,
    logo_height integer,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id),
    check (num_nulls(logo, logo_kind, logo_width, logo_height) in (0, 4))
  );
  ${clientVisibleTable('letterheads', 'current_client() is not null')}`;
