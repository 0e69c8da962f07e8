import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Exemptions and determinations that no certificate is needed; approvals beside CCC, and the vehicle projects they belong to. */
export class DeterminationsApprovals1763900000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DETERMINATIONS);
    await db.query(APPROVALS);
  }

  async down(): Promise<void> {
    throw new Error('The determinations and approvals have no way back: restore the backup instead.');
  }
}

const DETERMINATIONS = `
  create table determinations (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    product_id uuid not null,
    application_id uuid,
    check_id uuid,
    kind text not null check (kind in ('exempt', 'not-required', 'out-of-catalogue')),
    ground text check (length(ground) between 1 and 60),
    status text not null check (status in ('drafted', 'applied', 'granted', 'refused', 'used', 'discharged', 'lapsed', 'withdrawn')),
    status_reason text check (length(status_reason) <= 1000),
    number text check (length(number) between 1 and 100),
    applicant_name text check (length(applicant_name) <= 300),
    authority text check (length(authority) <= 300),
    purpose text not null check (length(purpose) between 1 and 2000),
    quantity integer not null check (quantity >= 1),
    unit text check (length(unit) between 1 and 40),
    place text check (length(place) <= 500),
    applied_on date,
    granted_on date,
    valid_until date,
    imported_on date,
    promised_export_on date,
    display_until date,
    conditions jsonb not null default '{}',
    discharged_quantity integer not null default 0 check (discharged_quantity >= 0),
    paper_file_id uuid,
    responsible_id uuid,
    contact_id uuid,
    note text check (length(note) <= 4000),
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
    foreign key (tenant_id, check_id) references applicability_checks (tenant_id, id),
    foreign key (tenant_id, paper_file_id) references files (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (kind <> 'exempt' or ground is not null),
    check (discharged_quantity <= quantity)
  );
  comment on column determinations.ground is 'key of the ground in the reference data (rd_test, end_user_repair ...); null of out-of-catalogue';
  comment on column determinations.check_id is 'the applicability check that reasons it';
  comment on column determinations.place is 'where the goods are kept or used';
  comment on column determinations.conditions is 'condition of the ground -> yes, no or unknown, as answered';
  comment on column determinations.discharged_quantity is 'sum of its discharges';
  create index determinations_by_next_due on determinations (tenant_id, next_due_on, id);
  create index determinations_newest on determinations (tenant_id, created_at desc, id);
  create index determinations_of_client on determinations (tenant_id, client_id, next_due_on, id);
  create index determinations_of_product on determinations (tenant_id, product_id, client_id);
  create index determinations_of_case on determinations (tenant_id, application_id, client_id) where application_id is not null;
  create index determinations_of_check on determinations (tenant_id, check_id) where check_id is not null;
  create index determinations_by_paper on determinations (tenant_id, paper_file_id) where paper_file_id is not null;
  create index determinations_by_responsible on determinations (tenant_id, responsible_id) where responsible_id is not null;
  create index determinations_by_contact on determinations (tenant_id, contact_id, client_id) where contact_id is not null;
  create index determinations_by_maker on determinations (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('determinations', OWN_CLIENT)}

  create table determination_discharges (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    determination_id uuid not null,
    client_id uuid not null,
    manner text not null check (manner in ('exported', 'disposed', 'written-off', 'consumed')),
    discharged_on date not null,
    quantity integer not null check (quantity >= 1),
    proof_file_id uuid not null,
    note text check (length(note) <= 1000),
    created_by uuid,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, determination_id, client_id) references determinations (tenant_id, id, client_id),
    foreign key (tenant_id, proof_file_id) references files (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table determination_discharges is 'what became of goods that came in under an exemption, with its proof';
  create index determination_discharges_of_determination on determination_discharges (tenant_id, determination_id, client_id);
  create index determination_discharges_by_proof on determination_discharges (tenant_id, proof_file_id);
  create index determination_discharges_by_maker on determination_discharges (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('determination_discharges', OWN_CLIENT, 'select, insert')}
`;

const APPROVALS = `
  create table vehicle_projects (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    name_zh text check (length(name_zh) between 1 and 200),
    is_vehicle boolean not null default true,
    wish_on date,
    responsible_id uuid,
    closed_at timestamptz,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table vehicle_projects is 'one vehicle or part on its way to one market: which certificates and approvals it waits for';
  comment on column vehicle_projects.wish_on is 'day on which it shall be ready';
  create index vehicle_projects_newest on vehicle_projects (tenant_id, created_at desc, id);
  create index vehicle_projects_of_client on vehicle_projects (tenant_id, client_id, created_at desc, id);
  create index vehicle_projects_by_responsible on vehicle_projects (tenant_id, responsible_id) where responsible_id is not null;
  create index vehicle_projects_by_maker on vehicle_projects (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('vehicle_projects', OWN_CLIENT)}

  create table vehicle_project_products (
    tenant_id uuid not null default current_tenant(),
    project_id uuid not null,
    product_id uuid not null,
    client_id uuid not null,
    primary key (tenant_id, project_id, product_id),
    foreign key (tenant_id, project_id, client_id) references vehicle_projects (tenant_id, id, client_id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id)
  );
  create index vehicle_project_products_of_project on vehicle_project_products (tenant_id, project_id, client_id);
  create index vehicle_project_products_of_product on vehicle_project_products (tenant_id, product_id, client_id);
  ${clientVisibleTable('vehicle_project_products', OWN_CLIENT, 'select, insert, delete')}

  create table approvals (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    project_id uuid,
    product_id uuid,
    certificate_id uuid,
    kind text not null check (length(kind) between 1 and 60),
    title text check (length(title) between 1 and 300),
    number text check (length(number) between 1 and 100),
    authority text check (length(authority) <= 300),
    status text not null check (status in ('planned', 'filed', 'granted', 'refused', 'expired', 'withdrawn', 'not-needed')),
    status_reason text check (length(status_reason) <= 1000),
    filed_on date,
    expected_on date,
    granted_on date,
    valid_until date,
    next_audit_on date,
    basis_on date,
    file_id uuid,
    responsible_id uuid,
    contact_id uuid,
    note text check (length(note) <= 4000),
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, project_id, client_id) references vehicle_projects (tenant_id, id, client_id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, file_id) references files (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (num_nonnulls(project_id, product_id) >= 1),
    check (valid_until is null or granted_on is null or valid_until > granted_on)
  );
  comment on column approvals.kind is 'key of the approval kind in the reference data (miit-announcement, energy-label, srrc ...)';
  comment on column approvals.basis_on is 'day from which its filing is counted where no certificate of ours begins it: publication of the MIIT announcement';
  create index approvals_by_next_due on approvals (tenant_id, next_due_on, id);
  create index approvals_newest on approvals (tenant_id, created_at desc, id);
  create index approvals_of_client on approvals (tenant_id, client_id, next_due_on, id);
  create index approvals_of_project on approvals (tenant_id, project_id, client_id) where project_id is not null;
  create index approvals_of_product on approvals (tenant_id, product_id, client_id) where product_id is not null;
  create index approvals_of_certificate on approvals (tenant_id, certificate_id, client_id) where certificate_id is not null;
  create index approvals_by_file on approvals (tenant_id, file_id) where file_id is not null;
  create index approvals_by_responsible on approvals (tenant_id, responsible_id) where responsible_id is not null;
  create index approvals_by_contact on approvals (tenant_id, contact_id, client_id) where contact_id is not null;
  create index approvals_by_maker on approvals (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('approvals', OWN_CLIENT)}
`;
