import { Inject, Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import type { PolicyBook } from '#domain/deadlines/policy-book';
import { DEFAULT_HOURS } from '#domain/deadlines/reminder-hours';
import { type QuietHours, withinWindow } from '#domain/deadlines/window';
import { planOfMail } from '#features/daily-plans/mail-plan';
import { type Dress, MailDress } from '#features/mail-senders/mail-dress';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { OutgoingMail } from '#platform/mail/mailer';
import { CONFIG } from '#platform/platform.module';
import { lateness } from './lateness.js';
import type { NoticeToAttach } from './mail-attachments.js';
import { isQuestion, type MailHead, mailHeads, mailRows, type MailRow } from './mail-items.js';
import { FREE, MailOutcomes, type TriedMail } from './mail-outcomes.js';
import { NextReader } from './next-reader.js';
import { type NoticeRow, noticeRows } from './notice-rows.js';
import { RemindersService } from './reminders.service.js';
import type { WithdrawReason } from './replan.js';
import { AT_ONCE } from './wanted-reminders.js';
import { WriteMail } from './write-mail.js';

/** What is known of a mail that is due. */
interface FoundMail {
  mailId: string;
  /** null: another one of the same address was taken in its place */
  attempts: number | null;
  sendAt: string;
  hasReminders: boolean;
  hasNotices: boolean;
  hasPlans: boolean;
  /** other envelopes of the same address whose time has come too, which nobody may have had yet */
  others: string[];
  /** it comes alone: its legal steps ask for an answer */
  isAlone: boolean;
}

/** A mail within its reader's window. */
interface OpenMail {
  mail: FoundMail & { attempts: number };
  head: MailHead;
  /** null: it does not wait for a day that is worked */
  calendar: WorkingCalendar | null;
  quiet: QuietHours;
}

/** A mail that is in our hands and written. */
export interface TakenMail extends TriedMail {
  /** until when it is in our hands */
  until: Date;
  /** whose files are made once the transaction is closed */
  toAttach: NoticeToAttach[];
  outgoing: OutgoingMail;
}

/** Mails that were asked for, as far as they are to be sent. */
export interface Taken {
  taken: TakenMail[];
  /** still owed and free: to be asked for alone */
  again: string[];
}

/**
 * Takes mails that are due and writes them, those of one tenant in one transaction. Mails cost what their statements cost:
 * each is asked once for all of them, those that do not depend on each other leave together, and what no mail holds is not
 * asked for.
 */
@Injectable()
export class TakeMail {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly reminders: RemindersService,
    private readonly calendars: Calendars,
    private readonly dresses: MailDress,
    private readonly nextReader: NextReader,
    private readonly outcomes: MailOutcomes,
    private readonly writing: WriteMail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The mails are in our hands from then on for as long as the lease is renewed, so that neither a sweep nor a second bell
   * for them finds them free. Outside of its reader's window a mail is put off until that opens. What else is due for the
   * same address goes with it; what is no longer owed, or overtaken by a later step, is dropped. Of overdue days the next
   * reminder is laid now, so that it is owed whatever happens to this one.
   *
   * @throws Error when one of them cannot be written: nothing is taken then, and one that was asked for alone rests
   */
  async take(scope: TenantScope, mailIds: readonly string[]): Promise<Taken> {
    try {
      return await this.db.inTenant(scope, () => this.taken(mailIds));
    } catch (error) {
      // Nothing was sent: it is free again soon, but not at once, or a mail that cannot be written would be tried without end.
      const freeAt = new Date(this.clock.now().getTime() + FAILED_PAUSE_MS);
      if (mailIds.length === 1)
        await this.db.inTenant(scope, () => this.db.query(GIVE_BACK, [mailIds[0], freeAt])).catch(() => {});
      throw error;
    }
  }

  /** The end of a lease that begins now. */
  leaseEnd(leases = 1): Date {
    return new Date(this.clock.now().getTime() + leases * this.config.mailLeaseSeconds * 1_000);
  }

  private async taken(mailIds: readonly string[]): Promise<Taken> {
    const now = this.clock.now();
    const until = this.leaseEnd();
    const [found, heads] = await Promise.all([
      this.db.prepared<FoundMail>(TAKE, [mailIds, now, until, this.leaseEnd(2)]),
      mailHeads(this.db, mailIds),
    ]);
    const missing = mailIds.filter((id) => !found.some(({ mailId }) => mailId === id));
    if (missing.length > 0) await this.db.prepared(NOT_YET, [missing, now]);
    const open: OpenMail[] = [];
    for (const mail of found) {
      if (mail.attempts === null) continue;
      const head = heads.get(mail.mailId)!;
      // Who writes a comment on a Saturday is answered on a Saturday; what is due waits for a day that is worked.
      const calendar = mail.hasReminders ? this.calendars.of(head.country) : null;
      const quiet = head.quiet ?? DEFAULT_HOURS;
      const window = withinWindow(now, head.timeZone, calendar, quiet);
      if (window.isOpen) open.push({ mail: { ...mail, attempts: mail.attempts }, head, calendar, quiet });
      else await this.db.query(WAIT, [mail.mailId, window.opensAt]);
    }
    const taken = open.length > 0 ? await this.written(open, now, until) : [];
    const merged = new Set(open.flatMap(({ mail }) => mail.others));
    const again = found.filter(({ attempts, mailId }) => attempts === null && !merged.has(mailId));
    return { taken, again: again.map(({ mailId }) => mailId) };
  }

  private async written(open: readonly OpenMail[], now: Date, until: Date): Promise<TakenMail[]> {
    const having = (what: 'hasReminders' | 'hasNotices') =>
      open.flatMap(({ mail }) => (mail[what] || mail.others.length > 0 ? [mail.mailId] : []));
    const [, rows, notices, worn] = await Promise.all([
      // In this order they leave: what lay in other envelopes is in these when they are read.
      Promise.all(
        open.map(({ mail }) => mail.others.length > 0 && this.db.prepared(MERGE, [mail.mailId, mail.others])),
      ),
      this.dueRows(having('hasReminders'), now),
      noticeRows(this.db, having('hasNotices')),
      this.dresses.current(),
    ]);
    const ended = rows.filter((row) => row.deadlineState !== 'open');
    if (ended.length > 0) await this.reminders.replan(deadlinesOf(ended));
    const owed = rows.filter((row) => row.deadlineState === 'open');
    const policies = await this.reminders.knownPolicies(owed);
    const taken: TakenMail[] = [];
    for (const each of open) {
      const isIn = ({ mailId }: { mailId: string }) => mailId === each.mail.mailId;
      const inside = { rows: owed.filter(isIn), notices: notices.filter(isIn) };
      const written = await this.writtenOne(each, inside, { now, worn, policies });
      if (written) taken.push({ ...written, until });
    }
    const overdue = owed.filter((row) => row.step < 0 && taken.some(({ mailId }) => mailId === row.mailId));
    if (overdue.length > 0) await this.reminders.replan(deadlinesOf(overdue));
    return taken;
  }

  /** @returns null: there is nothing to say, or its address takes no mail */
  private async writtenOne(
    { mail, head, calendar, quiet }: OpenMail,
    { rows, notices }: { rows: MailRow[]; notices: NoticeRow[] },
    { now, worn, policies }: { now: Date; worn: Dress; policies: PolicyBook },
  ): Promise<Omit<TakenMail, 'until'> | null> {
    const { mailId, isAlone } = mail;
    const today = this.clock.today(head.timeZone);
    const told = rows.map((row) => row.deadlineId);
    const plan = mail.hasPlans || mail.others.length > 0 ? await planOfMail(this.db, mailId, today, told) : null;
    if (rows.length === 0 && notices.length === 0 && !plan) {
      await this.db.query(WITHDRAW, [mailId]);
      return null;
    }
    const tried = {
      ...{ mailId, attempts: mail.attempts },
      reminderIds: rows.map((row) => row.reminderId),
      noticeIds: notices.map(({ id }) => id),
    };
    if (head.mark) {
      await this.nextReader.passOn(mailId, head.email);
      await this.outcomes.noteMarked({ ...tried, asks: [] }, head.mark.answer);
      return null;
    }
    const since = rows.map(({ sendAt }) => sendAt).sort()[0] ?? mail.sendAt;
    const late = lateness(new Date(since), now, { timeZone: head.timeZone, calendar, quiet });
    const toWrite = { mailId, isAlone, plan, rows, notices, late };
    return {
      ...tried,
      asks: isAlone ? rows.filter(isQuestion).map((row) => row.deadlineId) : [],
      toAttach: notices.map(({ id: noticeId, kind, campaignId, facts }) => ({
        ...{ noticeId, kind, campaignId, facts },
        ...{ language: head.language, timeZone: head.timeZone },
      })),
      ...(await this.writing.write(toWrite, head, worn, policies)),
    };
  }

  /** What lies in these envelopes once what a later step overtook is out of them. */
  private async dueRows(mailIds: readonly string[], now: Date): Promise<MailRow[]> {
    if (mailIds.length === 0) return [];
    const [, rows] = await Promise.all([this.db.prepared(OVERTAKE, [mailIds, now]), mailRows(this.db, mailIds)]);
    return rows;
  }
}

const deadlinesOf = (rows: readonly MailRow[]) => [...new Set(rows.map((row) => row.deadlineId))];

/** Milliseconds from a try that failed with us to the next one. */
const FAILED_PAUSE_MS = 5_000;

const MINE = 'tenant_id = current_tenant() and id = $1';
const ASKED = 'tenant_id = current_tenant() and id = any ($1::uuid[])';

/**
 * Whether no server can have taken an earlier try of the mail. One that may have arrived keeps its content and goes its
 * own way: repeated with more in it under the same Message-ID, the new would be taken for a copy and never be read.
 */
const NOBODY_MAY_HAVE = (id: string) => `not exists (select from mail_attempts a
      where a.tenant_id = current_tenant() and a.mail_id = ${id} and a.outcome = 'unknown')`;

const HOLDS = (table: string) =>
  `exists (select from ${table} x where x.tenant_id = current_tenant() and x.mail_id = f.id and x.state = 'planned')`;

/**
 * All that is due for the addresses is locked in one order, so that of two envelopes taken at once one waits, finds itself
 * merged into the other and is left alone. Of several that are asked for together the first of each address is taken.
 *
 * A claim is no hindrance: it is what the bell was rung for. What somebody holds is, while its lease can be believed and
 * it was not admitted anew since, as a claim does once that lease has ended. Who held it before and never noted an outcome
 * may have sent it: that attempt stays as unknown.
 */
const TAKE = {
  name: 'mails.take',
  text: `
  with mine as (
    select id, attempts, taken_at, alone_key, lower(to_email) as email from mails where ${ASKED}
  ),
  family as materialized (
    select m.id, m.taken_at, m.send_at, m.alone_key, mine.email
    from (select distinct email, alone_key from mine) mine join mails m on m.tenant_id = current_tenant()
      and lower(m.to_email) = mine.email and m.send_at <= $2 and m.alone_key is not distinct from mine.alone_key
    where m.state = 'owed' and not m.is_held and m.next_attempt_at <= $2
      and (m.taken_at is null or m.taken_at < m.due_at or m.taken_at > $4
        or m.leased_until is null or m.leased_until <= $2 or m.leased_until > $4)
    order by m.send_at, m.id for update of m
  ),
  first as (
    select distinct on (email, alone_key) id from family where id = any ($1::uuid[]) order by email, alone_key, send_at, id
  ),
  taken as (
    update mails set taken_at = greatest($2::timestamptz, due_at), leased_until = $3, attempts = attempts + 1
    where tenant_id = current_tenant() and state = 'owed' and id in (select id from first)
    returning id, attempts, send_at
  ),
  never_noted as (
    insert into mail_attempts (mail_id, number, at, outcome)
    select id, mine.attempts, mine.taken_at, 'unknown' from mine join taken using (id) where mine.taken_at is not null
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
const MERGE = {
  name: 'mails.merge',
  text: `
  with moved as (update reminders set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  told as (update notices set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  plans as (update mail_plans set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned')
  update mails set state = 'withdrawn', state_reason = 'merged', ${FREE}
  where tenant_id = current_tenant() and id = any ($2) and state = 'owed'`,
};

/** It was no try. */
const WAIT = `update mails set next_attempt_at = $2, attempts = attempts - 1, ${FREE} where ${MINE} and state = 'owed'`;

/** Admitted before the clock was set back, or put off meanwhile: it is admitted again when its time has come. */
const NOT_YET = {
  name: 'mails.not-yet',
  text: `
  update mails set due_at = null, leased_until = null
  where ${ASKED} and state = 'owed' and next_attempt_at > $2 and due_at is not null and taken_at is null`,
};

/**
 * After an outage several steps of one deadline are due to one person at once: only the last of them is still news.
 *
 * Instants decide, and of one instant the nearer step, so that of all due steps exactly one is the last, whoever asks
 * first: two mails taken at the same time cannot withdraw each other. A later step that was sent counts like one that
 * is owed, because its mail may have been quicker. A refused one does not: it has told nobody.
 */
const OVERTAKE = {
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

const GIVE_BACK = `
  update mails set leased_until = least(leased_until, $2)
  where ${MINE} and state = 'owed' and (taken_at is null or taken_at < due_at)`;

const WITHDRAW = `
  with plans as (update mail_plans set state = 'withdrawn', state_reason = 'nothing-to-say', mail_id = null
    where tenant_id = current_tenant() and mail_id = $1 and state = 'planned')
  update mails set state = 'withdrawn', ${FREE} where ${MINE} and state = 'owed'`;
