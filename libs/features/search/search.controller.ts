import { Controller, Get, Query } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { SearchQuery, SearchView } from './search.dto.js';
import { SearchQueries } from './search.queries.js';

@Controller('api/search')
export class SearchController {
  constructor(private readonly queries: SearchQueries) {}

  /** The first hits of each kind, for who is still typing. */
  @Needs('search.read')
  @Get()
  search(@Query() query: SearchQuery): Promise<SearchView> {
    return this.queries.firstHits(query.q);
  }
}
