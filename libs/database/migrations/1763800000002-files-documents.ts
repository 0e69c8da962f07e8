import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Files as they lie in the store, what is asked of a client, every version of it, and what is said about a case. */
export class FilesDocuments1763800000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FILES);
    await db.query(DOCUMENTS);
  }

  async down(): Promise<void> {
    throw new Error('The documents have no way back: restore the backup instead.');
  }
}

const FILES = `
  create table files (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    client_id uuid,
    is_client_visible boolean not null default false,
    name text not null check (length(name) between 1 and 255),
    size_bytes bigint not null check (size_bytes between 1 and 262144000),
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    media_type text check (length(media_type) <= 200),
    storage_key text not null check (length(storage_key) between 1 and 500),
    received_bytes bigint not null default 0 check (received_bytes between 0 and size_bytes),
    part_keys text[] not null default '{}',
    state text not null check (state in ('uploading', 'stored', 'refused', 'removed')),
    refusal jsonb,
    uploaded_by uuid,
    created_at timestamptz not null,
    stored_at timestamptz,
    attached_at timestamptz,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, uploaded_by) references members (tenant_id, id),
    check ((state = 'stored') <= (sha256 is not null and stored_at is not null)),
    check (not is_client_visible or client_id is not null)
  );
  create index files_of_client on files (tenant_id, client_id, created_at desc, id) where client_id is not null;
  create index files_by_uploader on files (tenant_id, uploaded_by) where uploaded_by is not null;
  create index files_unattached on files (created_at) where attached_at is null;
  ${clientVisibleTable('files', `is_client_visible and ${OWN_CLIENT}`, 'select, insert, update, delete')}
  create policy sweep_sees_ids on files for select to homolog_sweep using (true);
  grant select (tenant_id, id, created_at, attached_at) on files to homolog_sweep;
`;

const DOCUMENTS = `
  create table document_requests (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    application_id uuid not null,
    client_id uuid not null,
    stage_key text not null check (length(stage_key) between 1 and 100),
    title text not null check (length(title) between 1 and 300),
    title_zh text check (length(title_zh) between 1 and 300),
    instructions text check (length(instructions) <= 4000),
    template_file_id uuid,
    asked_on date not null,
    due_on date not null,
    status text not null check (status in ('requested', 'received', 'accepted', 'returned', 'submitted', 'waived')),
    status_reason text check (length(status_reason) <= 2000),
    first_seen_at timestamptz,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, id, client_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, template_file_id) references files (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    check (due_on >= asked_on)
  );
  create index document_requests_of_application on document_requests (tenant_id, application_id, client_id, created_at, id);
  create index document_requests_of_client on document_requests (tenant_id, client_id, created_at, id);
  create index document_requests_open_of_client on document_requests (tenant_id, client_id, due_on, id)
    where status in ('requested', 'returned');
  create index document_requests_by_template on document_requests (tenant_id, template_file_id) where template_file_id is not null;
  create index document_requests_by_maker on document_requests (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('document_requests', OWN_CLIENT)}

  create table document_versions (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    request_id uuid not null,
    client_id uuid not null,
    number integer not null check (number >= 1),
    file_id uuid not null,
    note text check (length(note) <= 2000),
    received_at timestamptz not null,
    received_by uuid,
    verdict text check (verdict in ('accepted', 'returned')),
    verdict_reason text check (length(verdict_reason) <= 2000),
    verdict_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, request_id, number),
    foreign key (tenant_id, request_id, client_id) references document_requests (tenant_id, id, client_id),
    foreign key (tenant_id, file_id) references files (tenant_id, id),
    foreign key (tenant_id, received_by) references members (tenant_id, id)
  );
  create index document_versions_of_request on document_versions (tenant_id, request_id, client_id);
  create unique index document_versions_by_file on document_versions (tenant_id, file_id);
  create index document_versions_by_receiver on document_versions (tenant_id, received_by) where received_by is not null;
  ${clientVisibleTable('document_versions', OWN_CLIENT)}
`;
