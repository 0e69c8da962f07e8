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
    await db.query(DUE_WITH);
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
  create index due_mails_by_lane on due_mails (tenant_id, domain, due_at) include (mail_id);
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

/**
 * Row-level security lets no address into an index: `lower` might tell of rows that are not for the reader. Past it one
 * look for each address does; behind it all that is due, or was ever sent, would be read for each mail that is taken.
 */
const DUE_WITH = `
  create function mails_due_with(p_ids uuid[], p_now timestamptz) returns table (mail_id uuid, tried integer)
    language plpgsql stable security definer rows 5 set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
    set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
  as $$
  begin
    return query
    select due.id, due.attempts
    from (
      select distinct lower(a.to_email) as email, a.alone_key from mails a
      where a.tenant_id = (select current_tenant()) and (select is_staff()) and a.id = any (p_ids)
    ) asked
    cross join lateral (
      select m.id, m.attempts from mails m
      where m.tenant_id = (select current_tenant()) and lower(m.to_email) = asked.email and m.state = 'owed' and m.send_at <= p_now
        and m.alone_key is not distinct from asked.alone_key and not m.is_held and m.next_attempt_at <= p_now
      offset 0
    ) due;
  end $$;
  comment on function mails_due_with(uuid[], timestamptz) is 'these mails and what else is due for their addresses, with the number of their tries';
  revoke all on function mails_due_with(uuid[], timestamptz) from public;
  grant execute on function mails_due_with(uuid[], timestamptz) to homolog_app;
`;
