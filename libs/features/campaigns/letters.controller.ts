import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { ChaseInput, ChaseView } from './chases.dto.js';
import { ChasesService } from './chases.service.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { LetterListQuery, LetterPage, LetterPreviewQuery, LetterPreviewView, LetterTemplateQuery, LetterTemplateView, LetterView } from './letters.dto.js'; // prettier-ignore
import { LettersQueries } from './letters.queries.js';
import { LettersService } from './letters.service.js';

/** What the clients of a campaign are written. */
@Controller('api')
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly queries: LettersQueries,
    private readonly campaigns: CampaignsQueries,
    private readonly chases: ChasesService,
  ) {}

  /** A text to begin with, and the fields that may stand in it. */
  @Needs('campaign.read')
  @Get('campaign-letter-templates')
  template(@Query() query: LetterTemplateQuery): Promise<LetterTemplateView> {
    return this.letters.template(query);
  }

  /** The newest first. */
  @Needs('campaign.read')
  @Get('campaigns/:id/letters')
  async list(@Param('id', IdPipe) id: string, @Query() query: LetterListQuery): Promise<LetterPage> {
    await this.campaigns.require(id);
    return this.queries.list(id, query);
  }

  /** What one client would be written, or was. Nothing is sent by looking. */
  @Needs('campaign.read')
  @Get('campaigns/:id/letters/preview')
  preview(
    @Param('id', IdPipe) id: string,
    @Query() query: LetterPreviewQuery,
    @CurrentWho() who: Who,
  ): Promise<LetterPreviewView> {
    return this.letters.preview(id, query, who.language);
  }

  @Needs('campaign.read')
  @Get('campaigns/:id/letters/:letterId')
  one(@Param('id', IdPipe) id: string, @Param('letterId', IdPipe) letterId: string): Promise<LetterView> {
    return this.queries.one(id, letterId);
  }

  /** The letter under the tenant's own head. */
  @Needs('campaign.read')
  @ApiProduces('application/pdf')
  @Get('campaigns/:id/letters/:letterId/letter.pdf')
  async pdf(@Param('id', IdPipe) id: string, @Param('letterId', IdPipe) letterId: string): Promise<StreamableFile> {
    const { content, name } = await this.letters.pdf(id, letterId);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}"` });
  }

  /** Asks for what is still open with chosen clients, or shows what they would be written. */
  @Needs('campaign.edit')
  @HttpCode(200)
  @Post('campaigns/:id/chases')
  chase(@Param('id', IdPipe) id: string, @Body() input: ChaseInput): Promise<ChaseView> {
    return this.chases.chase(id, input);
  }
}
