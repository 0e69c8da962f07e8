import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays, type Day } from '#domain/day';
import type { ReferenceBook } from '#domain/reference/book';
import { workingDaysBetween } from '#domain/calendar/working-calendar';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import { DEADLINE_COLUMNS, deadlineView, type FlatDeadline } from './deadlines.queries.js';
import { SUBJECT_JOINS } from './subject-columns.js';
import type {
  ChinaCalendar,
  ConversionPoint,
  ConversionProgress,
  DayBar,
  MailsSince,
  TodayCounts,
  TodayView,
} from './today.dto.js';

/** Days ahead that Today looks, and days back that its rule of days shows. */
const AHEAD = 90;
const BACK = 7;
/** More than a person reads; the page says that there are more. */
const LISTED_AT_MOST = 600;
const HOURS_OF_MAILS = 24;

/** The cut-over repeats each conversion a day later. */
const OPEN = `d.tenant_id = current_tenant() and d.state = 'open' and d.kind <> 'cut-over'`;

const LIST = {
  name: 'today.list',
  text: `select ${DEADLINE_COLUMNS}
    from (select * from deadlines d where ${OPEN} and d.due_on <= $1::date order by d.due_on, d.id limit ${LISTED_AT_MOST + 1}) d
    ${SUBJECT_JOINS} order by d.due_on, d.id`,
};

const DAYS = {
  name: 'today.days',
  text: `select d.due_on as day, count(*) filter (where d.basis = 'legal')::int as legal, count(*) filter (where d.basis <> 'legal')::int as other
    from deadlines d where ${OPEN} and d.due_on <= $1::date group by d.due_on order by d.due_on`,
};

const CONVERSION = {
  name: 'today.conversion',
  text: `select max(d.due_on) as "dueOn", count(*)::int as total, count(*) filter (where d.state = 'met')::int as met
    from deadlines d where d.tenant_id = current_tenant() and d.kind = 'conversion' and d.state in ('open', 'met')`,
};

/** A declaration that was replaced is met on the day its certificate was issued, however late that was recorded. */
const POINTS = {
  name: 'today.conversion-points',
  text: `select day, sum(count(*)) over (order by day)::int as met from (
      select least(coalesce(n.issued_on, (d.met_at at time zone $1)::date), (d.met_at at time zone $1)::date) as day
      from deadlines d left join certificates n on n.tenant_id = d.tenant_id and n.replaces_id = d.certificate_id
      where d.tenant_id = current_tenant() and d.kind = 'conversion' and d.state = 'met') met
    group by day order by day`,
};

/** A mail that the server would not take for days counts on the day it went. */
const MAILS = {
  name: 'today.mails',
  text: `select count(*) filter (where m.state = 'sent' and m.sent_at >= $1)::int as sent,
      count(*) filter (where m.state = 'refused' and m.send_at >= $1)::int as refused
    from mails m where m.tenant_id = current_tenant() and m.state in ('sent', 'refused') and m.send_at >= $1::timestamptz - interval '7 days'`,
};

/** What Today shows, each part one statement, all on the wire at once. */
@Injectable()
export class TodayQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
  ) {}

  async today({ timeZone, role }: Pick<Who, 'timeZone' | 'role'>): Promise<TodayView> {
    const today = this.clock.today(timeZone);
    const until = addDays(today, AHEAD);
    const [found, days, conversion, mails] = await Promise.all([
      this.db.read<FlatDeadline>(LIST, [until]),
      this.db.read<DayBar>(DAYS, [until]),
      this.conversion(today, timeZone),
      role === 'client' ? null : this.mails(),
    ]);
    const book = this.references.known();
    return {
      today,
      counts: countsOf(days, today),
      deadlines: found.slice(0, LISTED_AT_MOST).map((row) => deadlineView(row, book)),
      isCapped: found.length > LISTED_AT_MOST,
      days: days.filter(({ day }) => day >= addDays(today, -BACK)),
      conversion,
      china: chinaCalendar(book),
      mails,
    };
  }

  private async conversion(today: Day, timeZone: string): Promise<ConversionProgress | null> {
    const [[progress], points] = await Promise.all([
      this.db.read<{ dueOn: Day | null; total: number; met: number }>(CONVERSION),
      this.db.read<ConversionPoint>(POINTS, [timeZone]),
    ]);
    if (!progress?.dueOn) return null;
    const { dueOn, total, met } = progress;
    const workingDaysLeft = workingDaysBetween(this.calendars.of('CN'), today, dueOn);
    const open = total - met;
    const neededPerWorkingDay =
      open > 0 && workingDaysLeft > 0 ? Math.round((open / workingDaysLeft) * 100) / 100 : null;
    return { dueOn, total, met, open, workingDaysLeft, neededPerWorkingDay, points };
  }

  private async mails(): Promise<MailsSince> {
    const since = new Date(this.clock.now().getTime() - HOURS_OF_MAILS * 3_600_000).toISOString();
    const [counts] = await this.db.read<Omit<MailsSince, 'since'>>(MAILS, [since]);
    return { since, ...counts! };
  }
}

function countsOf(days: readonly DayBar[], today: Day): TodayCounts {
  const between = (from: Day | null, to: Day): number =>
    days.reduce(
      (sum, { day, legal, other }) => ((from === null || day >= from) && day <= to ? sum + legal + other : sum),
      0,
    );
  return {
    overdue: between(null, addDays(today, -1)),
    week: between(today, addDays(today, 7)),
    month: between(addDays(today, 8), addDays(today, 30)),
    quarter: between(addDays(today, 31), addDays(today, AHEAD)),
  };
}

function chinaCalendar({ calendarYears }: ReferenceBook): ChinaCalendar {
  const years = calendarYears.filter(({ country }) => country === 'CN');
  return {
    exceptions: years.flatMap(({ exceptions }) => exceptions),
    publishedYears: years.filter(({ status }) => status !== 'unpublished').map(({ year }) => year),
  };
}
