import { ApiProperty } from '@nestjs/swagger';
import { CAMPAIGN_STATES, type CampaignState } from '#domain/campaigns/step';
import { CAMPAIGN_KINDS, type CampaignKind } from './campaigns.dto.js';

export class StartFaultView {
  /** as the start would refuse it, e.g. `campaign.no-members` */
  code: string;
  @ApiProperty({ type: Object }) facts: Readonly<Record<string, unknown>>;
}

export class PreviewCountsView {
  /** members */
  hit: number;
  /** not decided: what would decide it is not recorded */
  unknown: number;
  notHit: number;
  /** of those not hit: declarations that a certificate has replaced already */
  converted: number;
  /** of the members: with an open case of this kind, which is taken over and not doubled */
  withCase: number;
  /** products without a certificate that are hit: no case can be opened for them, they are no members */
  withoutCertificate: number;
}

export class PreviewClientView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  hit: number;
  unknown: number;
  /** contacts, who would get the letter */
  readers: number;
}

export class PreviewOwnerView {
  /** null: nobody */
  memberId: string | null;
  name: string | null;
  cases: number;
}

export class PreviewLettersView {
  /** one per client and language */
  letters: number;
  /** contacts that get a mail */
  readers: number;
  /** clients with members and without a contact: nobody there can be written to */
  clientsWithoutContact: number;
}

/** Another campaign under way that has some of the members. */
export class OverlapView {
  campaignId: string;
  name: string;
  @ApiProperty({ enum: CAMPAIGN_STATES }) state: CampaignState;
  @ApiProperty({ enum: CAMPAIGN_KINDS, nullable: true }) caseKind: CampaignKind | null;
  deadlineOn: string;
  /** how many of the members are in it, those excused there left out */
  members: number;
}

export class CampaignPreview {
  counts: PreviewCountsView;
  /** with members or unknown ones, the most members first; 200 at most */
  clients: PreviewClientView[];
  /** of all */
  clientCount: number;
  owners: PreviewOwnerView[];
  letters: PreviewLettersView;
  /** cases that would be opened */
  cases: number;
  /** document requests that would be made */
  requests: number;
  /** the ones with the most members in common first; 20 at most */
  overlaps: OverlapView[];
  /** empty: it may be started */
  faults: StartFaultView[];
}
