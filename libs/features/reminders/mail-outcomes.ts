import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, newId, type TenantScope } from '#database/db';
import { ChannelSends, type MailToTell } from '#features/channels/channel-sends';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { MailDelayed, MailRefused } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import { MailTotals } from './mail-totals.js';
import { NoticesService } from './notices.service.js';
import { RemindersService } from './reminders.service.js';
import { MOST_ATTEMPTS, retryPauseMs } from './retry-pause.js';

/** Milliseconds between the tries of noting an outcome. */
const NOTE_PAUSES_MS = [200, 1_000, 3_000, 10_000];

/** Milliseconds in which outcomes of one tenant are gathered. A kill in them repeats no more than what is on its way anyway. */
const TOGETHER_MS = 15;

/** Stands before the server's words of what was not even tried. */
export const ADDRESS_MARKED = 'address-marked';

/** A mail that was tried, with what lay in it. */
export interface TriedMail {
  mailId: string;
  /** number of this try, from 1 */
  attempts: number;
  reminderIds: readonly string[];
  noticeIds: readonly string[];
  /** deadlines of which it asks who is responsible for an answer: once it is sent, the chain that hears of none is laid */
  asks: readonly string[];
  /** what channels are told once it is sent; null: the tenant has none */
  tells?: MailToTell | null;
}

/** A mail with what the server answered, and when. */
interface SentMail extends TriedMail {
  answer: string;
  at: Date;
}

/** Notes what became of a try to send: on the mail, on what lay in it, and as an attempt of its own. */
@Injectable()
export class MailOutcomes {
  /** sent and not noted yet, by tenant */
  private readonly waiting = new Map<string, { mails: SentMail[]; noted: Promise<void> }>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly notices: NoticesService,
    private readonly channels: ChannelSends,
    private readonly reminders: RemindersService,
    private readonly totals: MailTotals,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * The mail has left the house, so a database that is away for a moment is waited for: giving up here would mean
   * sending it twice. What a tenant's other mails have just got is noted with it.
   *
   * @param outcome the server's answer, or why it did not take the mail
   */
  async note(scope: TenantScope, tried: TriedMail, outcome: string | MailRefused | MailDelayed): Promise<void> {
    if (typeof outcome === 'string')
      return this.noteTogether(scope, { ...tried, answer: outcome, at: this.clock.now() });
    return this.insist(() => this.db.inTenant(scope, () => this.noteFailed(tried, outcome)));
  }

  private noteTogether(scope: TenantScope, mail: SentMail): Promise<void> {
    const waiting = this.waiting.get(scope.tenantId);
    if (waiting) {
      waiting.mails.push(mail);
      return waiting.noted;
    }
    const mails = [mail];
    const noted = sleep(TOGETHER_MS).then(() => {
      this.waiting.delete(scope.tenantId);
      return this.noteAll(scope, mails);
    });
    this.waiting.set(scope.tenantId, { mails, noted });
    return noted;
  }

  /** One that cannot be noted keeps none of the others. */
  private async noteAll(scope: TenantScope, mails: readonly SentMail[]): Promise<void> {
    const noteIt = (some: readonly SentMail[]) => () => this.db.inTenant(scope, () => this.noteSent(some));
    if (mails.length === 1) return this.insist(noteIt(mails));
    try {
      await noteIt(mails)();
    } catch (err) {
      this.log.warn({ err, mails: mails.length }, 'outcomes were not noted together; each is noted for itself');
      await Promise.all(mails.map((mail) => this.insist(noteIt([mail]))));
    }
  }

  private async insist(noteIt: () => Promise<void>): Promise<void> {
    for (const pauseMs of NOTE_PAUSES_MS) {
      try {
        return await noteIt();
      } catch (err) {
        this.log.warn({ err, pauseMs }, 'the outcome of a mail was not noted');
        await sleep(pauseMs);
      }
    }
    return noteIt();
  }

  /** Not sent, because the address takes no mail: noted in the transaction that took it. */
  async noteMarked(tried: TriedMail, why: string | null): Promise<void> {
    await this.settle([this.with(tried, why ? `${ADDRESS_MARKED}: ${why}` : ADDRESS_MARKED)], 'refused');
  }

  private async noteSent(mails: readonly SentMail[]): Promise<void> {
    await this.settle(mails, 'sent');
    await this.notices.sent(mails.flatMap(({ noticeIds }) => noticeIds));
    for (const { tells } of mails) if (tells) await this.channels.owe(tells);
    await this.reminders.replan(mails.flatMap(({ asks }) => asks));
  }

  private async noteFailed(tried: TriedMail, failure: MailRefused | MailDelayed): Promise<void> {
    const { answer } = failure;
    if (failure instanceof MailRefused || tried.attempts >= MOST_ATTEMPTS) {
      this.log.warn({ mailId: tried.mailId, answer }, 'a mail was refused');
      return this.settle([this.with(tried, answer)], 'refused');
    }
    return this.noteDelayed(tried, answer, failure.mayHaveArrived ? 'unknown' : 'delayed');
  }

  private with(tried: TriedMail, answer: string): SentMail {
    return { ...tried, answer, at: this.clock.now() };
  }

  /** Refused ones one by one: their answer stands beside what lay in them. */
  private async settle(mails: readonly SentMail[], outcome: 'sent' | 'refused'): Promise<void> {
    const mailIds = mails.map(({ mailId }) => mailId);
    for (const _ of mails) this.db.afterCommit(() => this.totals.count(outcome));
    const [, late] = await Promise.all([
      this.db.prepared(SETTLE, [
        mailIds,
        mails.map(({ attempts }) => attempts),
        mails.map(({ at }) => at),
        mails.map(({ answer }) => codeOf(answer)),
        mails.map(({ answer }) => answer),
        outcome,
        mails.flatMap(({ reminderIds }) => reminderIds),
        mails.flatMap(({ noticeIds }) => noticeIds),
      ]),
      this.db.prepared<{ mailId: string }>(LATE_COMERS, [mailIds]),
    ]);
    for (const { mailId } of late) await this.moveLateComers(mailId);
  }

  private async noteDelayed(tried: TriedMail, answer: string, outcome: 'delayed' | 'unknown'): Promise<void> {
    const pauseMs = retryPauseMs(tried.attempts, codeOf(answer) !== null, Math.random());
    const nextAttemptAt = new Date(this.clock.now().getTime() + pauseMs);
    this.log.warn({ mailId: tried.mailId, answer, nextAttemptAt }, 'a mail was not taken for now');
    this.db.afterCommit(() => this.totals.count('delayed'));
    const { mailId, attempts } = tried;
    const attempt = [mailId, attempts, this.clock.now(), outcome, codeOf(answer), answer];
    await this.db.prepared(DELAY, [...attempt, nextAttemptAt]);
  }

  /** A reminder or notice that was put into the envelope while it was on its way goes into one of its own. */
  private async moveLateComers(mailId: string): Promise<void> {
    const id = newId();
    const messageId = `<${id}@${new URL(this.config.url).host}>`;
    await this.db.prepared(MOVE_LATE_COMERS, [mailId, id, messageId, this.clock.now()]);
  }
}

/** The three digits with which a server's answer begins; null when nobody answered. */
export function codeOf(answer: string): number | null {
  const digits = /^([2-5]\d\d)(?!\d)/.exec(answer)?.[1];
  return digits === undefined ? null : Number(digits);
}

const MINE = 'tenant_id = current_tenant() and id = $1';

/** A worker that was believed dead and was not knows better than `unknown`. */
const attempts = (rows: string): string => `
  insert into mail_attempts (mail_id, number, at, outcome, code, server_answer) ${rows}
  on conflict (tenant_id, mail_id, number) do update set at = excluded.at, outcome = excluded.outcome,
    code = excluded.code, server_answer = excluded.server_answer where mail_attempts.outcome = 'unknown'`;

const settled = (table: 'reminders' | 'notices', ids: string): string => `
  update ${table} set state = $6, state_reason = case when $6 = 'refused' then $5[1] end, version = version + 1
  where tenant_id = current_tenant() and id = any (${ids}::uuid[]) and state in ('planned', 'withdrawn')`;

/**
 * $1 mails, $2 numbers of their attempts, $3 instants, $4 codes, $5 answers, $6 outcome, $7 reminders, $8 notices. One may
 * have been withdrawn while it was on its way; sent is what happened. Locked in the order in which they are taken.
 */
const SETTLE = {
  name: 'mails.settle',
  text: `
  with said as (
    select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::int[], $5::text[]) as s (mail_id, number, at, code, answer)
  ),
  locked as materialized (
    select id from mails where tenant_id = current_tenant() and id = any ($1::uuid[]) order by send_at, id for update
  ),
  attempt as (${attempts('select mail_id, number, at, $6, code, answer from said')}),
  told as (${settled('reminders', '$7')}), news as (${settled('notices', '$8')}),
  planned as (
    update mail_plans set state = $6 where tenant_id = current_tenant() and mail_id = any ($1::uuid[]) and state = 'planned'
  )
  update mails m set state = $6, sent_at = case when $6 = 'sent' then said.at end, server_answer = said.answer,
    version = m.version + 1
  from said where (select count(*) from locked) > 0
    and m.tenant_id = current_tenant() and m.id = said.mail_id and m.state in ('owed', 'withdrawn')`,
};

const DELAY = {
  name: 'mails.delay',
  text: `
  with attempt as (${attempts('values ($1, $2, $3, $4, $5, $6)')})
  update mails set next_attempt_at = $7, server_answer = $6, version = version + 1 where ${MINE} and state = 'owed'`,
};

/** Envelopes into which something was put while they were on their way. */
const LATE_COMERS = {
  name: 'mails.late-comers',
  text: ['reminders', 'notices']
    .map(
      (table) =>
        `select mail_id as "mailId" from ${table} where tenant_id = current_tenant() and mail_id = any ($1::uuid[]) and state = 'planned'`,
    )
    .join(' union '),
};

const MOVE_LATE_COMERS = {
  name: 'mails.move-late-comers',
  text: `
  with late as (select id from reminders where tenant_id = current_tenant() and mail_id = $1 and state = 'planned'),
  news as (select id from notices where tenant_id = current_tenant() and mail_id = $1 and state = 'planned'),
  own as (
    insert into mails (id, to_email, to_name, language, time_zone, send_at, alone_key, state, is_held, next_attempt_at, message_id, created_at)
    select $2, to_email, to_name, language, time_zone, send_at, alone_key, 'owed', false, $4, $3, $4
    from mails where ${MINE} and (exists (select 1 from late) or exists (select 1 from news))
    returning id
  ), moved as (
    update notices n set mail_id = own.id from own, news where n.tenant_id = current_tenant() and n.id = news.id
  )
  update reminders set mail_id = own.id from own, late where reminders.tenant_id = current_tenant() and reminders.id = late.id`,
};
