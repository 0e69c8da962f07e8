import { Injectable } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Clock } from '#platform/clock';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { MailSendersService } from './mail-senders.service.js';

/** A record that was taken out of the DNS is noticed within a day: until then receivers doubt the mails. */
const EVERY_HOURS = 24;
/** Looks of one turn; the rest waits for the next. */
const AT_ONCE = 50;

/** Looks once a day whether the domains of verified senders still carry their keys. */
@Injectable()
export class SenderSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly senders: MailSendersService,
    private readonly sweep: SweepPool,
  ) {}

  /** Two workers that look at the same one note the same. @returns how many were looked at */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - EVERY_HOURS * 3_600_000);
    const due = { name: 'mail-senders.due', text: DUE, values: [before, AT_ONCE] };
    const { rows } = await this.sweep.pool.query<{ tenantId: string }>(due);
    for (const { tenantId } of rows) {
      const scope: TenantScope = { tenantId, audience: 'staff', memberId: null };
      const wanted = await this.db.inTenant(scope, () => this.senders.wanted());
      const finding = await this.senders.look(wanted);
      await this.db.inTenant(scope, () => this.senders.note(wanted, finding));
    }
    return rows.length;
  }
}

const DUE = `
  select tenant_id as "tenantId" from mail_senders
  where verified_at is not null and checked_at < $1 order by checked_at limit $2`;
