import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** What a certificate said in each of its versions, what became of it on which day, and what of that was taken back. */
export class CertificateLife1763900000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FACTS);
    await db.query(VERSIONS);
    await db.query(STATUS_CHANGES);
    await db.query(BACKFILL);
  }

  async down(): Promise<void> {
    throw new Error('The lives of the certificates have no way back: restore the backup instead.');
  }
}

const FACTS = `
  alter table certificates
    add column handled_by text check (length(handled_by) <= 100),
    add column standard text check (length(standard) <= 200),
    add column implementation_rule text check (length(implementation_rule) <= 100),
    add column holder_name text check (length(holder_name) between 1 and 300),
    add column holder_name_zh text check (length(holder_name_zh) between 1 and 300),
    add column manufacturer_name text check (length(manufacturer_name) between 1 and 300),
    add column manufacturer_name_zh text check (length(manufacturer_name_zh) between 1 and 300),
    add column models text[],
    add column suspended_until date,
    add column expiry_taken_back_for date,
    add constraint certificates_suspension_ends check (suspended_until is null or status = 'suspended'),
    add unique (tenant_id, id, client_id);
  comment on column certificates.body is 'issued it';
  comment on column certificates.handled_by is 'prepared the case where another body issued: CQC or CCAP for a certificate of CAV; null = the one that issued';
  comment on column certificates.standard is 'edition on the certificate; null = not recorded, that of the product is shown as such';
  comment on column certificates.models is 'models on the certificate; null = not recorded, those of the product are shown as such';
  comment on column certificates.suspended_until is 'last day of the suspension by its notice; null = not known';
  comment on column certificates.expiry_taken_back_for is 'last valid day after which a person said that it goes on all the same: for that day the calendar does not end it again';
  create index certificates_to_expire on certificates (valid_until, tenant_id, id)
    where status in ('valid', 'suspended') and expiry_taken_back_for is distinct from valid_until;
  create policy sweep_sees_ids on certificates for select to homolog_sweep using (true);
  grant select (tenant_id, id, status, valid_until, expiry_taken_back_for) on certificates to homolog_sweep;
`;

const VERSIONS = `
  create table certificate_versions (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    number integer not null check (number >= 1),
    cause text not null check (cause in ('recorded', 'issued', 'renewed', 'changed', 'extended', 'corrected')),
    holds_from date,
    facts jsonb not null,
    application_id uuid,
    reason text check (length(reason) <= 1000),
    member_id uuid,
    recorded_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, certificate_id, number),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, application_id) references applications (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id)
  );
  comment on table certificate_versions is 'what the certificate says from a day on, whole; never edited: a mistake is corrected by a version of cause corrected';
  comment on column certificate_versions.holds_from is 'null = not recorded';
  create index certificate_versions_of_certificate on certificate_versions (tenant_id, certificate_id, client_id, number desc);
  create index certificate_versions_of_application on certificate_versions (tenant_id, application_id) where application_id is not null;
  create index certificate_versions_by_member on certificate_versions (tenant_id, member_id) where member_id is not null;
  ${clientVisibleTable('certificate_versions', OWN_CLIENT, 'select, insert')}
`;

const STATUS_CHANGES = `
  create table certificate_status_changes (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    certificate_id uuid not null,
    client_id uuid not null,
    seq bigint not null generated always as identity,
    act text not null check (act in ('suspend', 'restore', 'cancel', 'revoke', 'expire', 'reinstate')),
    from_status text not null check (from_status in ('valid', 'suspended', 'cancelled', 'revoked', 'expired')),
    to_status text not null check (to_status in ('valid', 'suspended', 'cancelled', 'revoked', 'expired')),
    holds_from date,
    ground text check (ground ~ '^[0-9]{4}$'),
    reason text check (length(reason) <= 1000),
    suspended_until date,
    is_automatic boolean not null default false,
    member_id uuid,
    recorded_at timestamptz not null,
    taken_back_at timestamptz,
    taken_back_by uuid,
    taken_back_reason text check (length(taken_back_reason) between 1 and 1000),
    primary key (tenant_id, id),
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    foreign key (tenant_id, taken_back_by) references members (tenant_id, id),
    check ((taken_back_at is null) = (taken_back_reason is null))
  );
  comment on table certificate_status_changes is 'every change of status in the order of recording; one that was taken back stays, marked';
  comment on column certificate_status_changes.holds_from is 'null = not recorded';
  comment on column certificate_status_changes.is_automatic is 'the calendar did it: the last valid day had passed in China';
  create index certificate_status_changes_of_certificate on certificate_status_changes (tenant_id, certificate_id, client_id, seq desc);
  create index certificate_status_changes_by_member on certificate_status_changes (tenant_id, member_id) where member_id is not null;
  create index certificate_status_changes_by_undoer on certificate_status_changes (tenant_id, taken_back_by) where taken_back_by is not null;
  ${clientVisibleTable('certificate_status_changes', OWN_CLIENT)}
`;

/** What stands is the first version, and the one change of status that is known of. */
const BACKFILL = `
  insert into certificate_versions (tenant_id, id, certificate_id, client_id, number, cause, holds_from, facts, recorded_at)
  select c.tenant_id, gen_random_uuid(), c.id, c.client_id, 1, 'recorded', c.issued_on,
    jsonb_build_object('number', c.number, 'scheme', c.scheme, 'body', c.body, 'handledBy', null, 'issuedOn', c.issued_on,
      'validUntil', c.valid_until, 'standard', null, 'implementationRule', null, 'holderName', null, 'holderNameZh', null,
      'manufacturerName', null, 'manufacturerNameZh', null, 'models', null, 'productId', c.product_id, 'factoryId', c.factory_id),
    c.created_at
  from certificates c;
  insert into certificate_status_changes (tenant_id, id, certificate_id, client_id, act, from_status, to_status, holds_from, ground, reason, recorded_at)
  select c.tenant_id, gen_random_uuid(), c.id, c.client_id,
    case c.status when 'suspended' then 'suspend' when 'cancelled' then 'cancel' when 'revoked' then 'revoke' else 'expire' end,
    'valid', c.status, c.status_on, c.status_ground, c.status_reason, c.created_at
  from certificates c where c.status <> 'valid';
`;
