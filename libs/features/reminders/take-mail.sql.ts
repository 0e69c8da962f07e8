import type { WithdrawReason } from './replan.js';
import { AT_ONCE } from './wanted-reminders.js';

const MINE = 'tenant_id = current_tenant() and id = $1';

/**
 * Whether no server can have taken an earlier try of the mail. One that may have arrived keeps its content and goes its
 * own way: repeated with more in it under the same Message-ID, the new would be taken for a copy and never be read.
 */
const NOBODY_MAY_HAVE = (id: string) => `not exists (select from mail_attempts a
      where a.tenant_id = current_tenant() and a.mail_id = ${id} and a.outcome = 'unknown')`;

const HOLDS = (table: string) =>
  `exists (select from ${table} x where x.tenant_id = current_tenant() and x.mail_id = f.id and x.state = 'planned')`;

/** In this transaction all is found by keys. By statistics of a quiet hour what was empty then would be read whole. */
export const BY_KEYS = { name: 'mails.by-keys', text: 'set local enable_seqscan = off' };

/**
 * $1 mails, $2 now. All that is due for their addresses is locked in one order, so that of two envelopes taken at once one
 * waits, finds itself merged into the other and is left alone. A statement of its own: the next one then sees who has
 * taken what while this one waited.
 */
export const LOCK = {
  name: 'mails.lock',
  text: `
  select 1 from mails_due_with($1, $2) due join mails m on m.tenant_id = current_tenant() and m.id = due.mail_id
  where m.state = 'owed' order by m.send_at, m.id for update of m`,
};

/**
 * $1 mails, $2 now, $3 the end of a lease, $4 the latest one that is believed. Of several that are asked for together the
 * first of each address is taken.
 *
 * A claim is no hindrance: it is what the bell was rung for. What somebody holds is, while its lease can be believed and
 * it was not admitted anew since, as a claim does once that lease has ended. Who held it before and never noted an outcome
 * may have sent it: that attempt stays as unknown. What was laid for an address after it was locked is left to whoever has
 * it, or goes with the others if nobody has.
 */
export const TAKE = {
  name: 'mails.take',
  text: `
  with family as materialized (
    select m.id, m.attempts, m.send_at, m.next_attempt_at, m.domain, m.alone_key, lower(m.to_email) as email, d.taken_at
    from mails_due_with($1, $2) due
    join mails m on m.tenant_id = current_tenant() and m.id = due.mail_id and m.attempts = due.tried
    left join lateral (select * from due_mails d where d.tenant_id = m.tenant_id and d.mail_id = m.id offset 0) d on true
    where m.state = 'owed' and (d.taken_at is null or d.taken_at < d.due_at or d.taken_at > $4
      or d.leased_until is null or d.leased_until <= $2 or d.leased_until > $4)
    for update of m skip locked
  ),
  first as (
    select distinct on (email, alone_key) * from family where id = any ($1::uuid[]) order by email, alone_key, send_at, id
  ),
  held as (
    insert into due_mails as d (mail_id, domain, due_at, taken_at, leased_until)
    select id, domain, next_attempt_at, $2, $3 from first
    on conflict (tenant_id, mail_id) do update
      set taken_at = greatest(excluded.taken_at, d.due_at), leased_until = excluded.leased_until
  ),
  taken as (
    update mails set attempts = attempts + 1 where tenant_id = current_tenant() and id in (select id from first)
    returning id, attempts, send_at
  ),
  never_noted as (
    insert into mail_attempts (mail_id, number, at, outcome)
    select id, attempts, taken_at, 'unknown' from first where taken_at is not null
    on conflict do nothing
  )
  select f.id as "mailId", taken.attempts, taken.send_at as "sendAt", coalesce(f.alone_key not like '${AT_ONCE}%', false) as "isAlone",
    ${HOLDS('reminders')} as "hasReminders", ${HOLDS('notices')} as "hasNotices", ${HOLDS('mail_plans')} as "hasPlans",
    case when taken.id is not null and f.alone_key is null and f.taken_at is null and ${NOBODY_MAY_HAVE('f.id')}
      then array(select o.id from family o where o.email = f.email and o.alone_key is null and o.id <> f.id and o.taken_at is null
        and ${NOBODY_MAY_HAVE('o.id')}) else '{}' end as others
  from family f left join taken on taken.id = f.id where f.id = any ($1::uuid[])`,
};

/** What lay in the other envelopes goes with this one; the empty ones are withdrawn. */
export const MERGE = {
  name: 'mails.merge',
  text: `
  with moved as (update reminders set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  told as (update notices set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  plans as (update mail_plans set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned')
  update mails set state = 'withdrawn', state_reason = 'merged', version = version + 1
  where tenant_id = current_tenant() and id = any ($2) and state = 'owed'`,
};

/** It was no try. */
export const WAIT = `update mails set next_attempt_at = $2, attempts = attempts - 1, version = version + 1 where ${MINE} and state = 'owed'`;

/**
 * $1 mails, $2 now. Admitted before the clock was set back: it is admitted again when its time has come. Or settled by
 * another worker while this one admitted it.
 */
export const NOT_YET = {
  name: 'mails.not-yet',
  text: `
  delete from due_mails d where d.tenant_id = current_tenant() and d.mail_id = any ($1::uuid[]) and d.taken_at is null
    and not exists (select from mails m where m.tenant_id = d.tenant_id and m.id = d.mail_id
      and m.state = 'owed' and not m.is_held and m.next_attempt_at <= $2)`,
};

/**
 * After an outage several steps of one deadline are due to one person at once: only the last of them is still news.
 *
 * Instants decide, and of one instant the nearer step, so that of all due steps exactly one is the last, whoever asks
 * first: two mails taken at the same time cannot withdraw each other. A later step that was sent counts like one that
 * is owed, because its mail may have been quicker. A refused one does not: it has told nobody.
 */
export const OVERTAKE = {
  name: 'mails.overtake',
  text: `
  update reminders r set state = 'withdrawn', state_reason = '${'overtaken' satisfies WithdrawReason}', mail_id = null, version = r.version + 1
  from deadlines d
  where r.tenant_id = current_tenant() and r.mail_id = any ($1::uuid[]) and r.state = 'planned'
    and d.tenant_id = r.tenant_id and d.id = r.deadline_id and d.state = 'open'
    and exists (select 1 from reminders later
      where later.tenant_id = r.tenant_id and later.deadline_id = r.deadline_id
        and later.contact_id is not distinct from r.contact_id and later.member_id is not distinct from r.member_id
        and later.laboratory_id is not distinct from r.laboratory_id
        and (later.state = 'sent' or (later.state = 'planned' and not later.is_held and later.send_at <= $2))
        and (later.send_at, -later.step_days) > (r.send_at, -r.step_days))`,
};

export const GIVE_BACK = `
  update due_mails set leased_until = least(leased_until, $2)
  where tenant_id = current_tenant() and mail_id = $1 and (taken_at is null or taken_at < due_at)`;

export const WITHDRAW = `
  with plans as (update mail_plans set state = 'withdrawn', state_reason = 'nothing-to-say', mail_id = null
    where tenant_id = current_tenant() and mail_id = $1 and state = 'planned')
  update mails set state = 'withdrawn', version = version + 1 where ${MINE} and state = 'owed'`;
