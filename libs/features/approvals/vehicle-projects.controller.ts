import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { ProjectBoard, ProjectEdit, ProjectInput, ProjectListQuery, ProjectPage } from './vehicle-projects.dto.js';
import { VehicleProjectsQueries } from './vehicle-projects.queries.js';
import { VehicleProjectsService } from './vehicle-projects.service.js';

@Controller('api/vehicle-projects')
export class VehicleProjectsController {
  constructor(
    private readonly projects: VehicleProjectsService,
    private readonly queries: VehicleProjectsQueries,
  ) {}

  @Needs('approval.read')
  @Get()
  list(@Query() query: ProjectListQuery): Promise<ProjectPage> {
    return this.queries.list(query);
  }

  @Needs('approval.edit')
  @Post()
  create(@Body() input: ProjectInput): Promise<ProjectBoard> {
    return this.projects.create(input);
  }

  /** The readiness board: what the project waits for, the slowest chain first. */
  @Needs('approval.read')
  @Get(':id')
  board(@Param('id', IdPipe) id: string): Promise<ProjectBoard> {
    return this.queries.board(id);
  }

  @Needs('approval.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: ProjectEdit): Promise<ProjectBoard> {
    return this.projects.edit(id, input);
  }
}
