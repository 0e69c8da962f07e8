import { Controller, Get, Query } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { MoveListQuery, MovePage } from './moves.dto.js';
import { MovesQueries } from './moves.queries.js';

@Controller('api/deadline-moves')
export class MovesController {
  constructor(private readonly moves: MovesQueries) {}

  /** Days that moved because the reference data changed, the newest first. */
  @Needs('move.read')
  @Get()
  list(@Query() query: MoveListQuery): Promise<MovePage> {
    return this.moves.list(query);
  }
}
