import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import {
  DeterminationActInput,
  DeterminationEdit,
  DeterminationInput,
  DeterminationListQuery,
  DeterminationPage,
  DeterminationView,
} from './determinations.dto.js';
import { DeterminationsQueries } from './determinations.queries.js';
import { DeterminationsService } from './determinations.service.js';

@Controller('api/determinations')
export class DeterminationsController {
  constructor(
    private readonly determinations: DeterminationsService,
    private readonly queries: DeterminationsQueries,
  ) {}

  @Needs('determination.read')
  @Get()
  list(@Query() query: DeterminationListQuery): Promise<DeterminationPage> {
    return this.queries.list(query);
  }

  @Needs('determination.edit')
  @Post()
  create(@Body() input: DeterminationInput): Promise<DeterminationView> {
    return this.determinations.create(input);
  }

  @Needs('determination.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<DeterminationView> {
    return this.queries.one(id);
  }

  @Needs('determination.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: DeterminationEdit): Promise<DeterminationView> {
    return this.determinations.edit(id, input);
  }

  @Needs('determination.edit')
  @Post(':id/acts')
  @HttpCode(200)
  act(@Param('id', IdPipe) id: string, @Body() input: DeterminationActInput): Promise<DeterminationView> {
    return this.determinations.act(id, input);
  }
}
