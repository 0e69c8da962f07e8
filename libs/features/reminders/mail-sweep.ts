import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { Jobs } from '#platform/jobs/jobs';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { CONFIG } from '#platform/platform.module';

/** Mails claimed at once; the next portion follows at once while portions are full. */
const PORTION = 200;
/** With so many jobs waiting, claiming more would only let their leases run out in the queue. */
const ENOUGH_WAITING = 1_000;

/**
 * Finds the owed mails of all tenants whose time has come and rings for each. It sees ids and instants only, and costs
 * by what is due: one range of the index `mails_due`, whatever else there is.
 */
@Injectable()
export class MailSweep {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sweep: SweepPool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Claims what is due by a lease and rings. Two sweeps at once claim different mails; a bell that is lost is rung again
   * when its lease has ended.
   *
   * @returns how many bells were rung
   */
  async run(): Promise<number> {
    let rung = 0;
    for (;;) {
      if ((await this.jobs.waiting('send-mail')) >= ENOUGH_WAITING) return rung;
      const claimed = await this.claim();
      await Promise.all(claimed.map(({ tenantId, mailId }) => this.jobs.ring('send-mail', { tenantId, mailId })));
      rung += claimed.length;
      if (claimed.length < PORTION) return rung;
    }
  }

  private async claim(): Promise<{ tenantId: string; mailId: string }[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.config.mailLeaseSeconds * 1_000);
    const { rows } = await this.sweep.pool.query(CLAIM_DUE_MAILS, [now, until]);
    return rows as { tenantId: string; mailId: string }[];
  }
}

/** The rows are chosen in a CTE, so that the limit holds before anything is locked or written. */
export const CLAIM_DUE_MAILS = `
  with due as materialized (
    select tenant_id, id from mails
    where state = 'owed' and not is_held and next_attempt_at <= $1 and (leased_until is null or leased_until <= $1)
    order by next_attempt_at limit ${PORTION} for update skip locked
  )
  update mails m set leased_until = $2 from due where m.tenant_id = due.tenant_id and m.id = due.id
  returning m.tenant_id as "tenantId", m.id as "mailId"`;
