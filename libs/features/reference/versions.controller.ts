import { Controller, Get, Param, Query } from '@nestjs/common';
import { AnyPerson, CurrentPerson } from '#platform/http/marks';
import type { SignedInPerson } from '#platform/http/who';
import { ReferenceVersionPage, ReferenceVersionView, VersionListQuery } from './versions.dto.js';
import { VersionsQueries } from './versions.queries.js';

@Controller('api/reference/versions')
export class VersionsController {
  constructor(private readonly versions: VersionsQueries) {}

  /** What was published, the newest first. */
  @AnyPerson()
  @Get()
  list(@Query() query: VersionListQuery, @CurrentPerson() person: SignedInPerson): Promise<ReferenceVersionPage> {
    return this.versions.list(query, person.isPlatformOwner);
  }

  /** One publication with every record that it changed. */
  @AnyPerson()
  @Get(':number')
  one(@Param('number') number: string, @CurrentPerson() person: SignedInPerson): Promise<ReferenceVersionView> {
    return this.versions.one(number, person.isPlatformOwner);
  }
}
