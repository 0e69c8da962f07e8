import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { stepOf, type MemberFacts, type MemberStep } from '#domain/campaigns/step';
import type { Day } from '#domain/day';
import { CaseKeeper } from '#features/applications/case-keeper';
import { CertificatesService } from '#features/certificates/certificates.service';
import { LiveChanges } from '#features/live/live-changes';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { tenantDay } from './tenant-day.js';

/**
 * Keeps how far each member is. It follows from cases, certificates and letters; whoever writes those calls in the same
 * transaction, so the board needs to compute nothing.
 */
@Injectable()
export class CampaignSteps implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly live: LiveChanges,
    private readonly cases: CaseKeeper,
    private readonly certificates: CertificatesService,
    private readonly notices: NoticesService,
  ) {}

  onModuleInit(): void {
    this.cases.afterKept((ids) => this.followCases(ids));
    this.certificates.afterChange((ids) => this.followCertificates(ids));
    this.notices.afterSent((ids) => this.followNotices(ids));
  }

  /**
   * Counts these members anew and writes those whose step or expected day differs.
   *
   * @returns how many were written
   */
  async keep(memberIds: readonly string[]): Promise<number> {
    if (memberIds.length === 0) return 0;
    const rows = await this.db.query<FactsRow>(FACTS, [memberIds]);
    const changed = rows.flatMap((row) => {
      const step = stepOf(row);
      const isKept = step === row.step && row.expectedOn === row.keptExpectedOn;
      return isKept ? [] : [{ id: row.id, step, expectedOn: row.expectedOn }];
    });
    if (changed.length === 0) return 0;
    await this.db.query(KEEP, [JSON.stringify(changed), await tenantDay(this.db, this.clock)]);
    const campaigns = new Set(rows.map(({ campaignId }) => campaignId));
    this.live.noted('campaign.counted', [...campaigns].map((campaignId) => ({ campaignId }))); // prettier-ignore
    return changed.length;
  }

  /** A case that was opened by hand for a member whose own could not be made becomes its case. */
  private async followCases(applicationIds: readonly string[]): Promise<void> {
    const taken = await this.db.query<{ id: string }>(TAKE_CASES, [applicationIds]);
    const rows = await this.db.query<{ id: string }>(OF_CASES, [applicationIds]);
    await this.keep([...new Set([...taken, ...rows].map(({ id }) => id))]);
  }

  private async followCertificates(certificateIds: readonly string[]): Promise<void> {
    const rows = await this.db.query<{ id: string }>(OF_CERTIFICATES, [certificateIds]);
    await this.keep(rows.map(({ id }) => id));
  }

  private async followNotices(noticeIds: readonly string[]): Promise<void> {
    const rows = await this.db.query<{ id: string }>(OF_NOTICES, [noticeIds]);
    await this.keep(rows.map(({ id }) => id));
  }
}

interface FactsRow extends MemberFacts {
  id: string;
  campaignId: string;
  step: MemberStep;
  keptExpectedOn: Day | null;
  expectedOn: Day | null;
}

/** Of an ended campaign nothing is counted any more. */
const COUNTED = `join campaigns g on g.tenant_id = m.tenant_id and g.id = m.campaign_id and g.state in ('creating', 'running')`;

const FACTS = `
  select m.id, m.campaign_id as "campaignId", m.step, m.expected_on as "keptExpectedOn",
    case when a.ended_on is null then coalesce(a.forecast_likely_on, case when not a.forecast_is_at_least then a.forecast_on end) end as "expectedOn",
    m.excuse_ground is not null as "isExcused", m.failure is not null as "hasFailed", m.made_at is not null as "isMade",
    exists (select 1 from campaign_letters named
      join campaign_letters l on l.tenant_id = named.tenant_id and l.campaign_id = named.campaign_id
        and l.client_id = named.client_id and l.kind = named.kind and l.number = named.number
      join notices n on n.tenant_id = l.tenant_id and n.letter_id = l.id and n.state = 'sent'
      where named.tenant_id = m.tenant_id and named.id = m.letter_id) as "isTold",
    coalesce(d.asked, 0) as asked, coalesce(d.owed, 0) as owed, a.status as "caseStatus",
    exists (select 1 from application_stages s where s.tenant_id = m.tenant_id and s.application_id = m.application_id
      and s.key = 'application' and s.status = 'done') as "isApplicationDone",
    m.certificate_id is not null and exists (select 1 from certificates r
      where r.tenant_id = m.tenant_id and r.replaces_id = m.certificate_id) as "isReplaced",
    c.status as "certificateStatus", g.cancels_declaration as "mustCancel"
  from campaign_members m ${COUNTED}
  left join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
  left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
  left join lateral (select count(*)::int as asked, (count(*) filter (where q.status in ('requested', 'returned')))::int as owed
    from document_requests q where q.tenant_id = m.tenant_id and q.application_id = m.application_id and q.status <> 'waived') d on true
  where m.tenant_id = current_tenant() and m.id = any ($1::uuid[])`;

const KEEP = `
  update campaign_members m set step = r.step, expected_on = r."expectedOn",
    step_since = case when m.step = r.step then m.step_since else $2::date end
  from jsonb_to_recordset($1::jsonb) as r (id uuid, step text, "expectedOn" date)
  where m.tenant_id = current_tenant() and m.id = r.id`;

const TAKE_CASES = `
  with taken as (
    update campaign_members m set application_id = a.id, failure = null
    from application_units u
      join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id and a.ended_on is null
      join campaigns g on g.tenant_id = a.tenant_id and g.state in ('creating', 'running') and g.case_kind = a.kind
    where u.tenant_id = current_tenant() and u.application_id = any ($1::uuid[])
      and m.tenant_id = u.tenant_id and m.certificate_id = u.certificate_id and m.campaign_id = g.id
      and m.step = 'failed' and m.application_id is distinct from a.id
    returning m.id)
  select id from taken`;

const OF_CASES = `
  select m.id from campaign_members m ${COUNTED}
  where m.tenant_id = current_tenant() and m.application_id = any ($1::uuid[])`;

/** Of a certificate that replaces another one, the member is the one that it replaces. */
const OF_CERTIFICATES = `
  select m.id from campaign_members m ${COUNTED}
  where m.tenant_id = current_tenant() and m.certificate_id = any ($1::uuid[])
  union
  select m.id from certificates r
  join campaign_members m on m.tenant_id = r.tenant_id and m.certificate_id = r.replaces_id ${COUNTED}
  where r.tenant_id = current_tenant() and r.id = any ($1::uuid[]) and r.replaces_id is not null`;

const OF_NOTICES = `
  select distinct m.id from notices n
  join campaign_letters l on l.tenant_id = n.tenant_id and l.id = n.letter_id
  join campaign_letters named on named.tenant_id = l.tenant_id and named.campaign_id = l.campaign_id
    and named.client_id = l.client_id and named.kind = l.kind and named.number = l.number
  join campaign_members m on m.tenant_id = named.tenant_id and m.letter_id = named.id ${COUNTED}
  where n.tenant_id = current_tenant() and n.id = any ($1::uuid[])`;
