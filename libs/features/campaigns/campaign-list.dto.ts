import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { CAMPAIGN_STATES, type CampaignState } from '#domain/campaigns/step';
import { Several } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { CampaignRange, FunnelCounts } from './board.dto.js';
import { CampaignHead } from './campaigns.dto.js';

export class CampaignListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CAMPAIGN_STATES, isArray: true })
  @IsOptional()
  @Several()
  @IsIn(CAMPAIGN_STATES, { each: true })
  state?: CampaignState[];
}

export class CampaignLine extends CampaignHead {
  /** how many members stand where; null until they are all made */
  @ApiProperty({ type: FunnelCounts, nullable: true }) counts: FunnelCounts | null;
  /** of a running one */
  @ApiProperty({ type: CampaignRange, nullable: true }) forecast: CampaignRange | null;
}

export class CampaignPage {
  items: CampaignLine[];
  nextCursor: string | null;
}
