import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { ApplicationView } from './applications.dto.js';
import { CasePlanView } from './case-plan.dto.js';
import { CertificationInput } from './certification.dto.js';
import { MoveInput, MoveListQuery, MovePage, StageInput, UndoQuery } from './case-moves.dto.js';
import { ApplicationsQueries } from './applications.queries.js';
import { ApplicationsService } from './applications.service.js';
import { CaseViews } from './case-views.js';
import { CertificationService } from './certification.service.js';

/** What happens in a case. Each act answers with the case as it then stands. */
@Controller('api/applications/:id')
export class CaseMovesController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly certification: CertificationService,
    private readonly queries: ApplicationsQueries,
    private readonly views: CaseViews,
  ) {}

  /** Newest first, those taken back too. */
  @Needs('event.read')
  @Get('moves')
  moves(@Param('id', IdPipe) id: string, @Query() query: MoveListQuery): Promise<MovePage> {
    return this.queries.moves(id, query);
  }

  @Needs('application.move')
  @Post('moves')
  async move(
    @Param('id', IdPipe) id: string,
    @Body() input: MoveInput,
    @CurrentWho() who: Who,
  ): Promise<ApplicationView> {
    await this.applications.move(id, input);
    return this.views.one(id, who);
  }

  /** Takes the last move of a stage, or of the case itself, back. */
  @Needs('application.move')
  @Delete('moves/:moveId')
  async undo(
    @Param('id', IdPipe) id: string,
    @Param('moveId', IdPipe) moveId: string,
    @Query() { version }: UndoQuery,
    @CurrentWho() who: Who,
  ): Promise<ApplicationView> {
    await this.applications.undo(id, moveId, version);
    return this.views.one(id, who);
  }

  /** A failed stage once more. */
  @Needs('application.move')
  @Post('stages')
  async repeat(
    @Param('id', IdPipe) id: string,
    @Body() input: StageInput,
    @CurrentWho() who: Who,
  ): Promise<ApplicationView> {
    await this.applications.repeat(id, input);
    return this.views.one(id, who);
  }

  /** The end of the case: the certificate of each unit, with what it owes, in one step. */
  @Needs('application.end')
  @Post('certificates')
  async certify(
    @Param('id', IdPipe) id: string,
    @Body() input: CertificationInput,
    @CurrentWho() who: Who,
  ): Promise<ApplicationView> {
    await this.certification.certify(id, input);
    return this.views.one(id, who);
  }

  /** What was agreed, what is expected, and what the wished day asks for. */
  @Needs('plan.read')
  @Get('plan')
  plan(@Param('id', IdPipe) id: string): Promise<CasePlanView> {
    return this.views.plan(id);
  }
}
