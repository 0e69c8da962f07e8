import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Logger } from 'pino';
import { Db, newId, type NamedSql } from '#database/db';
import { isWorkingDay, workingDayOnOrAfter, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { addDays, type Day } from '#domain/day';
import { DEFAULT_HOURS, type ReminderHours } from '#domain/deadlines/reminder-hours';
import { defaultChoice, PLAN_TOPICS, type MailChoice, type PlanTopic } from '#domain/mail/choices';
import type { Language } from '#domain/permissions';
import { openEnvelopes, withdrawEmpty } from '#features/reminders/envelopes';
import { HOURS } from '#features/reminders/reminders.sql';
import { Calendars } from '#platform/calendars/calendars';
import { Clock, instantAt } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { CONFIG, LOG } from '#platform/platform.module';
import { deskOf, outlookOf } from './plan-rows.js';

/** Hours before the morning at which its plans are laid, so that they lie in the same mail as what is due. */
const AHEAD_HOURS = 1;
/** A plan that many hours late helps nobody: the next one comes tomorrow. */
const LATE_HOURS = 4;
const AT_ONCE = 200;

interface Turn {
  tenantId: string;
  id: string;
  nextAt: string;
}

interface Person {
  memberId: string | null;
  contactId: string | null;
  side: 'team' | 'client';
  ownsCases: boolean;
  email: string;
  name: string;
  language: Language;
  timeZone: string;
  country: string;
  chosen: Partial<Record<PlanTopic, MailChoice>>;
  nextAt: string;
}

/**
 * Lays the plans of the day and the outlooks whose morning is near: once per person and day, whoever sweeps. The sweeping
 * role sees ids and instants of those who are due, whatever number of tenants there is; the rest is done inside the tenant.
 */
@Injectable()
export class PlanSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly sweep: SweepPool,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns how many plans it laid */
  async run(): Promise<number> {
    const now = this.clock.now();
    let laid = 0;
    let last: Turn = { nextAt: '-infinity', tenantId: NIL, id: NIL };
    for (let isMore = true; isMore;) {
      const { rows }: { rows: Turn[] } = await this.sweep.pool.query<Turn>(DUE_TURNS, [
        now,
        last.nextAt,
        last.tenantId,
        last.id,
      ]);
      for (const turn of rows) laid += await this.take(turn, now);
      last = rows.at(-1) ?? last;
      isMore = rows.length === AT_ONCE;
    }
    return laid;
  }

  private async take({ tenantId, id }: Turn, now: Date): Promise<number> {
    try {
      return await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () => this.lay(id, now));
    } catch (err) {
      // One person's trouble is not the next one's; the turn stays due.
      this.log.error({ err, tenantId, turnId: id }, 'the plan of a person was not laid');
      return 0;
    }
  }

  private async lay(turnId: string, now: Date): Promise<number> {
    const [turn] = await this.db.prepared<{ id: string }>(TAKE, [turnId, now]);
    // Another worker has it, or had it.
    if (!turn) return 0;
    const [person] = await this.db.prepared<Person>(PERSON, [turnId]);
    const wanted = person ? PLAN_TOPICS.filter((kind) => choiceOf(person, kind) !== 'never') : [];
    // Nobody to be looked at any more; of the team everybody is, because owning a case begins without us.
    if (!person || (person.side === 'client' && wanted.length === 0)) {
      await this.db.query(DROP, [turnId]);
      return 0;
    }
    const { timeZone, country } = person;
    const calendar = this.calendars.of(country);
    const hours = (await this.db.read<ReminderHours>(HOURS))[0] ?? DEFAULT_HOURS;
    const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate()!;
    const morning = instantAt(today, hours.morningHour, timeZone);
    const ahead = now.getTime() - morning.getTime();
    // Who is new at noon gets the first plan tomorrow; after an outage of some hours today's still comes.
    const wasDue = person.nextAt !== '-infinity' || ahead <= 0;
    const isItsHour = ahead >= -AHEAD_HOURS * 3_600_000 && ahead <= LATE_HOURS * 3_600_000;
    let laid = 0;
    if (isWorkingDay(calendar, today) && isItsHour && wasDue) {
      const kinds = wanted.filter(
        (kind) => kind === 'daily-plan' || isOutlookDay(today, hours.outlookWeekday, calendar),
      );
      for (const kind of kinds) laid += await this.layOne(kind, person, today, morning, now);
    }
    await this.db.prepared(NEXT, [turnId, nextTurn(now, today, hours.morningHour, timeZone, calendar)]);
    return laid;
  }

  /** Where there is nothing to say no mail is opened. */
  private async layOne(kind: PlanTopic, person: Person, today: Day, morning: Date, now: Date): Promise<number> {
    const { memberId, contactId, email, name, language, timeZone } = person;
    const desk = kind === 'daily-plan' ? Object.values(await deskOf(this.db, memberId!, today)) : [];
    const hasSomething =
      [...desk, kind === 'weekly-outlook' ? await outlookOf(this.db, person, today) : []].flat().length > 0;
    if (!hasSomething) return 0;
    const envelope = { email, name, language, timeZone, sendAt: morning.toISOString(), aloneKey: null, isHeld: false };
    const host = new URL(this.config.url).host;
    const mailId = (await openEnvelopes(this.db, new Map([['', envelope]]), host, now)).get('');
    const made = await this.db.query(LAY, [newId(), kind, memberId, contactId, today, mailId, now]);
    if (made.length === 0) await withdrawEmpty(this.db, [mailId!]);
    return made.length;
  }
}

const choiceOf = (person: Person, kind: PlanTopic): MailChoice =>
  kind === 'daily-plan' && person.side === 'client' ? 'never' : (person.chosen[kind] ?? defaultChoice(kind, person));

/** The first working day on or after the tenant's weekday, 1 = Monday. */
function isOutlookDay(today: Day, weekday: number, calendar: WorkingCalendar): boolean {
  const back = (DateTime.fromISO(today).weekday - weekday + 7) % 7;
  return workingDayOnOrAfter(calendar, addDays(today, -back)) === today;
}

/** An hour before the next working morning whose hour is not begun. */
function nextTurn(now: Date, today: Day, hour: number, timeZone: string, calendar: WorkingCalendar): Date {
  const at = (day: Day) => new Date(instantAt(day, hour, timeZone).getTime() - AHEAD_HOURS * 3_600_000);
  const first = at(workingDayOnOrAfter(calendar, today));
  return first.getTime() > now.getTime() ? first : at(workingDayOnOrAfter(calendar, addDays(today, 1)));
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** Who is due, the longest first: an index range over all tenants. */
export const DUE_TURNS = `
  select tenant_id as "tenantId", id, next_at::text as "nextAt" from mail_turns
  where next_at <= $1 and (next_at, tenant_id, id) > ($2::timestamptz, $3::uuid, $4::uuid)
  order by next_at, tenant_id, id limit ${AT_ONCE}`;

const TAKE: NamedSql = {
  name: 'daily-plans.take',
  text: `
  select id from mail_turns where tenant_id = current_tenant() and id = $1 and next_at <= $2 for update skip locked`,
};

const PERSON: NamedSql = {
  name: 'daily-plans.person',
  text: `
  select m.id as "memberId", null::uuid as "contactId", case when m.role = 'client' then 'client' else 'team' end as side,
    exists (select from applications a where a.tenant_id = m.tenant_id and a.owner_id = m.id
      and a.status not in ('certified', 'refused', 'withdrawn', 'lapsed')) as "ownsCases",
    m.email, m.name, m.language, m.time_zone as "timeZone", m.country, t.next_at::text as "nextAt",
    (select coalesce(jsonb_object_agg(c.topic, c.choice), '{}') from mail_choices c where c.tenant_id = m.tenant_id and c.member_id = m.id) as chosen
  from mail_turns t join members m on m.tenant_id = t.tenant_id and m.id = t.member_id and m.left_at is null
  where t.tenant_id = current_tenant() and t.id = $1 and m.user_id is not null
  union all
  select null, k.id, 'client', false, k.email, k.name, k.language, k.time_zone, c.country, t.next_at::text,
    (select coalesce(jsonb_object_agg(c.topic, c.choice), '{}') from mail_choices c where c.tenant_id = k.tenant_id and c.contact_id = k.id)
  from mail_turns t join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id
  join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
  where t.tenant_id = current_tenant() and t.id = $1`,
};

const DROP = `delete from mail_turns where tenant_id = current_tenant() and id = $1`;

const NEXT: NamedSql = {
  name: 'daily-plans.next',
  text: `update mail_turns set next_at = $2 where tenant_id = current_tenant() and id = $1`,
};

const LAY = `
  with made as (
    insert into mail_plans (id, kind, member_id, contact_id, on_day, mail_id, state, created_at) values ($1, $2, $3, $4, $5, $6, 'planned', $7)
    on conflict do nothing returning id)
  select id from made`;
