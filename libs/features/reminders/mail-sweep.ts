import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#database/db';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { Jobs } from '#platform/jobs/jobs';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { CONFIG } from '#platform/platform.module';
import { admitMails, ADMITTED_AT_ONCE, claimMails, mailsAhead, type Claim, type ClaimedMail } from './claim-mails.js';

/** Portions admitted before the first claim of a look: all senders that became due together take part in the rounds. */
const PORTIONS_FIRST = 4;
/** Milliseconds from a finished mail to the next claim at most: a claim costs what several mails cost, so many share it. */
const GATHER_MS = 250;
/** Mails of one bell: a bell costs the queue more than a mail costs us. */
const MAILS_OF_BELL = 16;
/** A worker without a look at what is due for longer than this, or three of its turns, counts as gone. */
const ALIVE_SECONDS = 60;

/**
 * Finds the owed mails of all tenants whose time has come and rings for each, fairly: round after round over the senders,
 * within the limits of delivery. It sees ids, instants and receiving domains only, and costs by what is due.
 *
 * What has become due is admitted first; a claim is a lease, and what the workers cannot take soon is not claimed.
 */
@Injectable()
export class MailSweep {
  /** of this process, in `mail_workers` */
  private readonly workerId = newId();
  private readonly startedAt: Date;
  /** rung for by this process and not begun by it, until the lease ends: another worker may have begun it */
  private readonly waiting = new Map<string, ClaimedMail & { untilMs: number }>();
  private isMore = false;
  /** mails that have left our hands since the last claim */
  private done = 0;
  /** ends the wait of a claim for more of them */
  private wake: (() => void) | null = null;
  /** a hand became free while a claim was under way that may not have seen it */
  private isWanted = false;
  private claiming: Promise<number> | null = null;
  private isStopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sweep: SweepPool,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.startedAt = clock.now();
  }

  /**
   * Admits what is due, claims it by a lease and rings. Two sweeps at once claim different mails; a bell that is lost is
   * rung again when its lease has ended.
   *
   * @returns how many bells were rung
   */
  async run(): Promise<number> {
    const began = performance.now();
    for (const [mailId, { untilMs }] of this.waiting) if (untilMs <= began) this.waiting.delete(mailId);
    await this.tellAlive(0);
    await this.sweep.pool.query({ name: 'mails.forget-pace', text: FORGET_PACE, values: [this.clock.now()] });
    for (let portion = 0; portion < PORTIONS_FIRST; portion += 1) {
      if ((await admitMails(this.sweep.pool, this.clock.now())) < ADMITTED_AT_ONCE) break;
    }
    const rung = await this.claimAndRing();
    await this.tellAlive(performance.now() - began);
    return rung;
  }

  /** A hand of this process begins with a mail. */
  begun(mailId: string): void {
    this.waiting.delete(mailId);
  }

  /** A worker's hand is free again: what was left behind is claimed now and not at the next look. */
  finished(): void {
    if (this.isStopped) return;
    this.done += 1;
    if (this.isEnough()) this.wake?.();
    this.claimMore();
  }

  /**
   * Gives back what this process rang for and has not begun, so that another worker need not wait for the leases, and
   * says that this worker is gone. After it nothing is claimed any more.
   */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake?.();
    await this.claiming?.catch(() => {});
    await this.giveBack([...this.waiting.values()]);
    await this.sweep.pool.query({ name: 'mails.stopped', text: STOPPED, values: [this.workerId, this.clock.now()] });
  }

  private async claimSoon(): Promise<void> {
    this.claiming = this.gathered().then(() => this.claimUntilDone());
    try {
      await this.claiming;
    } catch {
      // The next look says why, in the log.
    } finally {
      this.ended();
    }
  }

  private claimMore(): void {
    if (this.claiming) this.isWanted = true;
    else if (this.isMore) void this.claimSoon();
  }

  /** Half of what this process may hold: the rest keeps its hands busy while more is claimed. */
  private isEnough(): boolean {
    const { workerConcurrency, mailLeaseSeconds } = this.config;
    return this.isStopped || this.done >= (workerConcurrency * mailsAhead(mailLeaseSeconds)) / 2;
  }

  private async gathered(): Promise<void> {
    if (this.isEnough()) return;
    const waiting = new AbortController();
    this.wake = () => waiting.abort();
    await sleep(GATHER_MS, null, { signal: waiting.signal }).catch(() => {});
    this.wake = null;
  }

  private ended(): void {
    this.claiming = null;
    if (!this.isWanted || this.isStopped) return;
    this.isWanted = false;
    this.claimMore();
  }

  private async claimAndRing(): Promise<number> {
    await this.claiming?.catch(() => {});
    this.claiming = this.claimUntilDone();
    try {
      return await this.claiming;
    } finally {
      this.ended();
    }
  }

  private async claimUntilDone(): Promise<number> {
    for (let rung = 0; ;) {
      if (this.isStopped) return rung;
      this.done = 0;
      const { claimed, isMore, room } = await this.claim();
      this.isMore = isMore;
      if (claimed.length === 0) return rung;
      await this.ring(claimed);
      rung += claimed.length;
      if (room <= 0) return rung;
    }
  }

  private claim(): Promise<Claim> {
    const { mailLeaseSeconds, mailLimits, sweepSeconds } = this.config;
    return claimMails(this.sweep.pool, {
      now: this.clock.now(),
      leaseSeconds: mailLeaseSeconds,
      aliveSeconds: Math.max(ALIVE_SECONDS, 3 * sweepSeconds),
      limits: mailLimits,
    });
  }

  private async ring(claimed: readonly ClaimedMail[]): Promise<void> {
    const untilMs = performance.now() + this.config.mailLeaseSeconds * 1_000;
    for (const mail of claimed) this.waiting.set(mail.mailId, { ...mail, untilMs });
    try {
      await this.jobs.ringAll('send-mails', bellsOf(claimed));
    } catch (error) {
      await this.giveBack(claimed).catch(() => {});
      throw error;
    }
  }

  private async giveBack(mails: readonly ClaimedMail[]): Promise<void> {
    for (const { mailId } of mails) this.waiting.delete(mailId);
    if (mails.length === 0) return;
    const ids = [mails.map(({ tenantId }) => tenantId), mails.map(({ mailId }) => mailId)];
    await this.sweep.pool.query({ name: 'mails.give-back', text: GIVE_BACK, values: ids });
  }

  private async tellAlive(sweepMs: number): Promise<void> {
    const { redisUrl, workerConcurrency } = this.config;
    const name = `${hostname()}:${process.pid}`;
    const queue = redisUrl ? 'redis' : 'postgres';
    const values = [this.workerId, name, queue, workerConcurrency, this.startedAt, this.clock.now(), sweepMs];
    await this.sweep.pool.query({ name: 'mails.alive', text: ALIVE, values });
  }
}

/** In the order of sending. */
function bellsOf(claimed: readonly ClaimedMail[]): { mails: ClaimedMail[] }[] {
  const count = Math.ceil(claimed.length / MAILS_OF_BELL);
  return Array.from({ length: count }, (_, bell) => ({
    mails: claimed.slice(bell * MAILS_OF_BELL, (bell + 1) * MAILS_OF_BELL),
  }));
}

/** A worker that was gone for a day is forgotten. */
const ALIVE = `
  with gone as (delete from mail_workers where id <> $1 and swept_at < $6::timestamptz - interval '1 day')
  insert into mail_workers (id, name, queue, at_once, started_at, swept_at, sweep_ms)
  values ($1, $2, $3, $4, $5, $6, round($7::numeric))
  on conflict (id) do update set swept_at = excluded.swept_at, stopped_at = null,
    sweep_ms = case when excluded.sweep_ms > 0 then excluded.sweep_ms else mail_workers.sweep_ms end`;

const STOPPED = `update mail_workers set stopped_at = $2 where id = $1`;

/** Slots that no limit looks at any more; and those from before the clock was set back. */
const FORGET_PACE = `
  delete from mail_pace where slot < $1::timestamptz - interval '2 minutes' or slot > $1::timestamptz + interval '2 minutes'`;

const GIVE_BACK = `
  update due_mails d set leased_until = null from unnest($1::uuid[], $2::uuid[]) as mine (tenant_id, id)
  where d.tenant_id = mine.tenant_id and d.mail_id = mine.id and (d.taken_at is null or d.taken_at < d.due_at)`;
