import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, newId, type TenantScope } from '#database/db';
import type { AttemptOutcome } from '#database/entities/mail-attempt.entity';
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

/** Notes what became of a try to send: on the mail, on what lay in it, and as an attempt of its own. */
@Injectable()
export class MailOutcomes {
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
   * sending it twice.
   *
   * @param outcome the server's answer, or why it did not take the mail
   */
  async note(scope: TenantScope, tried: TriedMail, outcome: string | MailRefused | MailDelayed): Promise<void> {
    const noteIt = () => this.db.inTenant(scope, () => this.noteOutcome(tried, outcome));
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
    await this.settle(tried, 'refused', why ? `${ADDRESS_MARKED}: ${why}` : ADDRESS_MARKED);
    await this.moveLateComers(tried.mailId);
  }

  private async noteOutcome(tried: TriedMail, outcome: string | MailRefused | MailDelayed): Promise<void> {
    const answer = typeof outcome === 'string' ? outcome : outcome.answer;
    if (typeof outcome === 'string') return this.noteSent(tried, answer);
    const isGivenUp = outcome instanceof MailRefused || tried.attempts >= MOST_ATTEMPTS;
    if (isGivenUp) return this.noteRefused(tried, answer);
    return this.noteDelayed(tried, answer, outcome.mayHaveArrived ? 'unknown' : 'delayed');
  }

  private async noteSent(tried: TriedMail, answer: string): Promise<void> {
    await Promise.all([this.settle(tried, 'sent', answer), this.moveLateComers(tried.mailId)]);
    await this.notices.sent(tried.noticeIds);
    if (tried.tells) await this.channels.owe(tried.tells);
    await this.reminders.replan(tried.asks);
  }

  private async noteRefused(tried: TriedMail, answer: string): Promise<void> {
    this.log.warn({ mailId: tried.mailId, answer }, 'a mail was refused');
    await this.settle(tried, 'refused', answer);
    await this.moveLateComers(tried.mailId);
  }

  private async settle(tried: TriedMail, outcome: 'sent' | 'refused', answer: string): Promise<void> {
    await this.db.prepared({ name: 'mails.settle', text: SETTLE }, [
      ...this.attempt(tried, outcome, answer),
      tried.reminderIds,
      tried.noticeIds,
    ]);
  }

  private async noteDelayed(tried: TriedMail, answer: string, outcome: 'delayed' | 'unknown'): Promise<void> {
    const pauseMs = retryPauseMs(tried.attempts, codeOf(answer) !== null, Math.random());
    const nextAttemptAt = new Date(this.clock.now().getTime() + pauseMs);
    this.log.warn({ mailId: tried.mailId, answer, nextAttemptAt }, 'a mail was not taken for now');
    await this.db.prepared({ name: 'mails.delay', text: DELAY }, [
      ...this.attempt(tried, outcome, answer),
      nextAttemptAt,
    ]);
  }

  /** $1 to $6 of ATTEMPT; counted once its transaction is through. */
  private attempt({ mailId, attempts }: TriedMail, outcome: AttemptOutcome, answer: string): unknown[] {
    this.db.afterCommit(() => this.totals.count(outcome === 'unknown' ? 'delayed' : outcome));
    return [mailId, attempts, this.clock.now(), outcome, codeOf(answer), answer];
  }

  /** A reminder or notice that was put into the envelope while it was on its way goes into one of its own. */
  private async moveLateComers(mailId: string): Promise<void> {
    const id = newId();
    const messageId = `<${id}@${new URL(this.config.url).host}>`;
    await this.db.prepared({ name: 'mails.move-late-comers', text: MOVE_LATE_COMERS }, [
      mailId,
      id,
      messageId,
      this.clock.now(),
    ]);
  }
}

/** The three digits with which a server's answer begins; null when nobody answered. */
export function codeOf(answer: string): number | null {
  const digits = /^([2-5]\d\d)(?!\d)/.exec(answer)?.[1];
  return digits === undefined ? null : Number(digits);
}

const MINE = 'tenant_id = current_tenant() and id = $1';

/** What a settled or delayed mail no longer has: its admission, its lease, and who holds it. */
export const FREE = 'due_at = null, leased_until = null, taken_at = null, version = version + 1';

/** A worker that was believed dead and was not knows better than `unknown`. */
const ATTEMPT = `
  insert into mail_attempts (mail_id, number, at, outcome, code, server_answer) values ($1, $2, $3, $4, $5, $6)
  on conflict (tenant_id, mail_id, number) do update set at = excluded.at, outcome = excluded.outcome,
    code = excluded.code, server_answer = excluded.server_answer where mail_attempts.outcome = 'unknown'`;

const settled = (table: 'reminders' | 'notices', ids: string): string => `
  update ${table} set state = $4, state_reason = case when $4 = 'refused' then $6 end, version = version + 1
  where tenant_id = current_tenant() and id = any (${ids}::uuid[]) and state in ('planned', 'withdrawn')`;

/** It may have been withdrawn while it was on its way; sent is what happened. */
const SETTLE = `
  with attempt as (${ATTEMPT}), told as (${settled('reminders', '$7')}), news as (${settled('notices', '$8')})
  , planned as (update mail_plans set state = $4 where tenant_id = current_tenant() and mail_id = $1 and state = 'planned')
  update mails set state = $4, sent_at = case when $4 = 'sent' then $3::timestamptz end, server_answer = $6, ${FREE}
  where ${MINE} and state in ('owed', 'withdrawn')`;

const DELAY = `
  with attempt as (${ATTEMPT})
  update mails set next_attempt_at = $7, server_answer = $6, ${FREE} where ${MINE} and state = 'owed'`;

const MOVE_LATE_COMERS = `
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
  update reminders set mail_id = own.id from own, late where reminders.tenant_id = current_tenant() and reminders.id = late.id`;
