import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { XLSX } from '#platform/spreadsheet/workbook';
import { CampaignVersionQuery } from './campaigns.dto.js';
import {
  CampaignMemberLine,
  CampaignMemberPage,
  ExcuseInput,
  MemberListQuery,
  MembersWorkbookQuery,
} from './members.dto.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { membersWorkbook } from './members-workbook.js';
import { MembersQueries } from './members.queries.js';
import { MembersService } from './members.service.js';

/** The certificates and products of a campaign. */
@Controller('api/campaigns/:id')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly queries: MembersQueries,
    private readonly campaigns: CampaignsQueries,
  ) {}

  /** Laggards first. */
  @Needs('campaign.read')
  @Get('members')
  async list(@Param('id', IdPipe) id: string, @Query() query: MemberListQuery): Promise<CampaignMemberPage> {
    await this.campaigns.require(id);
    return this.queries.list(id, query);
  }

  /** The list with its filters as a workbook, at most 20,000 rows. */
  @Needs('campaign.read')
  @ApiProduces(XLSX)
  @Get('members.xlsx')
  async workbook(
    @CurrentWho() who: Who,
    @Param('id', IdPipe) id: string,
    @Query() { language, ...query }: MembersWorkbookQuery,
  ): Promise<StreamableFile> {
    const campaign = await this.campaigns.one(id);
    const bytes = await membersWorkbook(
      (page) => this.queries.list(id, { ...query, ...page }),
      campaign.excuseGrounds,
      language ?? who.language,
    );
    return new StreamableFile(bytes, { type: XLSX, disposition: 'attachment; filename="campaign.xlsx"' });
  }

  /** Lets a member off, on a ground of the announcement or one's own. */
  @Needs('campaign.edit')
  @HttpCode(200)
  @Post('members/:memberId/excuse')
  excuse(
    @Param('id', IdPipe) id: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() input: ExcuseInput,
  ): Promise<CampaignMemberLine> {
    return this.members.excuse(id, memberId, input);
  }

  /** Takes an excuse back. */
  @Needs('campaign.edit')
  @Delete('members/:memberId/excuse')
  takeExcuseBack(
    @Param('id', IdPipe) id: string,
    @Param('memberId', IdPipe) memberId: string,
    @Query() { version }: CampaignVersionQuery,
  ): Promise<CampaignMemberLine> {
    return this.members.takeExcuseBack(id, memberId, version);
  }

  /** Makes the case of a failed member once more. */
  @Needs('campaign.edit')
  @HttpCode(200)
  @Post('members/:memberId/retry')
  retry(@Param('id', IdPipe) id: string, @Param('memberId', IdPipe) memberId: string): Promise<CampaignMemberLine> {
    return this.members.retry(id, memberId);
  }
}
