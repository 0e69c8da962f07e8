import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Delivery that is fair to all senders and gentle to every receiving domain (decision 0012): what has become due is
 * admitted, claims go round the senders within limits, every attempt keeps what the server said, and the platform owner
 * can see how it fares at a cost by what is due.
 */
export class MailDelivery1764000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MAILS);
    await db.query(ATTEMPTS);
    await db.query(PACE);
    await db.query(OPERATIONS);
  }

  async down(): Promise<void> {
    throw new Error('The delivery of mails has no way back: restore the backup instead.');
  }
}

/**
 * Every index but the one of the plan holds only what is due, on its way or refused. Mails change often in their last
 * minutes and then never again: dead rows are cleared early, because the walks over senders would step over them.
 */
const MAILS = `
  alter table mails
    add column due_at timestamptz,
    add column taken_at timestamptz,
    add column state_reason text,
    add column domain text not null generated always as (lower(substring(to_email from '[^@]*$'))) stored;
  comment on column mails.due_at is 'since when it has been due; null until the sweep admitted it, and again once it is settled or put off';
  comment on column mails.leased_until is 'claimed (rung for) or taken until then';
  comment on column mails.taken_at is 'since when it is in the hands of a worker; null once the outcome is noted';
  comment on column mails.state_reason is 'merged: what lay in it went with another mail to the same address; null otherwise';
  comment on column mails.domain is 'who receives it, as far as the limits of delivery go';
  drop index mails_due;
  create index mails_to_admit on mails (next_attempt_at) where state = 'owed' and not is_held and due_at is null;
  create index mails_admitted on mails (tenant_id, domain, due_at, id) where state = 'owed' and due_at is not null;
  create index mails_in_flight on mails (leased_until) include (tenant_id, domain) where state = 'owed' and leased_until is not null;
  create index mails_owed_by_send on mails (send_at) where state = 'owed' and not is_held;
  create index mails_held on mails (created_at) where state = 'owed' and is_held;
  create index mails_refused on mails (send_at) where state = 'refused';
  alter table mails set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
  grant select (due_at, taken_at, domain) on mails to homolog_sweep;
  grant update (due_at) on mails to homolog_sweep;
`;

const ATTEMPTS = `
  create table mail_attempts (
    tenant_id uuid not null default current_tenant() references tenants (id),
    mail_id uuid not null,
    number integer not null check (number >= 1),
    at timestamptz not null,
    outcome text not null check (outcome in ('sent', 'delayed', 'refused', 'unknown')),
    code integer check (code between 200 and 599),
    server_answer text,
    primary key (tenant_id, mail_id, number),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id)
  );
  comment on column mail_attempts.outcome is 'unknown: its lease ended without a word, or the connection broke while it was on it; the server may have had it';
  comment on column mail_attempts.code is 'the three digits of the server, where it gave some';
  create index mail_attempts_by_time on mail_attempts (at, outcome);
  ${internalTable('mail_attempts', 'select, insert, update')}
  create policy sweep_sees_ids on mail_attempts for select to homolog_sweep using (true);
  grant select (tenant_id, mail_id, number, at, outcome) on mail_attempts to homolog_sweep;
`;

/** No tenant's table: counts of what was claimed lately, by which the claim keeps its limits. Minutes old, never older. */
const PACE = `
  create table mail_pace (
    scope text not null check (scope in ('all', 'sender', 'domain')),
    key text not null,
    slot timestamptz not null,
    claimed integer not null check (claimed >= 0),
    last text,
    primary key (scope, key, slot)
  );
  comment on table mail_pace is 'how many mails were claimed in a slot of some seconds: of all, of a sender (tenant), for a receiving domain';
  comment on column mail_pace.last is 'where the round stopped: of all the sender served last, of a sender the domain served last';
  create index mail_pace_by_slot on mail_pace (slot);
  grant select, insert, update, delete on mail_pace to homolog_sweep;
`;

/** No tenant's tables either: who works, how much was sent since the beginning, and when somebody was last warned. */
const OPERATIONS = `
  create table mail_workers (
    id uuid primary key,
    name text not null,
    queue text not null check (queue in ('postgres', 'redis')),
    at_once integer not null check (at_once >= 1),
    started_at timestamptz not null,
    swept_at timestamptz not null,
    sweep_ms integer not null,
    stopped_at timestamptz
  );
  comment on table mail_workers is 'a row is a worker process that lives, or did within the last day';
  comment on column mail_workers.swept_at is 'end of its last look at what is due';
  grant select, insert, update, delete on mail_workers to homolog_sweep;

  create table mail_totals (
    outcome text primary key check (outcome in ('sent', 'delayed', 'refused')),
    count bigint not null
  );
  comment on table mail_totals is 'attempts since the beginning by outcome; a killed worker forgets the few seconds it had not told yet';
  insert into mail_totals (outcome, count)
    select 'sent', count(*) filter (where state = 'sent') from mails
    union all select 'refused', count(*) filter (where state = 'refused') from mails
    union all select 'delayed', 0;
  grant select, update on mail_totals to homolog_sweep;

  create table mail_alerts (
    name text primary key,
    at timestamptz not null
  );
  comment on table mail_alerts is 'when the platform owner was last mailed of a trouble of this name';
  grant select, insert, update on mail_alerts to homolog_sweep;
`;
