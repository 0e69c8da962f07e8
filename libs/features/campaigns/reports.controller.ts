import { Body, Controller, Get, Param, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { ReportQuery, ReportReadersInput, ReportReadersView } from './reports.dto.js';
import { ReportsService } from './reports.service.js';

/** How a campaign stands for one client, for its management. */
@Controller('api/campaigns')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** As of now, under the tenant's own head. */
  @Needs('campaign.read')
  @ApiProduces('application/pdf')
  @Get(':id/report.pdf')
  async pdf(
    @Param('id', IdPipe) id: string,
    @Query() { clientId, language }: ReportQuery,
    @CurrentWho() who: Who,
  ): Promise<StreamableFile> {
    const { content, name } = await this.reports.pdf(id, clientId, language ?? who.language);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}"` });
  }

  /** Who gets it each week. */
  @Needs('campaign.read')
  @Get(':id/reports')
  readers(@Param('id', IdPipe) id: string): Promise<ReportReadersView> {
    return this.reports.readers(id);
  }

  @Needs('campaign.edit')
  @Put(':id/reports')
  choose(@Param('id', IdPipe) id: string, @Body() input: ReportReadersInput): Promise<ReportReadersView> {
    return this.reports.choose(id, input);
  }
}
