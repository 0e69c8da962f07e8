import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import type { Day } from '#domain/day';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { LOG } from '#platform/platform.module';
import { CertificateStatusService, CHINA } from './certificate-status.service.js';

/** Certificates looked up at once. */
const PORTION = 200;

interface RunOut {
  tenantId: string;
  id: string;
  validUntil: Day;
}

/**
 * Ends certificates and declarations after their last valid day, which is over at midnight in China. The sweeping role
 * sees ids, states and last days of all tenants; each certificate is then ended in a transaction of its own, that reads it
 * again under its lock: two workers at once, or one that is killed, end it once.
 */
@Injectable()
export class ExpirySweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly statuses: CertificateStatusService,
    private readonly sweep: SweepPool,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns how many certificates it ended */
  async run(): Promise<number> {
    const today = this.clock.today(CHINA);
    let ended = 0;
    let last: RunOut | undefined;
    for (let isMore = true; isMore;) {
      const { rows }: { rows: RunOut[] } = await this.sweep.pool.query<RunOut>(RUN_OUT, [
        today,
        last?.validUntil ?? '-infinity',
        last?.tenantId ?? NIL,
        last?.id ?? NIL,
      ]);
      for (const row of rows) ended += (await this.end(row)) ? 1 : 0;
      last = rows.at(-1);
      isMore = rows.length === PORTION;
    }
    return ended;
  }

  private async end({ tenantId, id }: RunOut): Promise<boolean> {
    try {
      return await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () =>
        this.statuses.expireByCalendar(id),
      );
    } catch (err) {
      // One certificate's trouble is not the next one's; it stays owed.
      this.log.error({ err, tenantId, certificateId: id }, 'a certificate did not expire; the next sweep tries again');
      return false;
    }
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** By the index of those that the calendar has not ended yet. */
const RUN_OUT = `
  select tenant_id as "tenantId", id, valid_until as "validUntil" from certificates
  where status in ('valid', 'suspended') and expiry_taken_back_for is distinct from valid_until
    and valid_until < $1 and (valid_until, tenant_id, id) > ($2::date, $3::uuid, $4::uuid)
  order by valid_until, tenant_id, id limit ${PORTION}`;
