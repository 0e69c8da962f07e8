import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { BenchesQueries } from './benches.queries.js';
import { BenchesService } from './benches.service.js';
import { BenchEdit, BenchInput, BenchView, FreeSlots, FreeSlotsQuery, LaboratoryEdit, LaboratoryInput, LaboratoryListQuery, LaboratoryPage, LaboratoryView, Occupancy, OccupancyQuery } from './laboratories.dto.js'; // prettier-ignore
import { LaboratoriesQueries } from './laboratories.queries.js';
import { LaboratoriesService } from './laboratories.service.js';

@Controller('api')
export class LaboratoriesController {
  constructor(
    private readonly laboratories: LaboratoriesService,
    private readonly queries: LaboratoriesQueries,
    private readonly benches: BenchesService,
    private readonly benchQueries: BenchesQueries,
  ) {}

  /** The tenant's own laboratories by name, and on the first page those that only the reference data knows. */
  @Needs('laboratory.read')
  @Get('laboratories')
  list(@Query() query: LaboratoryListQuery): Promise<LaboratoryPage> {
    return this.queries.list(query);
  }

  @Needs('laboratory.edit')
  @Post('laboratories')
  create(@Body() input: LaboratoryInput): Promise<LaboratoryView> {
    return this.laboratories.create(input);
  }

  @Needs('laboratory.read')
  @Get('laboratories/:id')
  one(@Param('id', IdPipe) id: string): Promise<LaboratoryView> {
    return this.queries.one(id);
  }

  @Needs('laboratory.edit')
  @Patch('laboratories/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: LaboratoryEdit): Promise<LaboratoryView> {
    return this.laboratories.edit(id, input);
  }

  @Needs('laboratory.edit')
  @Post('laboratories/:id/benches')
  addBench(@Param('id', IdPipe) id: string, @Body() input: BenchInput): Promise<BenchView> {
    return this.benches.create(id, input);
  }

  @Needs('laboratory.edit')
  @Patch('benches/:id')
  editBench(@Param('id', IdPipe) id: string, @Body() input: BenchEdit): Promise<BenchView> {
    return this.benches.edit(id, input);
  }

  /** Which bookings stand on which bench, over some days. */
  @Needs('laboratory.read')
  @Get('bench-occupancy')
  occupancy(@Query() query: OccupancyQuery): Promise<Occupancy> {
    return this.benchQueries.occupancy(query);
  }

  /** The next slots of a length on which a place is free throughout. */
  @Needs('laboratory.read')
  @Get('benches/:id/free-slots')
  async freeSlots(@Param('id', IdPipe) id: string, @Query() query: FreeSlotsQuery): Promise<FreeSlots> {
    return { items: await this.benchQueries.free(id, query) };
  }
}
