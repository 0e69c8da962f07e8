import type pg from 'pg';
import type { MailLimits } from '#platform/config/mail-limits';

/** A mail somebody shall send now. */
export interface ClaimedMail {
  tenantId: string;
  mailId: string;
}

export interface Claim {
  /** in the order in which they shall be sent: round after round over the senders */
  claimed: ClaimedMail[];
  /** something due was left behind: by a limit, or because the workers have enough */
  isMore: boolean;
  /** mails for which the workers still have room */
  room: number;
}

export interface ClaimOptions {
  now: Date;
  /** a claim that is not taken, and a mail that is not noted, is free again after so many seconds */
  leaseSeconds: number;
  /** seconds without a look at what is due after which a worker counts as gone */
  aliveSeconds: number;
  limits: MailLimits;
}

/** Rows admitted by one statement; the next portion follows while portions are full. */
export const ADMITTED_AT_ONCE = 5_000;

/** Seconds of a lease for each mail that waits in it. Servers are quicker, and of a silent one few mails are claimed. */
const SECONDS_EACH = 15;
/** Mails of one sender that stand beside each other at most: taken and noted together, they cost a third. */
export const MOST_IN_A_ROW = 8;
/** Mails that are claimed for one that is being sent, so that no worker runs dry between two claims. */
const MOST_AHEAD = 8;

/** `hom`, `mail`: one claim at a time in the whole database. */
const CLAIM_LOCK = '6844269, 1835100524';

/**
 * Admits a portion of what has become due, the longest due first. Two at once admit different mails.
 *
 * @returns how many
 */
export async function admitMails(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query({ name: 'mails.admit', text: ADMIT_MAILS, values: [now] });
  return rowCount ?? 0;
}

/**
 * Claims what may be sent now. The limits stand in the one statement that claims, and one claim waits for the other: so
 * they hold for all workers together. A worker that dies in here has claimed nothing.
 */
export async function claimMails(pool: pg.Pool, options: ClaimOptions): Promise<Claim> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // The lock has a statement of its own: the next one then sees what the claim before has written.
    await client.query(`begin; select pg_advisory_xact_lock(${CLAIM_LOCK})`);
    const { rows } = await client.query({ name: 'mails.claim', text: CLAIM_MAILS, values: claimParams(options) });
    await client.query('commit');
    return rows[0] as Claim;
  } catch (error) {
    failure = error as Error;
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release(failure);
  }
}

/** Mails that are claimed for one hand, the one that it sends included: as many as the lease leaves time for. */
export function mailsAhead(leaseSeconds: number): number {
  return Math.max(1, Math.min(MOST_AHEAD, Math.floor(leaseSeconds / SECONDS_EACH)));
}

/** The parameters of CLAIM_MAILS, in their order. */
export function claimParams({ now, leaseSeconds, aliveSeconds, limits }: ClaimOptions): unknown[] {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  const { senderInFlight, senderPerMinute, domainInFlight, domainPerMinute, domains } = limits;
  const own = Object.fromEntries(
    [...domains].map(([domain, { inFlight, perMinute }]) => [domain, [inFlight, perMinute]]),
  );
  return [
    now,
    after(leaseSeconds),
    // A lease from before the clock was set back would hold for days; so long ahead none was ever given.
    after(2 * leaseSeconds),
    aliveSeconds,
    mailsAhead(leaseSeconds),
    ...[senderInFlight, senderPerMinute, domainInFlight, domainPerMinute],
    JSON.stringify(own),
  ];
}

/**
 * SQL of mails `m` whose time has come by $1 and that no look has found yet. Those that have been admitted are stepped
 * over: a look costs by what is due, not by what is planned. `offset 0` here and `lateral` below let each be found by its
 * key: joined freely, statistics of a quiet hour would have all that is due read for each of them.
 */
export const IS_RIPE = `m.state = 'owed' and not m.is_held and m.next_attempt_at <= $1
    and not exists (select from due_mails d where d.tenant_id = m.tenant_id and d.mail_id = m.id offset 0)`;

export const ADMIT_MAILS = `
  insert into due_mails (tenant_id, mail_id, domain, due_at)
  select m.tenant_id, m.id, m.domain, m.next_attempt_at from mails m
  where ${IS_RIPE}
  order by m.next_attempt_at limit ${ADMITTED_AT_ONCE}
  on conflict do nothing`;

const NOW = '$1::timestamptz';
const UNTIL = '$2::timestamptz';
const BELIEVED = '$3::timestamptz';
const ALIVE = `make_interval(secs => $4::int)`;
const AHEAD = '$5::int';
const SENDER_IN_FLIGHT = '$6::int';
const SENDER_PER_MINUTE = '$7::int';
const DOMAIN_IN_FLIGHT = '$8::int';
const DOMAIN_PER_MINUTE = '$9::int';
const DOMAINS = '$10::jsonb';

/** Receiving domains of one sender that are looked at for one claim; the next claim goes on behind them. */
const LANES = 20;
/** The same with those that are at their limit, which are stepped over. */
const LANES_PASSED = 500;

const IS_FREE = `(d.leased_until is null or d.leased_until <= ${NOW} or d.leased_until > ${BELIEVED})`;

/** Senders that are walked over for one claim: those at their limits take no part. */
const TURNS = `2 * mails / in_a_row + 20`;
/** Of those with room, senders whose mails are looked at: twice as many as needed, for domains may be at their limits. */
const ASKED = `2 * ceil(mails::numeric / in_a_row) + 1`;
/** Round after round over the senders, a few mails of each beside each other. */
const IN_ROWS = `(round - 1) / (select in_a_row from room), position, round`;

/** Slots of five seconds: with all that begin within 65 seconds, no span of a minute holds more than the limit. */
const SLOT = `date_bin('5 seconds', ${NOW}, 'epoch'::timestamptz)`;

/** What a domain may have on its way, what it may be sent in a minute; half of the workers' hands at most for one. */
const domainLimit = (domain: string) => ({
  inFlight: `coalesce((${DOMAINS}->${domain}->>0)::int, (select domain_in_flight from room))`,
  perMinute: `coalesce((${DOMAINS}->${domain}->>1)::int, ${DOMAIN_PER_MINUTE})`,
});

/**
 * The next key after the one before, then once from the beginning up to where the round started: one index probe each,
 * whatever lies between.
 *
 * @param start SQL of the key behind which the round began
 */
function nextKey(walk: string, key: string, start: string, within = 'true'): string {
  const from = `from due_mails d where ${within}`;
  return `
    (select d.${key}, ${walk}.lap ${from} and d.${key} > ${walk}.${key} and (${walk}.lap = 0 or d.${key} <= ${start})
      order by d.${key} limit 1)
    union all
    (select d.${key}, 1 ${from} and ${walk}.lap = 0 and d.${key} <= ${start} order by d.${key} limit 1)
    order by 2, 1 limit 1`;
}

/**
 * Walks the senders that have something admitted, beginning behind the one served last, and within each the receiving
 * domains in the same way; takes from each a share, and of these, round after round, what the limits leave room for.
 *
 * $1 now, $2 end of the lease, $3 the latest end of a lease that is believed, $4 seconds for which a worker counts as
 * alive, $5 mails claimed ahead for each hand, $6 and $7 in flight and per minute of a sender, $8 and $9 of a domain, $10
 * domains with limits of their own as { domain: [inFlight, perMinute] }. Gives one row: `claimed` in the order of
 * sending, `isMore`, `room`. A mail whose holder's lease has ended is admitted anew, so that it can be told from one that is held.
 */
export const CLAIM_MAILS = `
  with recursive
  hands as materialized (
    select greatest(1, coalesce(sum(at_once), 0))::int as hands from mail_workers
    where stopped_at is null and swept_at between ${NOW} - ${ALIVE} and ${NOW} + ${ALIVE}
  ),
  flying as materialized (
    select tenant_id, domain from due_mails where leased_until > ${NOW} and leased_until <= ${BELIEVED}
  ),
  room as materialized (
    select greatest(0, hands * ${AHEAD} - (select count(*) from flying))::int as mails,
      least(${DOMAIN_IN_FLIGHT}, greatest(1, hands / 2)) as domain_in_flight,
      -- So few that several senders have their turn in all that is claimed.
      least(${MOST_IN_A_ROW}, greatest(1, hands * ${AHEAD} / 10)) as in_a_row
    from hands
  ),
  minute as materialized (
    select scope, key, sum(claimed)::int as claimed, (array_agg(last order by slot desc))[1] as last
    from mail_pace where slot > ${NOW} - interval '65 seconds' and slot <= ${NOW} + interval '60 seconds'
    group by scope, key
  ),
  start as materialized (
    select coalesce((select last::uuid from minute where scope = 'all'), '00000000-0000-0000-0000-000000000000') as tenant_id
  ),
  turn (tenant_id, lap, position) as (
    select tenant_id, 0, 0 from start
    union all
    select next.tenant_id, next.lap, turn.position + 1
    from turn cross join lateral (${nextKey('turn', 'tenant_id', '(select tenant_id from start)')}) next
    where turn.position < (select case when mails > 0 then ${TURNS} else 0 end from room)
  ),
  senders as materialized (
    select known.*, room > 0 and asked <= (select ${ASKED} from room) as is_asked, asked > (select ${ASKED} from room) as is_left
    from (
      select walked.*, count(*) filter (where room > 0) over (order by position) as asked from (
        select turn.tenant_id, turn.position, coalesce(minute.last, '') as served,
          least(${SENDER_IN_FLIGHT} - coalesce(own.flying, 0), ${SENDER_PER_MINUTE} - coalesce(minute.claimed, 0))::int as room
        from turn
        left join (select tenant_id, count(*) as flying from flying group by 1) own on own.tenant_id = turn.tenant_id
        left join minute on minute.scope = 'sender' and minute.key = turn.tenant_id::text
        where turn.position > 0
      ) walked
    ) known
  ),
  share as materialized (
    select greatest((select in_a_row from room), ceil((select mails from room) / greatest(1, count(*))::numeric))::int as mails from senders where is_asked
  ),
  domains as materialized (
    select domain, least(${domainLimit('domain').inFlight} - flying, ${domainLimit('domain').perMinute} - claimed)::int as room
    from (
      select coalesce(own.domain, minute.key) as domain, coalesce(own.flying, 0) as flying, coalesce(minute.claimed, 0) as claimed
      from (select domain, count(*) as flying from flying group by 1) own
      full join (select key, claimed from minute where scope = 'domain') minute on minute.key = own.domain
    ) known
  ),
  walked as materialized (
    select senders.tenant_id, senders.position, senders.room, walk.domain, walk.nth
    from senders cross join lateral (
      with recursive lane (domain, lap, nth, passed) as (
        select senders.served, 0, 0, 0
        union all
        select next.domain, next.lap, lane.nth + case when exists (
            select from domains full_one where full_one.domain = next.domain and full_one.room <= 0) then 0 else 1 end,
          lane.passed + 1
        from lane cross join lateral (
          ${nextKey('lane', 'domain', 'senders.served', 'd.tenant_id = senders.tenant_id')}) next
        where lane.nth < least(${LANES}, greatest(5, (select mails from share) + 1)) and lane.passed < ${LANES_PASSED}
      )
      select domain, nth from lane where passed > 0
    ) walk
    where senders.is_asked
  ),
  lanes as materialized (
    select walked.*, coalesce(domains.room,
      least(${domainLimit('walked.domain').inFlight}, ${domainLimit('walked.domain').perMinute})) as domain_room
    from walked left join domains on domains.domain = walked.domain where coalesce(domains.room, 1) > 0
  ),
  candidates as materialized (
    select lanes.*, mail.id, mail.n from lanes cross join lateral (
      select oldest.id, row_number() over (order by oldest.due_at) as n from (
        select d.mail_id as id, d.due_at from due_mails d
        where d.tenant_id = lanes.tenant_id and d.domain = lanes.domain and ${IS_FREE}
        order by d.due_at limit (select mails from share)
      ) oldest
    ) mail
  ),
  rounds as (
    select candidates.*, row_number() over (partition by tenant_id order by n, nth) as round from candidates
  ),
  within as (
    select rounds.*, row_number() over (partition by domain order by ${IN_ROWS}) as in_domain
    from rounds where round <= rounds.room
  ),
  chosen as (
    select tenant_id, id, row_number() over (order by ${IN_ROWS}) as nth from within where in_domain <= domain_room
    order by ${IN_ROWS} limit (select mails from room)
  ),
  claimed as materialized (
    select chosen.tenant_id, chosen.id, due.domain, due.place, chosen.nth from chosen cross join lateral (
      select d.domain, d.ctid as place from due_mails d
      where d.tenant_id = chosen.tenant_id and d.mail_id = chosen.id and ${IS_FREE} for update skip locked
    ) due
  ),
  leased as (
    update due_mails d set leased_until = ${UNTIL}, due_at = case when d.taken_at is null then d.due_at else ${NOW} end
    where d.ctid = any (array(select place from claimed))
  ),
  paced as (
    insert into mail_pace (scope, key, slot, claimed, last)
    select 'sender', tenant_id::text, ${SLOT}, count(*), (array_agg(domain order by nth desc))[1] from claimed group by tenant_id
    union all
    select 'domain', domain, ${SLOT}, count(*), null from claimed group by domain
    union all
    select 'all', '', ${SLOT}, (select count(*) from claimed), case
        when (select count(*) from claimed) >= (select mails from room)
          then (select tenant_id::text from claimed order by nth desc limit 1)
        else (select tenant_id::text from senders where not is_left order by position desc limit 1) end
      where exists (select from turn where position > 0)
    on conflict (scope, key, slot) do update set claimed = mail_pace.claimed + excluded.claimed, last = excluded.last
  )
  select
    coalesce((select json_agg(json_build_object('tenantId', tenant_id, 'mailId', id) order by nth) from claimed), '[]') as claimed,
    (select mails from room) - (select count(*) from claimed)::int as room,
    (select mails from room) = 0
      or exists (select from senders where room <= 0 or is_left)
      or exists (select from domains where room <= 0)
      or (select count(*) from candidates) > (select count(*) from claimed)
      or (select count(*) from turn) > (select ${TURNS} from room) as "isMore"`;
