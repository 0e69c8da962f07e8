import { Inject, Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { DEFAULT_HOURS } from '#domain/deadlines/reminder-hours';
import { withinWindow } from '#domain/deadlines/window';
import { planOfMail } from '#features/daily-plans/mail-plan';
import { MailDress } from '#features/mail-senders/mail-dress';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { OutgoingMail } from '#platform/mail/mailer';
import { CONFIG } from '#platform/platform.module';
import { lateness } from './lateness.js';
import type { NoticeToAttach } from './mail-attachments.js';
import { isQuestion, mailHead, mailRows, type MailRow } from './mail-items.js';
import { FREE, MailOutcomes, type TriedMail } from './mail-outcomes.js';
import { NextReader } from './next-reader.js';
import { noticeRows } from './notice-rows.js';
import { RemindersService } from './reminders.service.js';
import type { WithdrawReason } from './replan.js';
import { AT_ONCE } from './wanted-reminders.js';
import { WriteMail } from './write-mail.js';

/** What is known of a mail when it is taken. */
interface FoundMail {
  attempts: number;
  sendAt: string;
  hasReminders: boolean;
  hasNotices: boolean;
  hasPlans: boolean;
  /** other envelopes of the same address whose time has come too, which nobody may have had yet */
  others: string[];
  /** it comes alone: its legal steps ask for an answer */
  isAlone: boolean;
}

/** A mail that is in our hands and written. */
export interface TakenMail extends TriedMail {
  /** until when it is in our hands */
  until: Date;
  /** whose files are made once the transaction is closed */
  toAttach: NoticeToAttach[];
  outgoing: OutgoingMail;
}

/**
 * Takes a mail that is due and writes it, in one transaction. A mail costs what its round trips cost: what does not depend
 * on each other leaves together, and what the mail does not hold is not asked for.
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
   * The mail is in our hands from then on for as long as the lease is renewed, so that neither a sweep nor a second bell
   * for it finds it free. Outside of its reader's window it is put off until that opens. What else is due for the same
   * address goes with it; what is no longer owed, or overtaken by a later step, is dropped. Of overdue days the next
   * reminder is laid now, so that it is owed whatever happens to this one.
   *
   * @returns null: nothing is to be sent
   */
  async take(scope: TenantScope, mailId: string): Promise<TakenMail | null> {
    try {
      return await this.db.inTenant(scope, () => this.taken(mailId));
    } catch (error) {
      // Nothing was sent: it is free again soon, but not at once, or a mail that cannot be written would be tried without end.
      const freeAt = new Date(this.clock.now().getTime() + FAILED_PAUSE_MS);
      await this.db.inTenant(scope, () => this.db.query(GIVE_BACK, [mailId, freeAt])).catch(() => {});
      throw error;
    }
  }

  /** The end of a lease that begins now. */
  leaseEnd(leases = 1): Date {
    return new Date(this.clock.now().getTime() + leases * this.config.mailLeaseSeconds * 1_000);
  }

  private async taken(mailId: string): Promise<TakenMail | null> {
    const now = this.clock.now();
    const until = this.leaseEnd();
    const [[mail], head] = await Promise.all([
      this.db.prepared<FoundMail>(TAKE, [mailId, now, until, this.leaseEnd(2)]),
      mailHead(this.db, mailId),
    ]);
    if (!mail) {
      await this.db.prepared(NOT_YET, [mailId, now]);
      return null;
    }
    // Who writes a comment on a Saturday is answered on a Saturday; what is due waits for a day that is worked.
    const calendar = mail.hasReminders ? this.calendars.of(head.country) : null;
    const quiet = head.quiet ?? DEFAULT_HOURS;
    const window = withinWindow(now, head.timeZone, calendar, quiet);
    if (!window.isOpen) {
      await this.db.query(WAIT, [mailId, window.opensAt]);
      return null;
    }
    const isMerged = mail.others.length > 0;
    const [rows, notices, worn] = await Promise.all([
      isMerged || mail.hasReminders ? this.dueRows(mailId, now, mail.others) : [],
      isMerged || mail.hasNotices ? noticeRows(this.db, mailId) : [],
      this.dresses.current(),
    ]);
    const ended = rows.filter((row) => row.deadlineState !== 'open');
    const owed = rows.filter((row) => row.deadlineState === 'open');
    if (ended.length > 0) await this.reminders.replan(ended.map((row) => row.deadlineId));
    const told = owed.map((row) => row.deadlineId);
    const plan =
      isMerged || mail.hasPlans ? await planOfMail(this.db, mailId, this.clock.today(head.timeZone), told) : null;
    if (owed.length === 0 && notices.length === 0 && !plan) {
      await this.db.query(WITHDRAW, [mailId]);
      return null;
    }
    const tried = {
      ...{ mailId, attempts: mail.attempts },
      reminderIds: owed.map((row) => row.reminderId),
      noticeIds: notices.map(({ id }) => id),
    };
    if (head.mark) {
      await this.nextReader.passOn(mailId, head.email);
      await this.outcomes.noteMarked({ ...tried, asks: [] }, head.mark.answer);
      return null;
    }
    const since = owed.map(({ sendAt }) => sendAt).sort()[0] ?? mail.sendAt;
    const late = lateness(new Date(since), now, { timeZone: head.timeZone, calendar, quiet });
    const written = await this.writing.write(
      { mailId, isAlone: mail.isAlone, plan, rows: owed, notices, late },
      head,
      worn,
    );
    const overdue = owed.filter((row) => row.step < 0).map((row) => row.deadlineId);
    if (overdue.length > 0) await this.reminders.replan([...new Set(overdue)]);
    return {
      ...tried,
      until,
      asks: mail.isAlone ? owed.filter(isQuestion).map((row) => row.deadlineId) : [],
      toAttach: notices.map(({ id: noticeId, kind, campaignId, facts }) => ({
        ...{ noticeId, kind, campaignId, facts },
        ...{ language: head.language, timeZone: head.timeZone },
      })),
      ...written,
    };
  }

  /** What lies in the envelope once the others are in it too and what a later step overtook is out of it. */
  private async dueRows(mailId: string, now: Date, others: readonly string[]): Promise<MailRow[]> {
    const [, , rows] = await Promise.all([
      others.length > 0 ? this.db.prepared(MERGE, [mailId, others]) : null,
      this.db.prepared(OVERTAKE, [mailId, now]),
      mailRows(this.db, mailId),
    ]);
    return rows;
  }
}

/** Milliseconds from a try that failed with us to the next one. */
const FAILED_PAUSE_MS = 5_000;

const MINE = 'tenant_id = current_tenant() and id = $1';

/**
 * Whether no server can have taken an earlier try of the mail. One that may have arrived keeps its content and goes its
 * own way: repeated with more in it under the same Message-ID, the new would be taken for a copy and never be read.
 */
const NOBODY_MAY_HAVE = (id: string) => `not exists (select from mail_attempts a
      where a.tenant_id = current_tenant() and a.mail_id = ${id} and a.outcome = 'unknown')`;

/**
 * All that is due for the address is locked in one order, so that of two envelopes taken at once one waits, finds itself
 * merged into the other and is left alone.
 *
 * A claim is no hindrance: it is what the bell was rung for. What somebody holds is, while its lease can be believed and
 * it was not admitted anew since, as a claim does once that lease has ended. Who held it before and never noted an outcome
 * may have sent it: that attempt stays as unknown.
 */
const TAKE = {
  name: 'mails.take',
  text: `
  with mine as (select attempts, taken_at, alone_key, lower(to_email) as email from mails where ${MINE}),
  family as materialized (
    select m.id, m.taken_at from mine join mails m on m.tenant_id = current_tenant() and lower(m.to_email) = mine.email
      and m.send_at <= $2 and m.alone_key is not distinct from mine.alone_key
    where m.state = 'owed' and not m.is_held and m.next_attempt_at <= $2
      and (m.taken_at is null or m.taken_at < m.due_at or m.taken_at > $4
        or m.leased_until is null or m.leased_until <= $2 or m.leased_until > $4)
    order by m.send_at, m.id for update of m
  ),
  taken as (
    update mails set taken_at = greatest($2::timestamptz, due_at), leased_until = $3, attempts = attempts + 1
    where ${MINE} and state = 'owed' and id in (select id from family)
    returning attempts, send_at, alone_key
  ),
  never_noted as (
    insert into mail_attempts (mail_id, number, at, outcome)
    select $1, mine.attempts, mine.taken_at, 'unknown' from mine, taken where mine.taken_at is not null
    on conflict do nothing
  )
  select taken.attempts, taken.send_at as "sendAt", coalesce(taken.alone_key not like '${AT_ONCE}%', false) as "isAlone",
    exists (select from reminders r where r.tenant_id = current_tenant() and r.mail_id = $1 and r.state = 'planned') as "hasReminders",
    exists (select from notices n where n.tenant_id = current_tenant() and n.mail_id = $1 and n.state = 'planned') as "hasNotices",
    exists (select from mail_plans p where p.tenant_id = current_tenant() and p.mail_id = $1 and p.state = 'planned') as "hasPlans",
    case when taken.alone_key is null and ${NOBODY_MAY_HAVE('$1')} and (select taken_at from mine) is null
      then array(select family.id from family where family.id <> $1 and family.taken_at is null and ${NOBODY_MAY_HAVE('family.id')}) else '{}' end as others
  from taken`,
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
  where ${MINE} and state = 'owed' and next_attempt_at > $2 and due_at is not null and taken_at is null`,
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
  where r.tenant_id = current_tenant() and r.mail_id = $1 and r.state = 'planned'
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
