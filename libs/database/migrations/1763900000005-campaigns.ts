import type { MigrationInterface, QueryRunner } from 'typeorm';
import { clientVisibleTable, internalTable } from './wall.js';

const OWN_CLIENT = 'client_id = (select current_client())';

/** Campaigns: what an announcement asks of many, made into cases, requests and letters, each once. */
export class Campaigns1763900000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CAMPAIGNS);
    await db.query(MEMBERS);
    await db.query(LETTERS);
    await db.query(REPORTS);
  }

  async down(): Promise<void> {
    throw new Error('The campaigns have no way back: restore the backup instead.');
  }
}

const CAMPAIGNS = `
  create table campaigns (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 200),
    change_key text check (length(change_key) between 1 and 100),
    entry_id uuid,
    filter jsonb,
    state text not null check (state in ('draft', 'creating', 'running', 'closed')),
    case_kind text check (case_kind in ('change', 'extension', 'renewal', 'conversion')),
    scheme_key text check (length(scheme_key) between 1 and 100),
    deadline_on date not null,
    documents_due_on date,
    documents jsonb not null default '[]',
    owner_rule jsonb not null,
    letter jsonb,
    cancels_declaration boolean not null default false,
    note text check (length(note) <= 4000),
    members_total integer not null default 0 check (members_total >= 0),
    members_done integer not null default 0 check (members_done between 0 and members_total),
    failure jsonb,
    leased_until timestamptz,
    started_at timestamptz,
    started_by uuid,
    created_done_at timestamptz,
    recounted_at timestamptz,
    closed_at timestamptz,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, entry_id) references regulatory_entries (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id),
    foreign key (tenant_id, started_by) references members (tenant_id, id),
    check (num_nonnulls(change_key, entry_id, filter) = 1),
    check (documents_due_on is null or documents_due_on <= deadline_on)
  );
  comment on column campaigns.change_key is 'record of the reference data it comes from; else an entry of the tenant, or a filter of the list of certificates';
  comment on column campaigns.documents is '[{ stageKey, title, titleZh, instructions }] asked for in every case';
  comment on column campaigns.owner_rule is '{ by: responsible | member | fewest, memberId?, memberIds? }';
  comment on column campaigns.letter is '{ en: { subject, body }, de, zh }; null = no letter';
  comment on column campaigns.members_done is 'members whose case, requests and letter stand; kept with each portion';
  comment on column campaigns.recounted_at is 'when the steps of its members were last counted anew';
  create unique index campaigns_of_change on campaigns (tenant_id, change_key) where change_key is not null and state <> 'closed';
  create unique index campaigns_of_entry on campaigns (tenant_id, entry_id) where entry_id is not null and state <> 'closed';
  create unique index campaigns_of_filter on campaigns (tenant_id, md5(filter::text), coalesce(case_kind, '')) where filter is not null and state <> 'closed';
  create index campaigns_by_entry on campaigns (tenant_id, entry_id) where entry_id is not null;
  create index campaigns_newest on campaigns (tenant_id, created_at desc, id);
  create index campaigns_unfinished on campaigns (created_at) where state = 'creating';
  create index campaigns_to_recount on campaigns (recounted_at) where state = 'running';
  create index campaigns_by_maker on campaigns (tenant_id, created_by) where created_by is not null;
  create index campaigns_by_starter on campaigns (tenant_id, started_by) where started_by is not null;
  ${internalTable('campaigns', 'select, insert, update, delete')}
  create policy sweep_sees_ids on campaigns for select to homolog_sweep using (true);
  grant select (tenant_id, id, state, leased_until, created_at, recounted_at) on campaigns to homolog_sweep;
`;

const MEMBERS = `
  create table campaign_members (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    campaign_id uuid not null,
    client_id uuid not null,
    certificate_id uuid,
    product_id uuid not null,
    step text not null check (step in ('planned', 'open', 'told', 'documents-in', 'filed', 'certified', 'finished', 'excused', 'failed')),
    step_since date not null,
    laggard_key text not null generated always as (case step when 'failed' then '0' when 'planned' then '1' when 'open' then '2'
      when 'told' then '3' when 'documents-in' then '4' when 'filed' then '5' when 'certified' then '6' when 'finished' then '7' else '8' end
      || lpad((step_since - date '2000-01-01')::text, 6, '0')) stored,
    application_id uuid,
    letter_id uuid,
    todo text not null check (length(todo) <= 60),
    excuse_ground text check (length(excuse_ground) between 1 and 60),
    excuse_reason text check (length(excuse_reason) between 1 and 1000),
    excused_by uuid,
    failure jsonb,
    chased_at timestamptz,
    expected_on date,
    made_at timestamptz,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
    foreign key (tenant_id, certificate_id, client_id) references certificates (tenant_id, id, client_id),
    foreign key (tenant_id, product_id, client_id) references products (tenant_id, id, client_id),
    foreign key (tenant_id, application_id, client_id) references applications (tenant_id, id, client_id),
    foreign key (tenant_id, excused_by) references members (tenant_id, id),
    check ((step = 'excused') = (excuse_ground is not null))
  );
  comment on column campaign_members.step is 'how far it is; follows from its letter, case and declaration and is kept for the board: certified, and finished once the declaration is cancelled too, where it must be';
  comment on column campaign_members.laggard_key is 'sorts as libs/domain/campaigns/step.ts orders: what needs a hand first, then the least far, of those the longest at it';
  comment on column campaign_members.letter_id is 'the letter that named it';
  comment on column campaign_members.made_at is 'when its case and requests were made, or the making failed; null = not yet';
  create unique index campaign_members_once on campaign_members (tenant_id, campaign_id, certificate_id, product_id) nulls not distinct;
  create index campaign_members_laggards on campaign_members (tenant_id, campaign_id, laggard_key, id);
  create index campaign_members_by_step on campaign_members (tenant_id, campaign_id, step, step_since, id);
  create index campaign_members_expected on campaign_members (tenant_id, campaign_id, expected_on desc)
    where step in ('failed', 'planned', 'open', 'told', 'documents-in', 'filed');
  create index campaign_members_of_client on campaign_members (tenant_id, campaign_id, client_id, step);
  create index campaign_members_by_client on campaign_members (tenant_id, client_id);
  create index campaign_members_of_certificate on campaign_members (tenant_id, certificate_id, client_id) where certificate_id is not null;
  create index campaign_members_of_product on campaign_members (tenant_id, product_id, client_id);
  create index campaign_members_of_case on campaign_members (tenant_id, application_id, client_id) where application_id is not null;
  create index campaign_members_by_excuser on campaign_members (tenant_id, excused_by) where excused_by is not null;
  ${internalTable('campaign_members', 'select, insert, update, delete')}
`;

const LETTERS = `
  create table campaign_letters (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    campaign_id uuid not null,
    client_id uuid not null,
    number integer not null check (number >= 1),
    kind text not null check (kind in ('letter', 'chase')),
    language text not null check (language in ('en', 'de', 'zh')),
    subject text not null check (length(subject) between 1 and 300),
    body text not null check (length(body) between 1 and 20000),
    written_on date not null,
    created_by uuid,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, campaign_id, client_id, kind, number, language),
    foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table campaign_letters is 'what a client was written, as it was written; who got it by which mail stands in the notices that name it';
  comment on column campaign_letters.number is 'of this kind to this client in this campaign; the letter is always number 1';
  create index campaign_letters_of_client on campaign_letters (tenant_id, client_id);
  create index campaign_letters_by_maker on campaign_letters (tenant_id, created_by) where created_by is not null;
  ${clientVisibleTable('campaign_letters', OWN_CLIENT)}
  alter table campaign_members
    add foreign key (tenant_id, letter_id) references campaign_letters (tenant_id, id);
  create index campaign_members_of_letter on campaign_members (tenant_id, letter_id) where letter_id is not null;
`;

const REPORTS = `
  create table campaign_reports (
    tenant_id uuid not null default current_tenant(),
    id uuid not null,
    campaign_id uuid not null,
    client_id uuid not null,
    contact_id uuid not null,
    weekday integer not null default 1 check (weekday between 1 and 7),
    is_on boolean not null default true,
    last_on date,
    created_by uuid,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, campaign_id, contact_id),
    foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
    foreign key (tenant_id, client_id) references clients (tenant_id, id),
    foreign key (tenant_id, contact_id, client_id) references contacts (tenant_id, id, client_id) on delete cascade,
    foreign key (tenant_id, created_by) references members (tenant_id, id)
  );
  comment on table campaign_reports is 'who of a client gets the weekly report, and when it was last promised';
  comment on column campaign_reports.weekday is 'ISO: 1 = Monday';
  create index campaign_reports_of_client on campaign_reports (tenant_id, client_id);
  create index campaign_reports_of_contact on campaign_reports (tenant_id, contact_id, client_id);
  create index campaign_reports_by_maker on campaign_reports (tenant_id, created_by) where created_by is not null;
  create index campaign_reports_due on campaign_reports (last_on) where is_on;
  ${internalTable('campaign_reports', 'select, insert, update, delete')}
  create policy sweep_sees_ids on campaign_reports for select to homolog_sweep using (true);
  grant select (tenant_id, id, campaign_id, weekday, is_on, last_on) on campaign_reports to homolog_sweep;
`;
