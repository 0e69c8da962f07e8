import type pg from 'pg';
import { IS_RIPE } from './claim-mails.js';

/** How the delivery of mails fares, over all tenants. */
export interface MailFigures {
  /** confirmed and not yet sent, today or on a later day */
  owed: number;
  /** `owed` is the planner's estimate: counting millions would cost more than the number is worth */
  isOwedEstimated: boolean;
  /** of an import whose mails nobody has confirmed */
  held: number;
  /** owed, and the time of their next try has come; those on their way are among them */
  due: number;
  /** claimed or in a worker's hands */
  inFlight: number;
  /** due for longer than the platform owner allows */
  late: number;
  /** refused by a mail server for good */
  refused: number;
  /** tries of the last hour that ended well */
  sentLastHour: number;
  /** tries since the beginning, by outcome */
  sentTotal: number;
  delayedTotal: number;
  refusedTotal: number;
  /** instant since which the longest due one has been due; null when nothing is due */
  oldestDueAt: string | null;
}

/** A worker that lives, or did within the last day. */
export interface MailWorkerFigures {
  name: string;
  queue: 'postgres' | 'redis';
  /** jobs it runs at the same time */
  atOnce: number;
  /** instant of the end of its last look at what is due */
  sweptAt: string;
  sweepMs: number;
  /** instant at which it stopped in order; null while it works, and when it was killed */
  stoppedAt: string | null;
}

/** Mails that are counted one by one; beyond, the planner is asked. */
const COUNTED_AT_MOST = 10_000;

/**
 * Asked as the role of the sweep, which can read no text. Costs by what is due, on its way or refused, and by the tries of
 * the last hour; whatever is planned.
 *
 * @param lateMinutes a mail that has been due for longer counts as late
 */
export async function mailFigures(pool: pg.Pool, now: Date, lateMinutes: number): Promise<MailFigures> {
  const sql = { name: 'mails.figures', text: FIGURES, values: [now, lateMinutes] };
  return (await pool.query<MailFigures>(sql)).rows[0]!;
}

/** Since when the longest due mail has been due, and how many are late. */
export async function mailLateness(
  pool: pg.Pool,
  now: Date,
  lateMinutes: number,
): Promise<Pick<MailFigures, 'late' | 'oldestDueAt'>> {
  const sql = { name: 'mails.lateness', text: LATENESS, values: [now, lateMinutes] };
  return (await pool.query<Pick<MailFigures, 'late' | 'oldestDueAt'>>(sql)).rows[0]!;
}

/** The newest first. */
export async function mailWorkers(pool: pg.Pool): Promise<MailWorkerFigures[]> {
  return (await pool.query<MailWorkerFigures>({ name: 'mails.workers', text: WORKERS })).rows;
}

/** Those the sweep has found, and those it will find at its next look. */
const DUE = `
  select due_at from due_mails
  union all
  select m.next_attempt_at from mails m where ${IS_RIPE}`;

const LATE = `count(*) filter (where due_at < $1::timestamptz - make_interval(mins => $2::int))::int`;

const LATENESS = `select ${LATE} as late, min(due_at) as "oldestDueAt" from (${DUE}) due`;

const FIGURES = `
  with due as materialized (${DUE}),
  counted as materialized (
    select count(*)::int as owed from (select from mails where state = 'owed' and not is_held limit ${COUNTED_AT_MOST + 1}) few
  ),
  hour as (select outcome, count(*)::int as count from mail_attempts where at > $1::timestamptz - interval '1 hour' and at <= $1 group by 1)
  select
    case when counted.owed <= ${COUNTED_AT_MOST} then counted.owed else greatest(counted.owed,
      (select reltuples::int from pg_class where oid = 'mails_owed'::regclass)) end as owed,
    counted.owed > ${COUNTED_AT_MOST} as "isOwedEstimated",
    (select count(*)::int from mails where state = 'owed' and is_held) as held,
    (select count(*)::int from due) as due,
    (select count(*)::int from due_mails where leased_until > $1) as "inFlight",
    (select ${LATE} from due) as late,
    (select count(*)::int from mails where state = 'refused') as refused,
    coalesce((select count from hour where outcome = 'sent'), 0) as "sentLastHour",
    (select count from mail_totals where outcome = 'sent') as "sentTotal",
    (select count from mail_totals where outcome = 'delayed') as "delayedTotal",
    (select count from mail_totals where outcome = 'refused') as "refusedTotal",
    (select min(due_at) from due) as "oldestDueAt"
  from counted`;

const WORKERS = `
  select name, queue, at_once as "atOnce", swept_at as "sweptAt", sweep_ms as "sweepMs", stopped_at as "stoppedAt"
  from mail_workers order by swept_at desc limit 100`;
