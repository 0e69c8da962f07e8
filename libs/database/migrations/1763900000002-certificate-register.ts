import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** What hangs on a certificate: its papers, its fees, its marks, and the address at which anybody may check it. */
export class CertificateRegister1763900000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PAPERS);
    await db.query(FEES);
    await db.query(MARKS);
    await db.query(CHECKS);
  }

  async down(): Promise<void> {
    throw new Error('The papers of the certificates have no way back: restore the backup instead.');
  }
}

const PAPERS = `
  create table certificate_papers (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    kind text not null check (kind in ('certificate', 'annex', 'test-report', 'declaration', 'suspension-notice',
      'restoration-application', 'rectification-report', 'cancellation-notice', 'other')),
    title text check (length(title) between 1 and 300),
    status_change_id uuid,
    file_id uuid not null,
    added_by uuid,
    added_at timestamptz not null,
    removed_at timestamptz,
    removed_by uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, status_change_id) references certificate_status_changes (tenant_id, id),
    foreign key (tenant_id, file_id) references files (tenant_id, id),
    foreign key (tenant_id, added_by) references members (tenant_id, id),
    foreign key (tenant_id, removed_by) references members (tenant_id, id)
  );
  comment on column certificate_papers.status_change_id is 'the suspension whose restoration pack it belongs to';
  create index certificate_papers_of_certificate on certificate_papers (tenant_id, certificate_id, client_id, added_at desc, id);
  create index certificate_papers_of_status on certificate_papers (tenant_id, status_change_id) where status_change_id is not null;
  create unique index certificate_papers_by_file on certificate_papers (tenant_id, file_id);
  create index certificate_papers_by_adder on certificate_papers (tenant_id, added_by) where added_by is not null;
  create index certificate_papers_by_remover on certificate_papers (tenant_id, removed_by) where removed_by is not null;
  ${clientVisibleTable('certificate_papers', OWN_CLIENT)}
`;

const FEES = `
  create table certificate_fees (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    year integer not null check (year between 1990 and 2199),
    amount numeric check (amount >= 0),
    currency text check (currency ~ '^[A-Z]{3}$'),
    due_on date not null,
    paid_on date,
    note text check (length(note) <= 1000),
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, certificate_id, year),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check ((amount is null) = (currency is null))
  );
  comment on table certificate_fees is 'the annual fee of a certificate for one year, owed to the body; it stays due while a certificate is suspended';
  create index certificate_fees_of_certificate on certificate_fees (tenant_id, certificate_id, client_id);
  create index certificate_fees_open on certificate_fees (tenant_id, due_on, id) where paid_on is null;
  create index certificate_fees_by_maker on certificate_fees (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('certificate_fees', OWN_CLIENT, 'select, insert, update, delete')}
`;

const MARKS = `
  create table marks (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    form text not null check (form in ('standard-label', 'printed', 'moulded')),
    factory_code text check (factory_code ~ '^[A-Z0-9]{7}$'),
    height_mm numeric check (height_mm > 0),
    place text check (length(place) <= 500),
    photo_file_id uuid,
    used_from date,
    used_until date,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, photo_file_id) references files (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (used_until is null or used_from is null or used_until >= used_from)
  );
  comment on column marks.place is 'where on the goods or their packing the mark stands';
  comment on column marks.used_from is 'first day on which goods leave with it; null = not used yet';
  create index marks_of_certificate on marks (tenant_id, certificate_id, client_id);
  create index marks_by_photo on marks (tenant_id, photo_file_id) where photo_file_id is not null;
  create index marks_by_maker on marks (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('marks', OWN_CLIENT, 'select, insert, update, delete')}

  create table release_keys (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 100),
    client_id uuid,
    key_hash text not null unique check (key_hash ~ '^[0-9a-f]{64}$'),
    last_used_at timestamptz,
    revoked_at timestamptz,
    created_by uuid,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table release_keys is 'keys by which a goods-issue system asks whether a model may ship, and nothing else; of one client, or of all where client_id is null';
  create index release_keys_of_client on release_keys (tenant_id, client_id) where client_id is not null;
  create index release_keys_by_maker on release_keys (tenant_id, created_by) where created_by is not null;
  ${internalTable('release_keys')}
`;

const CHECKS = `
  alter table tenants add column has_public_checks boolean not null default false;
  comment on column tenants.has_public_checks is 'whether addresses of certificate checks answer';

  create table certificate_checks (
    tenant_id uuid not null default current_tenant(),
    certificate_id uuid not null,
    client_id uuid not null,
    token text not null unique check (token ~ '^[A-Za-z0-9_-]{22}$'),
    is_on boolean not null default true,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, certificate_id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table certificate_checks is 'an address at which anybody who has it reads status and validity of one certificate, nothing else';
  create index certificate_checks_of_certificate on certificate_checks (tenant_id, certificate_id, client_id);
  create index certificate_checks_by_maker on certificate_checks (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('certificate_checks', OWN_CLIENT)}

  create function public_certificate_check(p_token text)
    returns table (number text, scheme text, status text, status_on date, issued_on date, valid_until date)
    language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.number, c.scheme, c.status, c.status_on, c.issued_on, c.valid_until
    from certificate_checks k
    join tenants t on t.id = k.tenant_id and t.has_public_checks
    join certificates c on c.tenant_id = k.tenant_id and c.id = k.certificate_id
    where k.token = p_token and k.is_on
  $$;
  comment on function public_certificate_check(text) is 'the one thing that is told without a sign-in; empty where the address is off or unknown';
  revoke all on function public_certificate_check(text) from public;
  grant execute on function public_certificate_check(text) to homolog_app;
`;
