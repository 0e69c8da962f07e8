import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, type TenantScope } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { withinWindow } from '#domain/deadlines/window';
import { planOfMail, writtenPlan, type FoundPlan } from '#features/daily-plans/mail-plan';
import { dress, MailDress } from '#features/mail-senders/mail-dress';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { bounceAddress, unsubscribeAddress } from '#platform/mail/bounce-address';
import { MailDelayed, Mailer, MailRefused, type OutgoingMail } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { signMail } from './mail-token.js';
import { readersOfMail, topicsOfMail } from './mail-topics.js';
import { renderMail } from './mail/render-mail.js';
import { type Late, lateness, windowOf } from './lateness.js';
import { FREE, MailOutcomes, type TriedMail } from './mail-outcomes.js';
import { MailAttachments, type NoticeToAttach } from './mail-attachments.js';
import { mailContent, mailHead, mailRows, type MailGround, type MailHead, type MailRow } from './mail-items.js';
import { NextReader } from './next-reader.js';
import { noticeRows, type NoticeRow } from './notice-rows.js';
import { RemindersService } from './reminders.service.js';
import type { WithdrawReason } from './replan.js';
import { AT_ONCE } from './wanted-reminders.js';

/** What is known of a mail when it is taken. */
interface TakenMail {
  attempts: number;
  sendAt: string;
  hasReminders: boolean;
  /** other envelopes of the same address whose time has come too, which nobody may have had yet */
  others: string[];
  /** it comes alone: its legal steps ask for an answer */
  isAlone: boolean;
}

interface Taken extends TriedMail {
  /** until when it is in our hands */
  until: Date;
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
    private readonly dresses: MailDress,
    private readonly nextReader: NextReader,
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
    return this.mailer.send({ ...outgoing, attachments: [...(outgoing.attachments ?? []), ...attachments] });
  }

  /**
   * Takes the mail: it is in our hands from then on for as long as the lease is renewed, so that neither a sweep nor a
   * second job for it finds it free. Outside of its reader's window it is put off until that opens. What else is due for
   * the same address goes with it; what is no longer owed, or overtaken by a later step, is dropped. Of overdue days the
   * next reminder is laid now, so that it is owed whatever happens to this one.
   */
  private async take(scope: TenantScope, mailId: string): Promise<Taken | null> {
    try {
      return await this.db.inTenant(scope, async () => {
        const now = this.clock.now();
        const until = this.leaseEnd();
        const [mail] = await this.db.prepared<TakenMail>({ name: 'mails.take', text: TAKE }, [
          mailId,
          now,
          until,
          this.leaseEnd(2),
        ]);
        if (!mail) {
          await this.db.query(NOT_YET, [mailId, now]);
          return null;
        }
        const [head, quiet] = [await mailHead(this.db, mailId), await windowOf(this.db)];
        // Who writes a comment on a Saturday is answered on a Saturday; what is due waits for a day that is worked.
        const calendar = mail.hasReminders ? this.calendars.of(head.country) : null;
        const window = withinWindow(now, head.timeZone, calendar, quiet);
        if (!window.isOpen) {
          await this.db.query(WAIT, [mailId, window.opensAt]);
          return null;
        }
        if (mail.others.length > 0) await this.db.query(MERGE, [mailId, mail.others]);
        await this.db.prepared({ name: 'mails.overtake', text: OVERTAKE }, [mailId, now]);
        const rows = await mailRows(this.db, mailId);
        const notices = await noticeRows(this.db, mailId);
        const ended = rows.filter((row) => row.deadlineState !== 'open');
        const owed = rows.filter((row) => row.deadlineState === 'open');
        if (ended.length > 0) await this.reminders.replan(ended.map((row) => row.deadlineId));
        const told = owed.map((row) => row.deadlineId);
        const plan = await planOfMail(this.db, mailId, this.clock.today(head.timeZone), told);
        if (owed.length === 0 && notices.length === 0 && !plan) {
          await this.db.query(WITHDRAW, [mailId]);
          return null;
        }
        const since = owed.map(({ sendAt }) => sendAt).sort()[0] ?? mail.sendAt;
        const late = lateness(new Date(since), now, { timeZone: head.timeZone, calendar, quiet });
        const mark = await this.nextReader.markOf(head.email);
        if (mark) {
          const inside = {
            reminderIds: owed.map((row) => row.reminderId),
            noticeIds: notices.map(({ id }) => id),
            asks: [],
          };
          await this.nextReader.passOn(mailId, head.email);
          await this.outcomes.noteMarked({ mailId, attempts: mail.attempts, ...inside }, mark.answer);
          return null;
        }
        const { outgoing, tells } = await this.write(
          { mailId, isAlone: mail.isAlone, plan },
          head,
          owed,
          notices,
          late,
        );
        const overdue = owed.filter((row) => row.step < 0).map((row) => row.deadlineId);
        if (overdue.length > 0) await this.reminders.replan([...new Set(overdue)]);
        const reminderIds = owed.map((row) => row.reminderId);
        return {
          mailId,
          until,
          attempts: mail.attempts,
          reminderIds,
          noticeIds: notices.map(({ id }) => id),
          asks: mail.isAlone ? owed.filter(isQuestion).map((row) => row.deadlineId) : [],
          toAttach: notices.map(({ id: noticeId, kind, campaignId, facts }) => ({
            ...{ noticeId, kind, campaignId, facts },
            ...{ language: head.language, timeZone: head.timeZone },
          })),
          outgoing,
          tells,
        };
      });
    } catch (error) {
      // Nothing was sent: it is free again soon, but not at once, or a mail that cannot be written would be tried without end.
      const freeAt = new Date(this.clock.now().getTime() + FAILED_PAUSE_MS);
      await this.db.inTenant(scope, () => this.db.query(GIVE_BACK, [mailId, freeAt])).catch(() => {});
      throw error;
    }
  }

  private async write(
    { mailId, isAlone, plan }: { mailId: string; isAlone: boolean; plan: FoundPlan | null },
    head: MailHead,
    rows: readonly MailRow[],
    notices: readonly NoticeRow[],
    late: Late | null,
  ): Promise<Pick<Taken, 'outgoing' | 'tells'>> {
    const { schemes, approvalKinds } = await this.references.current();
    const ground: MailGround = {
      today: this.clock.today(head.timeZone),
      url: this.config.url,
      policies: await this.reminders.policies(rows),
      china: this.calendars.of('CN'),
      calendar: this.calendars.of(head.country),
      ...{ schemes, approvalKinds, late, isAlone },
      answerUrl: `${this.config.url}/answer/${signMail('reminder-answer', { tenantId: this.db.scope.tenantId, mailId }, this.config.secret)}`,
    };
    const content = {
      ...mailContent(head, rows, notices, ground),
      plan: plan && (await writtenPlan(this.db, plan, head, ground)),
    };
    const { bounceDomain, secret } = this.config;
    const choices = await this.choicesOf(mailId);
    const rendered = renderMail({ ...content, choicesUrl: choices && `${this.config.url}/mail-choices/${choices}` });
    const mail = {
      to: { name: head.name, email: head.email },
      replyTo: content.consultant,
      messageId: head.messageId,
      envelopeFrom: bounceDomain && bounceAddress(secret, bounceDomain, mailId),
      ...(choices && { headers: this.unsubscribing(mailId, choices) }),
      ...rendered,
    };
    const worn = await this.dresses.current();
    const pages = [...content.items.map(({ subject }) => subject.url), ...content.notices.map(({ url }) => url)];
    // The one page it is about, else the first screen.
    const link = pages.length === 1 ? pages[0]! : `${this.config.url}/`;
    return {
      outgoing: dress(mail, worn, head.language),
      tells: worn.hasChannels ? { mailId, title: rendered.subject, link } : null,
    };
  }

  /** The token of the page of choices; null where nothing in the mail may be switched off, or nobody could choose. */
  private async choicesOf(mailId: string): Promise<string | null> {
    if ((await topicsOfMail(this.db, mailId)).length === 0 || (await readersOfMail(this.db, mailId)).length === 0)
      return null;
    return signMail('mail-choices', { tenantId: this.db.scope.tenantId, mailId }, this.config.secret);
  }

  /** RFC 2369 and RFC 8058: one act of the mail program, without a sign-in; a mail where returned ones are read. */
  private unsubscribing(mailId: string, token: string): Record<string, string> {
    const { url, bounceDomain, secret } = this.config;
    const byMail = bounceDomain
      ? [`<mailto:${unsubscribeAddress(secret, bounceDomain, mailId)}?subject=unsubscribe>`]
      : [];
    return {
      'List-Unsubscribe': [`<${url}/hooks/unsubscribe/${token}>`, ...byMail].join(', '),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
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

const isQuestion = ({ basis, step, reason }: MailRow) => basis === 'legal' && step >= 0 && reason === 'responsible';

const MINE = 'tenant_id = current_tenant() and id = $1';

/** Milliseconds from a try that failed with us to the next one. */
const FAILED_PAUSE_MS = 5_000;

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
const TAKE = `
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
    case when taken.alone_key is null and ${NOBODY_MAY_HAVE('$1')} and (select taken_at from mine) is null
      then array(select family.id from family where family.id <> $1 and family.taken_at is null and ${NOBODY_MAY_HAVE('family.id')}) else '{}' end as others
  from taken`;

/** What lay in the other envelopes goes with this one; the empty ones are withdrawn. */
const MERGE = `
  with moved as (update reminders set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  told as (update notices set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned'),
  plans as (update mail_plans set mail_id = $1 where tenant_id = current_tenant() and mail_id = any ($2) and state = 'planned')
  update mails set state = 'withdrawn', state_reason = 'merged', ${FREE}
  where tenant_id = current_tenant() and id = any ($2) and state = 'owed'`;

/** It was no try. */
const WAIT = `update mails set next_attempt_at = $2, attempts = attempts - 1, ${FREE} where ${MINE} and state = 'owed'`;

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

const GIVE_BACK = `
  update mails set leased_until = least(leased_until, $2)
  where ${MINE} and state = 'owed' and (taken_at is null or taken_at < due_at)`;

const WITHDRAW = `
  with plans as (update mail_plans set state = 'withdrawn', state_reason = 'nothing-to-say', mail_id = null
    where tenant_id = current_tenant() and mail_id = $1 and state = 'planned')
  update mails set state = 'withdrawn', ${FREE} where ${MINE} and state = 'owed'`;
