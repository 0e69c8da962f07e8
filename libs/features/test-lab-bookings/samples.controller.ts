import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { SampleActInput, SampleEdit, SampleInput, SampleLine, SampleListQuery, SamplePage } from './samples.dto.js';
import { SamplesQueries } from './samples.queries.js';
import { SamplesService } from './samples.service.js';

@Controller('api/samples')
export class SamplesController {
  constructor(
    private readonly samples: SamplesService,
    private readonly queries: SamplesQueries,
  ) {}

  @Needs('sample.read')
  @Get()
  list(@Query() query: SampleListQuery): Promise<SamplePage> {
    return this.queries.list(query);
  }

  @Needs('sample.edit')
  @Post()
  create(@Body() input: SampleInput): Promise<SampleLine> {
    return this.samples.create(input);
  }

  @Needs('sample.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<SampleLine> {
    return this.queries.one(id);
  }

  @Needs('sample.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: SampleEdit): Promise<SampleLine> {
    return this.samples.edit(id, input);
  }

  @Needs('sample.edit')
  @Post(':id/acts')
  @HttpCode(200)
  act(@Param('id', IdPipe) id: string, @Body() input: SampleActInput): Promise<SampleLine> {
    return this.samples.act(id, input);
  }
}
