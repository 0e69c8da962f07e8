import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Who mails of a tenant come from, what becomes of them after the server has taken them, and the other ways in which a
 * person hears of them: senders with their signing keys, reports of receiving servers, marked addresses, channels.
 */
export class MailSenders1764000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SENDERS);
    await db.query(REPORTS);
    await db.query(REMINDERS);
    await db.query(CHANNELS);
  }

  async down(): Promise<void> {
    throw new Error('Signing keys and marked addresses have no way back: restore the backup instead.');
  }
}

const SENDERS = `
  create table mail_senders (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    name text check (length(name) between 1 and 100),
    name_zh text check (length(name_zh) between 1 and 100),
    address text check (address = lower(address) and length(address) <= 254),
    domain text generated always as (substring(address from '[^@]*$')) stored,
    reply_to text check (length(reply_to) <= 254),
    accent text check (accent ~ '^#[0-9a-f]{6}$'),
    has_logo boolean not null default true,
    selector text check (selector ~ '^[a-z0-9-]{1,63}$'),
    public_key text,
    sealed_key text,
    key_made_at timestamptz,
    verified_at timestamptz,
    checked_at timestamptz,
    check_result text check (check_result in ('found', 'no-record', 'other-key', 'no-answer')),
    version integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id),
    check (num_nulls(address, selector, public_key, sealed_key, key_made_at) in (0, 5)),
    check (verified_at is null or address is not null),
    check ((checked_at is null) = (check_result is null))
  );
  comment on table mail_senders is 'how mails of the tenant look from outside: sender, colour, signature; one or none';
  comment on column mail_senders.sealed_key is 'the private half, sealed with a key that follows from HOMOLOG_SECRET';
  comment on column mail_senders.verified_at is 'when the public half was first found in the DNS of the domain; until then the installation''s own address stands in From';
  ${internalTable('mail_senders')}
  create policy sweep_sees_ids on mail_senders for select to homolog_sweep using (true);
  grant select (tenant_id, verified_at, checked_at) on mail_senders to homolog_sweep;
  create index mail_senders_to_check on mail_senders (checked_at) where verified_at is not null;
`;

const REPORTS = `
  create index mails_gone_by_id on mails (id) where sent_at is not null;

  create function tenant_of_sent_mail(p_id uuid) returns uuid
    language sql stable security definer set search_path = public, pg_temp
  as $$ select tenant_id from mails where id = p_id and sent_at is not null limit 1 $$;
  comment on function tenant_of_sent_mail(uuid) is 'a report names a mail and no tenant; who calls has checked that it may speak of it';
  revoke all on function tenant_of_sent_mail(uuid) from public;
  grant execute on function tenant_of_sent_mail(uuid) to homolog_app;

  create table mail_reports (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    mail_id uuid not null,
    kind text not null check (kind in ('bounce', 'soft-bounce', 'delay', 'complaint', 'delivered')),
    status text check (status ~ '^[245]\\.[0-9]{1,3}\\.[0-9]{1,3}$'),
    answer text check (length(answer) <= 500),
    came_by text not null check (came_by in ('smtp', 'webhook')),
    at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    unique (tenant_id, mail_id, kind)
  );
  comment on table mail_reports is 'what was reported of a mail after the server had taken it; of each kind the first one, so that a repeated report changes nothing';
  comment on column mail_reports.kind is 'bounce: the address takes no mail; soft-bounce: this mail was returned, another one may arrive; delay: still being tried';
  ${internalTable('mail_reports', 'select, insert')}

  create table suppressed_addresses (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    email text not null check (email = lower(email)),
    reason text not null check (reason in ('bounce', 'complaint')),
    status text,
    answer text,
    mail_id uuid,
    since timestamptz not null,
    lifted_at timestamptz,
    lifted_by uuid,
    lifted_note text check (length(lifted_note) <= 500),
    primary key (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    foreign key (tenant_id, lifted_by) references members (tenant_id, id),
    check (lifted_at is not null or num_nonnulls(lifted_by, lifted_note) = 0)
  );
  comment on table suppressed_addresses is 'an address that mails of this tenant do not reach any more, or whose reader complained; nothing is sent there until a person lifts the mark';
  create unique index suppressed_addresses_once on suppressed_addresses (tenant_id, email) where lifted_at is null;
  create index suppressed_addresses_by_mail on suppressed_addresses (tenant_id, mail_id) where mail_id is not null;
  create index suppressed_addresses_by_lifter on suppressed_addresses (tenant_id, lifted_by) where lifted_by is not null;
  ${internalTable('suppressed_addresses')}
`;

const REMINDERS = `
  alter table reminders add column instead_of text;
  alter table notices drop constraint notices_of_one_subject,
    add constraint notices_of_one_subject check (kind = 'address-marked'
      or num_nonnulls(application_id, audit_id, booking_id, campaign_id, certificate_id) = 1);
  comment on column reminders.instead_of is 'the marked address whose reminder this one replaces; null = the reader''s own';
`;

const CHANNELS = `
  create table channels (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    member_id uuid,
    kind text not null check (kind in ('wecom', 'dingtalk', 'teams', 'slack', 'sms', 'web-push')),
    name text not null check (length(name) between 1 and 100),
    language text not null check (language in ('en', 'de', 'zh')),
    host text not null check (length(host) <= 253),
    sealed_target text not null,
    topics text[] not null check (cardinality(topics) >= 1),
    is_on boolean not null default true,
    last_at timestamptz,
    last_state text check (last_state in ('sent', 'delayed', 'refused')),
    last_answer text check (length(last_answer) <= 500),
    removed_at timestamptz,
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references members (tenant_id, id),
    check (num_nulls(last_at, last_state, last_answer) in (0, 3))
  );
  comment on table channels is 'another way in which one person, or the whole team, hears what was mailed';
  comment on column channels.member_id is 'whose it is; null = the team''s';
  comment on column channels.sealed_target is 'address and secrets, sealed with a key that follows from HOMOLOG_SECRET; a channel that was removed has none of use';
  create index channels_of_member on channels (tenant_id, member_id) where member_id is not null;
  ${internalTable('channels')}

  create table channel_sends (
    tenant_id uuid not null default current_tenant() references tenants (id),
    id uuid not null,
    channel_id uuid not null,
    mail_id uuid not null,
    title text not null check (length(title) <= 500),
    link text not null check (length(link) <= 2000),
    language text not null check (language in ('en', 'de', 'zh')),
    state text not null check (state in ('owed', 'sent', 'refused', 'withdrawn')),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    leased_until timestamptz,
    answer text check (length(answer) <= 500),
    sent_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_id) references channels (tenant_id, id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id),
    unique (tenant_id, channel_id, mail_id),
    check ((state = 'sent') = (sent_at is not null))
  );
  comment on table channel_sends is 'a short message owed to a channel because a mail went; owed until sent, refused or withdrawn';
  create index channel_sends_due on channel_sends (next_attempt_at) where state = 'owed';
  create index channel_sends_of_mail on channel_sends (tenant_id, mail_id);
  ${internalTable('channel_sends')}
  create policy sweep_sees_ids on channel_sends for select to homolog_sweep using (true);
  create policy sweep_claims on channel_sends for update to homolog_sweep using (true) with check (true);
  grant select (tenant_id, id, state, next_attempt_at, leased_until) on channel_sends to homolog_sweep;
  grant update (leased_until) on channel_sends to homolog_sweep;
`;
