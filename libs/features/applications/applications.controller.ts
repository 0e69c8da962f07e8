import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { ApplicationCount, ApplicationFilters, ApplicationListQuery, ApplicationPage } from './application-list.dto.js';
import { ApplicationEdit, ApplicationInput, ApplicationView } from './applications.dto.js';
import { ApplicationsQueries } from './applications.queries.js';
import { CaseViews } from './case-views.js';
import { OpeningService } from './opening.service.js';

@Controller('api/applications')
export class ApplicationsController {
  constructor(
    private readonly opening: OpeningService,
    private readonly queries: ApplicationsQueries,
    private readonly views: CaseViews,
  ) {}

  @Needs('application.read')
  @Get()
  list(@Query() query: ApplicationListQuery): Promise<ApplicationPage> {
    return this.queries.list(query);
  }

  /** Of the list with the same filters. */
  @Needs('application.read')
  @Get('count')
  count(@Query() query: ApplicationFilters): Promise<ApplicationCount> {
    return this.queries.count(query);
  }

  @Needs('application.edit')
  @Post()
  async open(@Body() input: ApplicationInput, @CurrentWho() who: Who): Promise<ApplicationView> {
    return this.views.one(await this.opening.open(input), who);
  }

  @Needs('application.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<ApplicationView> {
    return this.views.one(id, who);
  }

  @Needs('application.edit')
  @Patch(':id')
  async edit(
    @Param('id', IdPipe) id: string,
    @Body() input: ApplicationEdit,
    @CurrentWho() who: Who,
  ): Promise<ApplicationView> {
    await this.opening.edit(id, input);
    return this.views.one(id, who);
  }
}
