import { Controller, Get, Param, Query } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { AffectedPage, AffectedQuery, RegulatoryChangeList } from './regulatory-changes.dto.js';
import { RegulatoryChangesService } from './regulatory-changes.service.js';

@Controller('api/regulatory-changes')
export class RegulatoryChangesController {
  constructor(private readonly changes: RegulatoryChangesService) {}

  /** Dated changes of catalogue, modes, rules and standards with their sources, the newest last day first. */
  @Needs('move.read')
  @Get()
  list(): RegulatoryChangeList {
    return this.changes.list();
  }

  /** Which certificates and products of the tenant a change hits, which it may hit, and why. */
  @Needs('move.read')
  @Get(':key/affected')
  affected(@Param('key') key: string, @Query() query: AffectedQuery): Promise<AffectedPage> {
    return this.changes.affected(key, query);
  }
}
