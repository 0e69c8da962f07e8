import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/**
 * Mails that are due stand in a table of their own for as long as they are: finding, claiming and holding them writes
 * nothing into the table of all mails, whose indexes grow with everything that was ever planned.
 */
export class DueMails1764200000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DUE_MAILS);
    await db.query(MAILS);
    await db.query(NO_LONGER_DUE);
  }

  async down(): Promise<void> {
    throw new Error('Mails that are due have no way back: restore the backup instead.');
  }
}

/** Rows come and go by the minute: dead ones are cleared early, because the walks over senders would step over them. */
const DUE_MAILS = `
  create table due_mails (
    tenant_id uuid not null default current_tenant(),
    mail_id uuid not null,
    domain text not null,
    due_at timestamptz not null,
    leased_until timestamptz,
    taken_at timestamptz,
    primary key (tenant_id, mail_id),
    foreign key (tenant_id, mail_id) references mails (tenant_id, id)
  );
  comment on table due_mails is 'a row is an owed mail whose time has come, from when the sweep found it until it is settled or put off';
  comment on column due_mails.domain is 'who receives it, as far as the limits of delivery go';
  comment on column due_mails.due_at is 'since when it has been due; since when it is free again, of one whose holder let its lease end';
  comment on column due_mails.leased_until is 'claimed (rung for) or taken until then';
  comment on column due_mails.taken_at is 'since when it is in the hands of a worker';
  create index due_mails_by_lane on due_mails (tenant_id, domain, due_at, mail_id);
  create index due_mails_in_flight on due_mails (leased_until) include (tenant_id, domain) where leased_until is not null;
  alter table due_mails set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
  ${internalTable('due_mails', 'select, insert, update, delete')}
  create policy sweep_claims on due_mails for all to homolog_sweep using (true) with check (true);
  grant select, insert, update on due_mails to homolog_sweep;
  insert into due_mails (tenant_id, mail_id, domain, due_at, leased_until, taken_at)
    select tenant_id, id, domain, due_at, leased_until, taken_at from mails where state = 'owed' and due_at is not null;
`;

/** The sweep finds and counts by the one index of what is owed, and writes no mail any more. */
const MAILS = `
  drop policy sweep_claims on mails;
  drop index mails_to_admit, mails_admitted, mails_in_flight, mails_owed_by_send;
  alter table mails drop column due_at, drop column leased_until, drop column taken_at;
  create index mails_owed on mails (next_attempt_at) where state = 'owed' and not is_held;
`;

/** Whoever settles a mail or puts it off need not know of the sweep. Statistics of an empty table would read it whole. */
const NO_LONGER_DUE = `
  create function end_due_mail() returns trigger language plpgsql set enable_seqscan = off as $$
  begin
    delete from due_mails where tenant_id = new.tenant_id and mail_id = new.id;
    return null;
  end $$;
  comment on function end_due_mail() is 'a mail that is settled, held or put off is not due; the next sweep finds it again when its time has come';
  create trigger no_longer_due after update of state, is_held, next_attempt_at on mails for each row
    when (old.state = 'owed' and (new.state <> 'owed' or new.is_held or new.next_attempt_at <> old.next_attempt_at))
    execute function end_due_mail();
`;
