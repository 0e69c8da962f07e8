import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import type { Day } from '#domain/day';
import type { ApplicationKind } from '#domain/cases/application';
import { CaseKeeper } from '#features/applications/case-keeper';
import { OpeningService } from '#features/applications/opening.service';
import { refusalOf, type Refusal } from '#features/applications/refusal';
import { DocumentsService } from '#features/documents/documents.service';
import { Clock } from '#platform/clock';
import { LOG } from '#platform/platform.module';
import { isTransient } from '#database/transient';
import { ownerChooser, type OwnerChooser } from './campaign-owners.js';
import { OPEN_CASE } from './campaign-previews.js';
import { CampaignSteps } from './campaign-steps.js';
import type { CampaignDocument, OwnerRule } from './campaigns.dto.js';
import { tenantDay } from './tenant-day.js';

/** A member whose case is to be made. */
interface ToMake {
  id: string;
  productId: string;
  certificateId: string | null;
  contactId: string | null;
  responsibleId: string | null;
  openCaseId: string | null;
  isReplaced: boolean;
  /** the client has a contact, who gets the letter */
  hasReader: boolean;
}

interface Made {
  id: string;
  applicationId: string | null;
  failure: Pick<Refusal, 'code' | 'facts'> | null;
}

/** Makes what a campaign owes its members: a case each, and what is asked of the client in it. */
@Injectable()
export class MemberMaker {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly opening: OpeningService,
    private readonly cases: CaseKeeper,
    private readonly documents: DocumentsService,
    private readonly steps: CampaignSteps,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * In the current transaction. An open case of the kind is taken over, not doubled; what a certificate has replaced
   * already needs none. A member that cannot have a case becomes failed with the reason, the others go on.
   *
   * @param isTogether what lists need of the cases is kept once for all of them; where that fails, all do
   */
  async make(campaign: Campaign, memberIds: readonly string[], isTogether = false): Promise<void> {
    const rows = await this.db.query<ToMake>(TO_MAKE, [memberIds, campaign.caseKind]);
    const chooser = await ownerChooser(this.db, campaign.ownerRule as OwnerRule);
    const today = await tenantDay(this.db, this.clock);
    const made: Made[] = [];
    const makeAll = async () => {
      for (const row of rows) made.push(await this.makeOne(campaign, row, chooser, today));
    };
    await (isTogether ? this.cases.keepingOnce(makeAll) : makeAll());
    await this.db.query(NOTE_MADE, [JSON.stringify(made), this.clock.now()]);
    await this.steps.keep(memberIds);
  }

  private async makeOne(campaign: Campaign, row: ToMake, chooser: OwnerChooser, today: Day): Promise<Made> {
    const { id, certificateId, openCaseId, isReplaced } = row;
    if (campaign.caseKind === null || isReplaced) return { id, applicationId: null, failure: null };
    if (openCaseId !== null) return { id, applicationId: openCaseId, failure: null };
    if (certificateId === null)
      return { id, applicationId: null, failure: { code: 'campaign.no-certificate', facts: {} } };
    // What was written for a case that is refused half-way goes again, the other members' cases stay.
    await this.db.query('savepoint member');
    try {
      const applicationId = await this.openCase(campaign, { ...row, certificateId }, chooser, today);
      await this.db.query('release savepoint member');
      return { id, applicationId, failure: null };
    } catch (error) {
      if (isTransient(error)) throw error;
      await this.db.query('rollback to savepoint member');
      return { id, applicationId: null, failure: this.failureOf(error, id) };
    }
  }

  private async openCase(
    campaign: Campaign,
    { productId, certificateId, contactId, responsibleId, hasReader }: ToMake & { certificateId: string },
    chooser: OwnerChooser,
    today: Day,
  ): Promise<string> {
    const { caseKind, schemeKey, deadlineOn, documentsDueOn } = campaign;
    const applicationId = await this.opening.open({
      kind: caseKind as ApplicationKind,
      schemeKey: schemeKey!,
      units: [{ productId, certificateId }],
      ownerId: chooser.next(responsibleId),
      contactId,
      // A worker that was away may come back after the day.
      wishOn: deadlineOn < today ? null : deadlineOn,
    });
    const dueOn = documentsDueOn === null || documentsDueOn < today ? today : documentsDueOn;
    // The letter asks for them all at once; hundreds of mails beside it would say the same again.
    const isTold = campaign.letter !== null && hasReader;
    for (const [stageKey, documents] of byStage(campaign.documents as CampaignDocument[]))
      await this.documents.ask(applicationId, { stageKey, dueOn, documents }, { isTold });
    return applicationId;
  }

  /** A refusal in its own words; what nobody foresaw is logged and said to be so. */
  private failureOf(error: unknown, memberId: string): Pick<Refusal, 'code' | 'facts'> {
    try {
      const { code, facts } = refusalOf(error);
      return { code, facts };
    } catch {
      this.log.error({ err: error, memberId }, 'the case of a member of a campaign was not made');
      return { code: 'campaign.unexpected', facts: {} };
    }
  }
}

function byStage(documents: readonly CampaignDocument[]): Map<string, Omit<CampaignDocument, 'stageKey'>[]> {
  const found = new Map<string, Omit<CampaignDocument, 'stageKey'>[]>();
  for (const { stageKey, ...document } of documents) found.set(stageKey, [...(found.get(stageKey) ?? []), document]);
  return found;
}

/** In the order of the ids: certificates are locked in one order whoever locks them. Who has left owns nothing new. */
const TO_MAKE = `
  select m.id, m.product_id as "productId", m.certificate_id as "certificateId", c.contact_id as "contactId",
    r.id as "responsibleId", (${OPEN_CASE}) as "openCaseId",
    exists (select 1 from certificates n where n.tenant_id = c.tenant_id and n.replaces_id = c.id) as "isReplaced",
    exists (select 1 from contacts k where k.tenant_id = m.tenant_id and k.client_id = m.client_id) as "hasReader"
  from campaign_members m
  left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
  left join members r on r.tenant_id = c.tenant_id and r.id = c.responsible_id and r.left_at is null and r.role <> 'viewer'
  where m.tenant_id = current_tenant() and m.id = any ($1::uuid[]) order by m.certificate_id, m.id`;

const NOTE_MADE = `
  update campaign_members m set application_id = r."applicationId", failure = r.failure, made_at = $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "applicationId" uuid, failure jsonb)
  where m.tenant_id = current_tenant() and m.id = r.id`;
