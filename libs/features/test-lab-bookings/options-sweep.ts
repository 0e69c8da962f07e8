import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { LOG } from '#platform/platform.module';
import { BookingActs } from './booking-acts.js';

/** Tenants looked at in one sweep; more by the next one. */
const AT_ONCE = 100;

/**
 * Lets options end that nobody confirmed. The sweeping role sees ids, states and last days of all tenants; whether a day
 * is over where the laboratory stands is judged inside each tenant. Two at once do no harm.
 */
@Injectable()
export class OptionsSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly acts: BookingActs,
    private readonly sweep: SweepPool,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns how many options ended */
  async run(): Promise<number> {
    const { rows } = await this.sweep.pool.query<{ tenantId: string }>(DUE, [this.clock.latestToday()]);
    let ended = 0;
    for (const { tenantId } of rows) {
      try {
        ended += await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () =>
          this.acts.expireOptions(),
        );
      } catch (err) {
        // One tenant's trouble is not the next one's; its options stay owed.
        this.log.error({ err, tenantId }, 'options did not end; the next sweep tries again');
      }
    }
    return ended;
  }
}

const DUE = `
  select tenant_id as "tenantId" from bookings where status = 'option' and option_until < $1
  group by tenant_id order by min(option_until), tenant_id limit ${AT_ONCE}`;
