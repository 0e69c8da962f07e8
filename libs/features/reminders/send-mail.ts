import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, type TenantScope } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { MailDelayed, Mailer, MailRefused, type OutgoingMail } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { renderMail } from './mail/render-mail.js';
import { FREE, MailOutcomes } from './mail-outcomes.js';
import { MailAttachments, type NoticeToAttach } from './mail-attachments.js';
import { mailContent, mailHead, mailRows, type MailHead, type MailRow } from './mail-items.js';
import { noticeRows, type NoticeRow } from './notice-rows.js';
import { RemindersService } from './reminders.service.js';
import type { WithdrawReason } from './replan.js';

interface Taken {
  mailId: string;
  /** until when it is in our hands */
  until: Date;
  attempts: number;
  reminderIds: string[];
  noticeIds: string[];
  /** whose files are made once the transaction is closed */
  toAttach: NoticeToAttach[];
  outgoing: OutgoingMail;
}

/**
 * The job `send-mail`. Two short transactions around the send: in the first the mail is taken and written, in the
 * second its outcome is noted. A crash between the two repeats the mail with the same Message-ID.
 */
@Injectable()
export class SendMail {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly reminders: RemindersService,
    private readonly calendars: Calendars,
    private readonly references: ReferenceStore,
    private readonly mailer: Mailer,
    private readonly attachments: MailAttachments,
    private readonly outcomes: MailOutcomes,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Harmless when repeated: only a mail that is owed, due and in nobody's hands is taken. */
  async run(tenantId: string, mailId: string): Promise<void> {
    const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
    const taken = await this.take(scope, mailId);
    if (!taken) return;
    const stopRenewing = this.renew(scope, mailId, taken.until);
    try {
      const outcome = await this.send(scope, taken).catch((error: unknown) => {
        if (error instanceof MailRefused || error instanceof MailDelayed) return error;
        throw error;
      });
      await this.outcomes.note(scope, taken, outcome);
    } finally {
      await stopRenewing();
    }
  }

  /** Files are made now and not earlier: a mail that waits carries what is true when it goes. */
  private async send(scope: TenantScope, { outgoing, toAttach }: Taken): Promise<string> {
    if (toAttach.length === 0) return this.mailer.send(outgoing);
    const attachments = await this.attachments.of(scope, toAttach).catch((err: unknown) => {
      this.log.error({ err }, 'the file of a mail was not made');
      throw new MailDelayed('the file of this mail was not made');
    });
    return this.mailer.send({ ...outgoing, attachments });
  }

  /**
   * Takes the mail: it is in our hands from then on for as long as the lease is renewed, so that neither a sweep nor a
   * second job for it finds it free. What is no longer owed, or overtaken by a later step, is dropped first; of overdue days the next
   * reminder is laid now, so that it is owed whatever happens to this one.
   */
  private async take(scope: TenantScope, mailId: string): Promise<Taken | null> {
    try {
      return await this.db.inTenant(scope, async () => {
        const now = this.clock.now();
        const until = this.leaseEnd();
        const [mail] = await this.db.query<{ attempts: number }>(TAKE, [mailId, now, until, this.leaseEnd(2)]);
        if (!mail) {
          await this.db.query(NOT_YET, [mailId, now]);
          return null;
        }
        await this.db.query(OVERTAKE, [mailId, now]);
        const rows = await mailRows(this.db, mailId);
        const notices = await noticeRows(this.db, mailId);
        const ended = rows.filter((row) => row.deadlineState !== 'open');
        const owed = rows.filter((row) => row.deadlineState === 'open');
        if (ended.length > 0) await this.reminders.replan(ended.map((row) => row.deadlineId));
        if (owed.length === 0 && notices.length === 0) {
          await this.db.query(WITHDRAW, [mailId]);
          return null;
        }
        const head = await mailHead(this.db, mailId);
        const outgoing = await this.write(head, owed, notices);
        const overdue = owed.filter((row) => row.step < 0).map((row) => row.deadlineId);
        if (overdue.length > 0) await this.reminders.replan([...new Set(overdue)]);
        const reminderIds = owed.map((row) => row.reminderId);
        return {
          mailId,
          until,
          attempts: mail.attempts,
          reminderIds,
          noticeIds: notices.map(({ id }) => id),
          toAttach: notices.map(({ id: noticeId, kind, campaignId, facts }) => ({
            ...{ noticeId, kind, campaignId, facts },
            ...{ language: head.language, timeZone: head.timeZone },
          })),
          outgoing,
        };
      });
    } catch (error) {
      // Nothing was sent: the next sweep may ring at once.
      await this.db.inTenant(scope, () => this.db.query(GIVE_BACK, [mailId])).catch(() => {});
      throw error;
    }
  }

  private async write(head: MailHead, rows: readonly MailRow[], notices: readonly NoticeRow[]): Promise<OutgoingMail> {
    const { schemes, approvalKinds } = await this.references.current();
    const content = mailContent(head, rows, notices, {
      today: this.clock.today(head.timeZone),
      url: this.config.url,
      policies: await this.reminders.policies(rows),
      china: this.calendars.of('CN'),
      calendar: this.calendars.of(head.country),
      ...{ schemes, approvalKinds },
    });
    const rendered = renderMail(content);
    const sender = (head.language === 'zh' ? head.tenant.chinese : head.tenant.latin) ?? head.tenant.latin ?? '';
    return {
      from: { name: sender, email: this.config.mailFrom },
      to: { name: head.name, email: head.email },
      replyTo: content.consultant,
      messageId: head.messageId,
      ...rendered,
    };
  }

  /** Keeps the mail taken for as long as the server takes to answer. Once it is settled, renewing changes nothing. */
  private renew(scope: TenantScope, mailId: string, until: Date): () => Promise<void> {
    let renewing: Promise<void> = Promise.resolve();
    let held = until;
    const once = async (): Promise<void> => {
      const next = this.leaseEnd();
      await this.db.inTenant(scope, () => this.db.query(RENEW, [mailId, held, next]));
      held = next;
    };
    const timer = setInterval(
      () => {
        renewing = renewing
          .then(once)
          .catch((err: unknown) => this.log.warn({ err, mailId }, 'a lease was not renewed'));
      },
      (this.config.mailLeaseSeconds * 1_000) / 3,
    );
    return async () => {
      clearInterval(timer);
      await renewing;
    };
  }

  private leaseEnd(leases = 1): Date {
    return new Date(this.clock.now().getTime() + leases * this.config.mailLeaseSeconds * 1_000);
  }
}

const MINE = 'tenant_id = current_tenant() and id = $1';

/**
 * A claim is no hindrance: it is what the bell was rung for. What somebody holds is, while its lease can be believed. Who
 * held it before and never noted an outcome may have sent it: that attempt stays as unknown.
 */
const TAKE = `
  with before as (select attempts, taken_at from mails where ${MINE}),
  taken as (update mails set taken_at = $2, leased_until = $3, attempts = attempts + 1
    where ${MINE} and state = 'owed' and not is_held and next_attempt_at <= $2
      and (taken_at is null or leased_until is null or leased_until <= $2 or leased_until > $4)
    returning attempts),
  never_noted as (insert into mail_attempts (mail_id, number, at, outcome)
    select $1, before.attempts, before.taken_at, 'unknown' from before, taken where before.taken_at is not null
    on conflict do nothing)
  select attempts from taken`;

/** Admitted before the clock was set back, or put off meanwhile: it is admitted again when its time has come. */
const NOT_YET = `
  update mails set due_at = null, leased_until = null
  where ${MINE} and state = 'owed' and next_attempt_at > $2 and due_at is not null and taken_at is null`;

/**
 * After an outage several steps of one deadline are due to one person at once: only the last of them is still news.
 *
 * Instants decide, and of one instant the nearer step, so that of all due steps exactly one is the last, whoever asks
 * first: two mails taken at the same time cannot withdraw each other. A later step that was sent counts like one that
 * is owed, because its mail may have been quicker. A refused one does not: it has told nobody.
 */
const OVERTAKE = `
  update reminders r set state = 'withdrawn', state_reason = '${'overtaken' satisfies WithdrawReason}', mail_id = null, version = r.version + 1
  from deadlines d
  where r.tenant_id = current_tenant() and r.mail_id = $1 and r.state = 'planned'
    and d.tenant_id = r.tenant_id and d.id = r.deadline_id and d.state = 'open'
    and exists (select 1 from reminders later
      where later.tenant_id = r.tenant_id and later.deadline_id = r.deadline_id
        and later.contact_id is not distinct from r.contact_id and later.member_id is not distinct from r.member_id
        and later.laboratory_id is not distinct from r.laboratory_id
        and (later.state = 'sent' or (later.state = 'planned' and not later.is_held and later.send_at <= $2))
        and (later.send_at, -later.step_days) > (r.send_at, -r.step_days))`;

const RENEW = `
  update mails set leased_until = $3 where ${MINE} and state = 'owed' and leased_until = $2 and taken_at is not null`;

const GIVE_BACK = `update mails set leased_until = null where ${MINE} and state = 'owed' and taken_at is null`;

const WITHDRAW = `update mails set state = 'withdrawn', ${FREE} where ${MINE} and state = 'owed'`;
