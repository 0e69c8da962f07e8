import { ApiProperty } from '@nestjs/swagger';
import type { ForecastBasis, ForecastVerdict } from '#domain/campaigns/forecast';
import { FORECAST_BASES, FORECAST_VERDICTS } from '#domain/campaigns/forecast';
import { CAMPAIGN_STATES, type CampaignState } from '#domain/campaigns/step';
import { CampaignFailureView } from './campaigns.dto.js';

export class FunnelCounts {
  planned: number;
  open: number;
  told: number;
  documentsIn: number;
  filed: number;
  certified: number;
  finished: number;
  excused: number;
  failed: number;
}

export class FunnelClientView {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  members: number;
  counts: FunnelCounts;
}

export class CampaignFunnel {
  members: number;
  counts: FunnelCounts;
  /** the ones with the most still to do first; 200 at most */
  clients: FunnelClientView[];
  /** of all */
  clientCount: number;
}

export class FinishedWeek {
  from: string;
  to: string;
  members: number;
}

/** When a campaign will be over, against its deadline. */
export class CampaignRange {
  @ApiProperty({ enum: FORECAST_BASES }) basis: ForecastBasis;
  /** one in ten would be over earlier; null where nobody can say */
  earlyOn: string | null;
  likelyOn: string | null;
  /** one in ten would end later; null where nobody can say */
  lateOn: string | null;
  /** finished members or cases behind it */
  counted: number;
  @ApiProperty({ enum: FORECAST_VERDICTS }) verdict: ForecastVerdict;
}

export class CampaignForecastView extends CampaignRange {
  deadlineOn: string;
  members: number;
  /** neither finished nor excused */
  remaining: number;
  /** latest day on which an open case is expected; null where one has none or nobody can say */
  lastExpectedOn: string | null;
  /** of the last eight weeks, the oldest first */
  weeks: FinishedWeek[];
}

export class CampaignProgress {
  @ApiProperty({ enum: CAMPAIGN_STATES }) state: CampaignState;
  /** 0 until the members are listed */
  membersTotal: number;
  /** whose case, requests and letter stand */
  membersDone: number;
  failed: number;
  letters: number;
  @ApiProperty({ type: CampaignFailureView, nullable: true }) failure: CampaignFailureView | null;
  startedAt: string | null;
  createdDoneAt: string | null;
}
