import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { renderLetter } from '#platform/pdf/letter';
import { CheckInput, CheckListQuery, CheckPage, CheckView, PreviewView } from './applicability.dto.js';
import { LanguageQuery } from './applicability-questions.dto.js';
import { RepetitionInput, RepetitionView } from './repetition.dto.js';
import { ApplicabilityQueries } from './applicability.queries.js';
import { ApplicabilityService } from './applicability.service.js';
import { checkLetter, letterFileName } from './letter.js';
import { tell } from './told.js';

/** Whether a product needs CCC on a day: asked, kept, asked again, printed. */
@Controller('api/applicability-checks')
export class ApplicabilityController {
  constructor(
    private readonly checks: ApplicabilityService,
    private readonly queries: ApplicabilityQueries,
    private readonly letterhead: LetterheadService,
  ) {}

  /** Answers and keeps the answer; it is never changed afterwards. */
  @Needs('applicability.check')
  @Post()
  check(@Body() input: CheckInput, @Query() { language }: LanguageQuery, @CurrentWho() who: Who): Promise<CheckView> {
    return this.checks.check(input, language ?? who.language);
  }

  /** Answers and keeps nothing. */
  @Needs('applicability.check')
  @Post('preview')
  @HttpCode(200)
  preview(
    @Body() input: CheckInput,
    @Query() { language }: LanguageQuery,
    @CurrentWho() who: Who,
  ): Promise<PreviewView> {
    return this.checks.preview(input, language ?? who.language);
  }

  @Needs('applicability.read')
  @Get()
  list(@Query() query: CheckListQuery): Promise<CheckPage> {
    return this.queries.list(query);
  }

  @Needs('applicability.read')
  @Get(':id')
  one(
    @Param('id', IdPipe) id: string,
    @Query() { language }: LanguageQuery,
    @CurrentWho() who: Who,
  ): Promise<CheckView> {
    return this.checks.show(id, language ?? who.language);
  }

  /** The reasoned letter under the tenant's own head. */
  @Needs('applicability.read')
  @ApiProduces('application/pdf')
  @Get(':id/letter')
  async letter(
    @Param('id', IdPipe) id: string,
    @Query() query: LanguageQuery,
    @CurrentWho() who: Who,
  ): Promise<StreamableFile> {
    const language = query.language ?? who.language;
    const [check, head] = await Promise.all([this.queries.one(id), this.letterhead.forLetter(language)]);
    const told = tell(check.answer, check.facts, await this.checks.bookOf(check), check.product, language);
    return new StreamableFile(await renderLetter(checkLetter(check, told, head, language)), {
      type: 'application/pdf',
      disposition: `inline; filename="${letterFileName(check.number, language)}"`,
    });
  }

  /** The same facts on today's data, and on another day where one is named: what differs. Keeps nothing. */
  @Needs('applicability.check')
  @Post(':id/repetition')
  @HttpCode(200)
  repeat(
    @Param('id', IdPipe) id: string,
    @Body() { day }: RepetitionInput,
    @Query() { language }: LanguageQuery,
    @CurrentWho() who: Who,
  ): Promise<RepetitionView> {
    return this.checks.repeat(id, day ?? null, language ?? who.language);
  }
}
