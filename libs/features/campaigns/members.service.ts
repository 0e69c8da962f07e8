import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import { Application } from '#database/entities/application.entity';
import { CampaignMember } from '#database/entities/campaign-member.entity';
import { requireExcuse } from '#domain/campaigns/excuse';
import { NotFound, RuleBroken } from '#domain/errors';
import type { ExcuseGround } from '#domain/reference/catalogue';
import type { Words } from '#domain/reference/record';
import { isOpenApplication } from '#domain/states/application-status';
import { ApplicationsService } from '#features/applications/applications.service';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { CampaignLetters } from './campaign-letters.js';
import { CampaignSource } from './campaign-source.js';
import { CampaignSteps } from './campaign-steps.js';
import { CampaignsService } from './campaigns.service.js';
import type { CampaignMemberLine, ExcuseInput } from './members.dto.js';
import { MemberMaker } from './member-maker.js';
import { MembersQueries } from './members.queries.js';
import { tenantDay } from './tenant-day.js';

/** What a person does with one member: excuse it, take that back, have its case made once more. */
@Injectable()
export class MembersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly campaigns: CampaignsService,
    private readonly applications: ApplicationsService,
    private readonly source: CampaignSource,
    private readonly steps: CampaignSteps,
    private readonly maker: MemberMaker,
    private readonly letters: CampaignLetters,
    private readonly queries: MembersQueries,
  ) {}

  /**
   * @throws NotFound; BadInput naming the grounds; RuleBroken `stale-version`, `campaign.not-running`,
   *   `campaign.member-finished`, `campaign.case-past-draft` where the case is to be withdrawn and is no draft any more
   */
  async excuse(campaignId: string, memberId: string, input: ExcuseInput): Promise<CampaignMemberLine> {
    const { campaign, member } = await this.require(campaignId, memberId);
    const reason = input.reason ?? null;
    const grounds = await this.source.excuses(campaign);
    requireExcuse(grounds, input.ground, reason);
    if (member.step === 'finished' || member.step === 'certified')
      throw new RuleBroken('campaign.member-finished', { step: member.step });
    const isPlanned = member.step === 'planned';
    const fields = {
      ...{ excuseGround: input.ground, excuseReason: reason, excusedBy: this.db.scope.memberId },
      ...{ step: 'excused' as const, stepSince: await tenantDay(this.db, this.clock) },
    };
    await this.write(member, input.version, fields, 'campaign.member-excused', { ...told(grounds, input.ground), ...(reason && { reason }) }); // prettier-ignore
    if (isPlanned) {
      await this.db.query(COUNT_ONE, [campaignId]);
      // It may have been the one that the letter waited for.
      await this.letters.write(campaign, [member.clientId]);
    }
    if (input.withdrawsCase && member.applicationId) await this.withdraw(member.applicationId, reason ?? input.ground);
    return this.queries.one(campaignId, memberId);
  }

  /** What was never made is made now. @throws NotFound; RuleBroken `stale-version`, `campaign.not-running`, `campaign.not-excused` */
  async takeExcuseBack(campaignId: string, memberId: string, version: number): Promise<CampaignMemberLine> {
    const { campaign, member } = await this.require(campaignId, memberId);
    if (member.excuseGround === null) throw new RuleBroken('campaign.not-excused', { step: member.step });
    const fields = {
      ...{ excuseGround: null, excuseReason: null, excusedBy: null },
      ...{ step: 'open' as const, stepSince: await tenantDay(this.db, this.clock) },
    };
    const ground = told(await this.source.excuses(campaign), member.excuseGround);
    await this.write(member, version, fields, 'campaign.excuse-taken-back', ground);
    if (member.madeAt === null) await this.make(campaign, member);
    await this.steps.keep([memberId]);
    return this.queries.one(campaignId, memberId);
  }

  /** Makes the case of a failed member once more. @throws NotFound; RuleBroken `campaign.not-running`, `campaign.not-failed` */
  async retry(campaignId: string, memberId: string): Promise<CampaignMemberLine> {
    const { campaign, member } = await this.require(campaignId, memberId);
    if (member.step !== 'failed') throw new RuleBroken('campaign.not-failed', { step: member.step });
    await this.make(campaign, member);
    const line = await this.queries.one(campaignId, memberId);
    const facts = { applicationId: line.applicationId, ...(line.failure && { failure: line.failure.code }) };
    await this.events.record('campaign.member-retried', subjectOf(member), facts);
    return line;
  }

  private async make(campaign: Campaign, member: CampaignMember): Promise<void> {
    await this.maker.make(campaign, [member.id]);
    await this.letters.write(campaign, [member.clientId]);
  }

  private async write(
    member: CampaignMember,
    version: number,
    fields: Partial<CampaignMember>,
    what: string,
    facts: Record<string, unknown>,
  ): Promise<void> {
    await this.events.edit(CampaignMember, member, version, fields, what, subjectOf(member), facts);
  }

  private async withdraw(applicationId: string, reason: string): Promise<void> {
    const { status, version } = await this.db.require(Application, applicationId);
    if (!isOpenApplication(status)) return;
    if (status !== 'draft') throw new RuleBroken('campaign.case-past-draft', { applicationId, status });
    await this.applications.move(applicationId, { version, act: 'withdraw', reason });
  }

  /** Both locked, the campaign first: so does the worker. @throws NotFound; RuleBroken `campaign.not-running` */
  private async require(campaignId: string, memberId: string): Promise<{ campaign: Campaign; member: CampaignMember }> {
    const campaign = await this.campaigns.lock(campaignId);
    if (campaign.state !== 'creating' && campaign.state !== 'running')
      throw new RuleBroken('campaign.not-running', { state: campaign.state });
    await this.db.query(LOCK, [memberId]);
    const member = await this.db.require(CampaignMember, memberId);
    if (member.campaignId !== campaignId) throw new NotFound('member of the campaign');
    return { campaign, member };
  }
}

/** In every language of those who read the history; a reason of one's own has no name. */
function told(grounds: readonly ExcuseGround[], ground: string): { ground: string; names?: Words } {
  const names = grounds.find(({ key }) => key === ground)?.names;
  return { ground, ...(names && { names }) };
}

function subjectOf({ campaignId, clientId, certificateId, productId }: CampaignMember) {
  return { campaignId, clientId, certificateId, productId };
}

const LOCK = `select 1 from campaign_members where tenant_id = current_tenant() and id = $1 for no key update`;

const COUNT_ONE = `update campaigns set members_done = members_done + 1 where tenant_id = current_tenant() and id = $1`;
