import type { Db } from '#database/db';
import { addDays, type Day } from '#domain/day';
import { planItems, type MailGround, type MailHead } from '#features/reminders/mail-items';
import type { MailPlan } from '#features/reminders/mail/plan-content';
import { deskOf, OUTLOOK_DAYS, outlookOf, plansInMail, type Desk } from './plan-rows.js';

/** What the plans of a mail say, before it is written; null = none lies in it, or there is nothing to say. */
export interface FoundPlan {
  desk: Desk | null;
  /** ids of deadlines; null: no outlook */
  outlook: string[] | null;
}

const WEEK_DAYS = 7;

/**
 * @param today where the reader is
 * @param told deadlines that the mail reminds of anyway: they are not told twice
 */
export async function planOfMail(
  db: Db,
  mailId: string,
  today: Day,
  told: readonly string[],
): Promise<FoundPlan | null> {
  const isNew = (id: string) => !told.includes(id);
  const found: FoundPlan = { desk: null, outlook: null };
  for (const plan of await plansInMail(db, mailId)) {
    if (plan.kind === 'weekly-outlook') found.outlook = (await outlookOf(db, plan, today)).filter(isNew);
    else if (plan.memberId !== null) {
      const desk = await deskOf(db, plan.memberId, today);
      const due = desk.due.filter(isNew);
      found.desk = { ...desk, due, asked: desk.asked.filter((id) => isNew(id) && !due.includes(id)) };
    }
  }
  const lines = [...Object.values(found.desk ?? {}), found.outlook ?? []].flat();
  return lines.length > 0 ? found : null;
}

/** The same in the words of the mail; what is on the desk does not stand in the outlook of the same mail again. */
export async function writtenPlan(
  db: Db,
  { desk, outlook }: FoundPlan,
  head: Pick<MailHead, 'language'>,
  ground: MailGround,
): Promise<MailPlan> {
  const { url, today } = ground;
  const items = (ids: readonly string[]) => planItems(db, ids, head.language, ground);
  const due = await items(desk?.due ?? []);
  const ahead = await items((outlook ?? []).filter((id) => !desk?.due.includes(id)));
  const weeks = Array.from({ length: OUTLOOK_DAYS / WEEK_DAYS }, (_, week) => {
    const from = addDays(today, week * WEEK_DAYS);
    const to = addDays(from, WEEK_DAYS - 1);
    return { from, to, items: ahead.filter(({ dueOn }) => dueOn >= from && dueOn <= to) };
  });
  return {
    desk: desk && {
      due,
      asked: await items(desk.asked),
      turns: desk.turns.map(({ id, ...turn }) => ({ ...turn, url: `${url}/cases/${id}` })),
      appointments: desk.appointments.map(({ id, ...of }) => ({
        ...of,
        url: of.kind === 'audit' ? `${url}/audits/${id}` : `${url}/lab/bookings/${id}`,
      })),
    },
    weeks: outlook && weeks.filter((week) => week.items.length > 0),
  };
}
