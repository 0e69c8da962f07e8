import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

/** CB test reports, kept with their product and the case they are used in; each owes the day on which it grows too old. */
export class CbReports1764100000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(REPORTS);
    await db.query(DEADLINES);
  }

  async down(): Promise<void> {
    throw new Error('CB test reports have no way back: restore the backup instead.');
  }
}

const REPORTS = `
  create table cb_reports (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    product_id uuid not null,
    application_id uuid,
    number text not null check (length(number) between 1 and 100),
    certificate_number text check (length(certificate_number) between 1 and 100),
    issuer text not null check (length(issuer) between 1 and 200),
    standard text check (length(standard) between 1 and 200),
    issued_on date not null,
    responsible_id uuid,
    settled_as text check (settled_as in ('taken', 'renewed', 'not-needed')),
    settled_on date check (settled_on >= issued_on),
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, product_id) references products (tenant_id, id),
    foreign key (tenant_id, application_id) references applications (tenant_id, id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check ((settled_as is null) = (settled_on is null))
  );
  comment on column cb_reports.issuer is 'the national certification body (NCB) that issued the CB test certificate';
  comment on column cb_reports.application_id is 'the case in which it is handed in; null = none yet';
  create unique index cb_reports_once on cb_reports (tenant_id, product_id, lower(number));
  create index cb_reports_of_client on cb_reports (tenant_id, client_id);
  create index cb_reports_of_application on cb_reports (tenant_id, application_id) where application_id is not null;
  create index cb_reports_by_responsible on cb_reports (tenant_id, responsible_id) where responsible_id is not null;
  create index cb_reports_by_maker on cb_reports (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('cb_reports', 'client_id = (select current_client())')}
`;

const SUBJECTS = `certificate_id, factory_id, application_id, audit_id, booking_id, sample_id, entry_id, determination_id, approval_id, cb_report_id`;

const DEADLINES = `
  alter table deadlines
    add column cb_report_id uuid,
    add foreign key (tenant_id, cb_report_id) references cb_reports (tenant_id, id),
    drop constraint deadlines_of_one_subject,
    add constraint deadlines_of_one_subject check (num_nonnulls(${SUBJECTS}) = 1);
  drop index deadlines_open_once;
  create unique index deadlines_open_once on deadlines (tenant_id, ${SUBJECTS}, kind, item) nulls not distinct where state = 'open';
  create index deadlines_of_cb_report on deadlines (tenant_id, cb_report_id) where cb_report_id is not null;
`;
