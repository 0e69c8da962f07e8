import { Controller, Get, Param, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { PageQuery } from '#platform/http/page';
import { StatusChangePage, VersionPage } from './certificate-life.dto.js';
import { CertificateLifeQueries } from './certificate-life.queries.js';

/** What a certificate said and in which states it was. */
@Controller('api/certificates')
export class CertificateLifeController {
  constructor(private readonly queries: CertificateLifeQueries) {}

  /** Newest first. */
  @Needs('certificate.read')
  @Get(':id/versions')
  versions(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<VersionPage> {
    return this.queries.versions(id, query);
  }

  /** Newest first; for a client without those that were taken back. */
  @Needs('certificate.read')
  @Get(':id/status-changes')
  statusChanges(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<StatusChangePage> {
    return this.queries.statusChanges(id, query);
  }
}
