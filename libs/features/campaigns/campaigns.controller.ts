import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Db } from '#database/db';
import { Campaign } from '#database/entities/campaign.entity';
import { CurrentWho, IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { BoardQueries } from './board.queries.js';
import { CampaignPreviews } from './campaign-previews.js';
import { CampaignForecastView, CampaignFunnel, CampaignProgress } from './board.dto.js';
import { CampaignEdit, CampaignInput, CampaignVersion, CampaignView } from './campaigns.dto.js';
import { CampaignListQuery, CampaignPage } from './campaign-list.dto.js';
import { CampaignPreview } from './preview.dto.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { CampaignsService } from './campaigns.service.js';

/** Campaigns: what an announcement or a filter asks of many certificates. */
@Controller('api/campaigns')
export class CampaignsController {
  constructor(
    private readonly db: Db,
    private readonly campaigns: CampaignsService,
    private readonly queries: CampaignsQueries,
    private readonly boards: BoardQueries,
    private readonly previews: CampaignPreviews,
  ) {}

  /** The newest first. */
  @Needs('campaign.read')
  @Get()
  list(@Query() query: CampaignListQuery): Promise<CampaignPage> {
    return this.queries.list(query);
  }

  /** A draft; nothing is made or sent by it. */
  @Needs('campaign.edit')
  @Post()
  create(@Body() input: CampaignInput): Promise<CampaignView> {
    return this.campaigns.create(input);
  }

  @Needs('campaign.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<CampaignView> {
    return this.queries.one(id);
  }

  @Needs('campaign.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: CampaignEdit): Promise<CampaignView> {
    return this.campaigns.edit(id, input);
  }

  /** Of a draft. */
  @Needs('campaign.edit')
  @HttpCode(204)
  @Delete(':id')
  discard(@Param('id', IdPipe) id: string): Promise<void> {
    return this.campaigns.discard(id);
  }

  /** Who would be a member now, what a start would make, and what is in its way. Nothing is made by looking. */
  @Needs('campaign.read')
  @OwnTransaction()
  @Get(':id/preview')
  preview(@CurrentWho() who: Who, @Param('id', IdPipe) id: string): Promise<CampaignPreview> {
    return this.db.inTenant(scopeOf(who), async () => this.previews.of(await this.db.require(Campaign, id)));
  }

  /** Lets cases, requests and letters be made in the background; once. */
  @Needs('campaign.start')
  @HttpCode(202)
  @Post(':id/start')
  start(@Param('id', IdPipe) id: string, @Body() { version }: CampaignVersion): Promise<CampaignView> {
    return this.campaigns.start(id, version);
  }

  /** Ends a running campaign; its open cases stay. */
  @Needs('campaign.start')
  @HttpCode(200)
  @Post(':id/closing')
  close(@Param('id', IdPipe) id: string, @Body() { version }: CampaignVersion): Promise<CampaignView> {
    return this.campaigns.close(id, version);
  }

  /** How many members stand where, in all and by client. */
  @Needs('campaign.read')
  @Get(':id/funnel')
  funnel(@Param('id', IdPipe) id: string): Promise<CampaignFunnel> {
    return this.boards.funnel(id);
  }

  /** When it will be over, as a range, against its deadline. */
  @Needs('campaign.read')
  @Get(':id/forecast')
  forecast(@Param('id', IdPipe) id: string): Promise<CampaignForecastView> {
    return this.boards.forecast(id);
  }

  /** How far the making of its cases and letters is. */
  @Needs('campaign.read')
  @Get(':id/progress')
  progress(@Param('id', IdPipe) id: string): Promise<CampaignProgress> {
    return this.queries.progress(id);
  }
}
