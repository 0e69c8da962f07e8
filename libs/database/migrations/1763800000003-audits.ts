import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Factory inspections with the certificates that hang on them, and their findings. */
export class Audits1763800000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(AUDITS);
  }

  async down(): Promise<void> {
    throw new Error('The audits have no way back: restore the backup instead.');
  }
}

const AUDITS = `
  create table audits (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid not null,
    factory_id uuid not null,
    application_id uuid,
    kind text not null check (kind in ('initial', 'follow-up')),
    is_unannounced boolean not null default false,
    is_remote boolean not null default false,
    body text check (length(body) <= 100),
    status text not null check (status in ('planned', 'confirmed', 'held', 'passed', 'failed', 'cancelled')),
    status_reason text check (length(status_reason) <= 1000),
    planned_from date,
    planned_to date,
    held_from date,
    held_to date,
    person_days numeric check (person_days > 0 and person_days <= 999),
    inspectors jsonb not null default '[]',
    language text check (length(language) <= 40),
    responsible_id uuid,
    contact_id uuid,
    closed_on date,
    class_after text check (class_after in ('A', 'B', 'C', 'D')),
    class_after_on date check (class_after_on is null or class_after is not null),
    next_due_on date not null default 'infinity',
    next_due_kind text,
    next_due_basis text,
    note text check (length(note) <= 4000),
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, factory_id) references factories (tenant_id, id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, responsible_id) references members (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (planned_to is null or planned_from is not null and planned_to >= planned_from),
    check (held_to is null or held_from is not null and held_to >= held_from)
  );
  comment on column audits.inspectors is '[{ name, body }]';
  comment on column audits.client_id is 'the client who answers the findings; others see the audit through audit_certificates';
  create index audits_by_day on audits (tenant_id, (coalesce(held_from, planned_from, 'infinity'::date)), id);
  create index audits_open_by_day on audits (tenant_id, (coalesce(held_from, planned_from, 'infinity'::date)), id)
    where status in ('planned', 'confirmed', 'held');
  create index audits_by_next_due on audits (tenant_id, next_due_on, id);
  create index audits_of_client on audits (tenant_id, client_id);
  create index audits_of_factory on audits (tenant_id, factory_id);
  create index audits_of_application on audits (tenant_id, application_id, client_id) where application_id is not null;
  create index audits_by_responsible on audits (tenant_id, responsible_id) where responsible_id is not null;
  create index audits_by_contact on audits (tenant_id, contact_id) where contact_id is not null;
  create index audits_by_maker on audits (tenant_id, created_by) where created_by is not null;

  create table audit_certificates (
    tenant_id uuid not null default current_tenant(),
    audit_id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    primary key (tenant_id, audit_id, certificate_id),
    foreign key (tenant_id, audit_id) references audits (tenant_id, id),
    foreign key (tenant_id, certificate_id) references certificates (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id)
  );
  create index audit_certificates_by_certificate on audit_certificates (tenant_id, certificate_id);
  create index audit_certificates_by_client on audit_certificates (tenant_id, client_id, audit_id);
  ${clientVisibleTable('audit_certificates', OWN_CLIENT, 'select, insert, delete')}
  ${clientVisibleTable(
    'audits',
    // Nobody tells a factory of an unannounced inspection before it is there.
    `(not is_unannounced or status in ('held', 'passed', 'failed'))
     and (${OWN_CLIENT} or exists (select 1 from audit_certificates link where link.tenant_id = audits.tenant_id
       and link.audit_id = audits.id and link.client_id = (select current_client())))`,
  )}

  create table audit_findings (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    audit_id uuid not null,
    client_id uuid not null,
    number integer not null check (number >= 1),
    grade text not null check (grade in ('observation', 'minor', 'major')),
    clause text check (length(clause) <= 200),
    description text not null check (length(description) between 1 and 4000),
    description_zh text check (length(description_zh) between 1 and 4000),
    due_on date,
    status text not null check (status in ('open', 'answered', 'evidence-submitted', 'closed', 'rescinded', 'lapsed')),
    status_reason text check (length(status_reason) <= 2000),
    corrective_action text check (length(corrective_action) <= 4000),
    evidence_file_id uuid,
    evidence text check (length(evidence) <= 4000),
    verification text check (verification in ('on-paper', 'on-site')),
    ended_on date,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, audit_id, number),
    foreign key (tenant_id, audit_id, client_id) references audits (tenant_id, id, client_id),
    foreign key (tenant_id, evidence_file_id) references files (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  create index audit_findings_of_audit on audit_findings (tenant_id, audit_id, client_id);
  create index audit_findings_open on audit_findings (tenant_id, due_on, id) where status in ('open', 'answered', 'evidence-submitted');
  create index audit_findings_by_evidence on audit_findings (tenant_id, evidence_file_id) where evidence_file_id is not null;
  create index audit_findings_by_maker on audit_findings (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('audit_findings', OWN_CLIENT)}
`;
