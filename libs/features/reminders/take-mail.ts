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
import { MailOutcomes, type TriedMail } from './mail-outcomes.js';
import { NextReader } from './next-reader.js';
import { type NoticeRow, noticeRows } from './notice-rows.js';
import { RemindersService } from './reminders.service.js';
import { BY_KEYS, GIVE_BACK, LOCK, MERGE, NOT_YET, OVERTAKE, TAKE, WAIT, WITHDRAW } from './take-mail.sql.js';
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
    const [, , found, heads] = await Promise.all([
      this.db.prepared(BY_KEYS, []),
      this.db.prepared(LOCK, [mailIds, now]),
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
