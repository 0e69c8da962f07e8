import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** A change of design, supplier, site, name or quality system, and each certificate that it touches. */
export class ProductChanges1763900000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CHANGES);
  }

  async down(): Promise<void> {
    throw new Error('The changes have no way back: restore the backup instead.');
  }
}

const CHANGES = `
  create table product_changes (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    kind text not null check (kind in ('design', 'supplier', 'site', 'name', 'quality-system', 'model', 'mark')),
    title text not null check (length(title) between 1 and 300),
    description text check (length(description) <= 10000),
    factory_id uuid,
    planned_on date,
    status text not null check (status in ('open', 'accepted', 'withdrawn')),
    status_reason text check (length(status_reason) <= 1000),
    responsible_id uuid,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on column product_changes.planned_on is 'day from which changed goods shall leave the factory; null = not known';
  create index product_changes_newest on product_changes (tenant_id, created_at desc, id);
  create index product_changes_of_client on product_changes (tenant_id, client_id, created_at desc, id);
  create index product_changes_of_factory on product_changes (tenant_id, factory_id) where factory_id is not null;
  create index product_changes_by_responsible on product_changes (tenant_id, responsible_id) where responsible_id is not null;
  create index product_changes_by_maker on product_changes (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('product_changes', OWN_CLIENT)}

  create table product_change_certificates (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    change_id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    code text not null check (length(code) between 1 and 20),
    state text not null check (state in ('touched', 'case-open', 'accepted', 'not-touched')),
    state_reason text check (length(state_reason) <= 1000),
    application_id uuid,
    accepted_on date,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, change_id, certificate_id),
    foreign key (tenant_id, change_id, client_id) references product_changes (tenant_id, id, client_id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    check ((state = 'accepted') = (accepted_on is not null))
  );
  comment on column product_change_certificates.code is 'change code of the body (01, 03, 04 ...), as in the variants of the change procedure';
  comment on column product_change_certificates.accepted_on is 'day from which changed goods may leave the factory under this certificate';
  create index product_change_certificates_of_change on product_change_certificates (tenant_id, change_id, client_id);
  create index product_change_certificates_of_certificate on product_change_certificates (tenant_id, certificate_id, client_id);
  create index product_change_certificates_open on product_change_certificates (tenant_id, certificate_id) where state in ('touched', 'case-open');
  create index product_change_certificates_of_case on product_change_certificates (tenant_id, application_id, client_id) where application_id is not null;
  ${clientVisibleTable('product_change_certificates', OWN_CLIENT)}
`;
