import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CompletionInput, DeadlineDetail, DeadlineListQuery, DeadlinePage } from './deadlines.dto.js';
import { DeadlinesQueries } from './deadlines.queries.js';
import { DeadlinesService } from './deadlines.service.js';

@Controller('api/deadlines')
export class DeadlinesController {
  constructor(
    private readonly deadlines: DeadlinesService,
    private readonly queries: DeadlinesQueries,
  ) {}

  @Needs('deadline.read')
  @Get()
  list(@Query() query: DeadlineListQuery, @CurrentWho() who: Who): Promise<DeadlinePage> {
    return this.queries.list(query, who.timeZone);
  }

  @Needs('deadline.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<DeadlineDetail> {
    return this.queries.one(id);
  }

  /** What was owed is done. Its unsent reminders are withdrawn. A follow-up is met by recording the inspection instead. */
  @Needs('deadline.meet')
  @Post(':id/completion')
  async complete(@Param('id', IdPipe) id: string, @Body() input: CompletionInput): Promise<DeadlineDetail> {
    await this.deadlines.complete(id, input.note ?? null);
    return this.queries.one(id);
  }

  /** It was not done after all: it is owed again, and so are its reminders to come. */
  @Needs('deadline.meet')
  @Delete(':id/completion')
  @HttpCode(200)
  async undoCompletion(@Param('id', IdPipe) id: string): Promise<DeadlineDetail> {
    await this.deadlines.undoCompletion(id);
    return this.queries.one(id);
  }
}
