import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/** Plans of the way to a certificate, and the tenant's own amounts for what no source states. */
export class Plans1763700000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLANS);
    await db.query(VALUES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table route_plans; drop table planning_values;');
  }
}

const PLANS = `
  create table route_plans (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid,
    product_id uuid,
    class_key text not null check (length(class_key) between 1 and 100),
    scheme_key text not null check (length(scheme_key) between 1 and 100),
    name text not null check (length(name) between 1 and 200),
    direction text not null check (direction in ('forward', 'backward')),
    anchor_on date not null,
    options jsonb not null,
    computed jsonb not null,
    is_provisional boolean not null,
    reference_version integer not null references reference_versions (number),
    created_at timestamptz not null,
    created_by uuid,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (product_id is null or client_id is not null)
  );
  comment on column route_plans.anchor_on is 'forward: the first day; backward: the wished day of the certificate';
  comment on column route_plans.computed is 'the plan as last counted, with reference_version';
  create index route_plans_newest on route_plans (tenant_id, created_at desc, id desc);
  create index route_plans_by_client on route_plans (tenant_id, client_id) where client_id is not null;
  create index route_plans_by_product on route_plans (tenant_id, product_id) where product_id is not null;
  create index route_plans_by_scheme on route_plans (tenant_id, scheme_key);
  create index route_plans_by_maker on route_plans (tenant_id, created_by) where created_by is not null;
  create index route_plans_by_reference on route_plans (reference_version);
  ${internalTable('route_plans', 'select, insert, update, delete')}
`;

const VALUES = `
  create table planning_values (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    key text not null check (length(key) between 1 and 250),
    amount integer not null check (amount between 0 and 1000),
    reason text check (length(reason) <= 1000),
    set_by uuid,
    set_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, key),
    foreign key (tenant_id, set_by) references members (tenant_id, id)
  );
  create index planning_values_by_setter on planning_values (tenant_id, set_by) where set_by is not null;
  ${internalTable('planning_values', 'select, insert, update, delete')}
`;
