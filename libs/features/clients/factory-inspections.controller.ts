import { Controller, Get, Param } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { InspectionWindowView } from './factory-inspections.dto.js';
import { FactoryInspectionsQueries } from './factory-inspections.queries.js';

@Controller('api/factories')
export class FactoryInspectionsController {
  constructor(private readonly inspections: FactoryInspectionsQueries) {}

  /** When the factory must be inspected next, why then, which certificates hang on it and what they risk. */
  @Needs('factory.read')
  @Get(':id/inspection-window')
  window(@Param('id', IdPipe) id: string): Promise<InspectionWindowView> {
    return this.inspections.windowOf(id);
  }
}
