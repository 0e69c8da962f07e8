import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import { isOncePerCertificate } from '#domain/campaigns/once';
import type { OverlapView, StartFaultView } from './preview.dto.js';

/** Told one by one. */
const MOST_OVERLAPS = 20;

type Other = Omit<OverlapView, 'members'>;

/** The members that a campaign would share with others under way, gathered portion by portion. */
export class Overlaps {
  private readonly others = new Map<string, OverlapView>();

  add(found: readonly OverlapView[]): void {
    for (const { members, ...other } of found) {
      const known = this.others.get(other.campaignId);
      this.others.set(other.campaignId, { ...other, members: members + (known?.members ?? 0) });
    }
  }

  told(): OverlapView[] {
    return [...this.others.values()]
      .sort((a, b) => b.members - a.members || a.campaignId.localeCompare(b.campaignId))
      .slice(0, MOST_OVERLAPS);
  }
}

/** Campaigns under way that are about the same certificates, wherever each of them comes from. */
@Injectable()
export class CampaignOverlaps {
  constructor(private readonly db: Db) {}

  /** Nobody else starts a campaign of the tenant until the transaction ends: each sees what the one before began. */
  async lockStarts(): Promise<void> {
    await this.db.query(LOCK_STARTS);
  }

  /** @param certificateIds of members */
  of({ id }: Campaign, certificateIds: readonly string[]): Promise<OverlapView[]> {
    return this.db.read<OverlapView>(OVERLAPS, [id, certificateIds]);
  }

  /**
   * Where a certificate goes through this kind of case once, a second campaign about the very same certificates would
   * open nothing and write the same letter again. One whose members are being listed may be such a one.
   *
   * @param hit members in all
   */
  async faults({ id, caseKind }: Campaign, overlaps: readonly OverlapView[], hit: number): Promise<StartFaultView[]> {
    if (!isOncePerCertificate(caseKind)) return [];
    const same = overlaps.find((other) => other.caseKind === caseKind && other.members === hit);
    if (same) return [{ code: 'campaign.already-open', facts: factsOf(same) }];
    const [listed] = await this.db.read<Other>(BEING_LISTED, [id, caseKind]);
    return listed ? [{ code: 'campaign.other-being-listed', facts: factsOf(listed) }] : [];
  }
}

function factsOf({ campaignId, name, state }: Other): Record<string, unknown> {
  return { campaignId, name, state };
}

const OTHER = `g.id as "campaignId", g.name, g.state, g.case_kind as "caseKind", g.deadline_on as "deadlineOn"`;

const OVERLAPS = {
  name: 'campaigns.overlaps',
  text: `select ${OTHER}, count(*)::int as members
    from campaign_members m
    join campaigns g on g.tenant_id = m.tenant_id and g.id = m.campaign_id and g.state in ('creating', 'running') and g.id <> $1
    where m.tenant_id = (select current_tenant()) and m.certificate_id = any ($2::uuid[]) and m.step <> 'excused'
    group by g.id, g.name, g.state, g.case_kind, g.deadline_on`,
};

const BEING_LISTED = {
  name: 'campaigns.being-listed',
  text: `select ${OTHER} from campaigns g
    where g.tenant_id = (select current_tenant()) and g.id <> $1 and g.case_kind = $2 and g.state = 'creating' and g.members_total = 0
    order by g.started_at limit 1`,
};

const LOCK_STARTS = `select pg_advisory_xact_lock(hashtextextended('start-campaign ' || current_tenant(), 0))`;
