import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import { addDays } from '#domain/day';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { LOG } from '#platform/platform.module';
import { ReportsService } from './reports.service.js';

/** Two reports of one week lie further apart than this, wherever holidays have moved them. */
const DAYS_APART = 3;
const AT_ONCE = 200;

/**
 * Promises the weekly reports whose morning has come. The sweeping role sees ids and days of all tenants; which morning it
 * is for each reader is decided in a transaction of its tenant.
 */
@Injectable()
export class ReportSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly reports: ReportsService,
    private readonly sweep: SweepPool,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @returns how many reports it promised */
  async run(): Promise<number> {
    const before = addDays(this.clock.today('UTC'), -DAYS_APART);
    let promised = 0;
    let last: Campaign = { tenantId: NIL, campaignId: NIL };
    for (let isMore = true; isMore;) {
      const { rows }: { rows: Campaign[] } = await this.sweep.pool.query<Campaign>(CAMPAIGNS, [
        before,
        last.tenantId,
        last.campaignId,
      ]);
      for (const row of rows) promised += await this.promise(row);
      last = rows.at(-1) ?? last;
      isMore = rows.length === AT_ONCE;
    }
    return promised;
  }

  private async promise({ tenantId, campaignId }: Campaign): Promise<number> {
    try {
      return await this.db.inTenant({ tenantId, audience: 'staff', memberId: null }, () =>
        this.reports.promiseDue(campaignId),
      );
    } catch (err) {
      // One campaign's trouble is not the next one's; its reports stay owed.
      this.log.error({ err, tenantId, campaignId }, 'the reports of a campaign were not promised');
      return 0;
    }
  }
}

interface Campaign {
  tenantId: string;
  campaignId: string;
}

const NIL = '00000000-0000-0000-0000-000000000000';

const CAMPAIGNS = `
  select distinct r.tenant_id as "tenantId", r.campaign_id as "campaignId"
  from campaign_reports r join campaigns g on g.tenant_id = r.tenant_id and g.id = r.campaign_id and g.state = 'running'
  where r.is_on and (r.last_on is null or r.last_on <= $1::date) and (r.tenant_id, r.campaign_id) > ($2::uuid, $3::uuid)
  order by 1, 2 limit ${AT_ONCE}`;
