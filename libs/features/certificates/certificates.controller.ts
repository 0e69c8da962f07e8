import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CertificateCount, CertificateEdit, CertificateFilters, CertificateInput, CertificateListQuery, CertificatePage, CertificateView } from './certificates.dto.js'; // prettier-ignore
import { CertificatesQueries } from './certificates.queries.js';
import { CertificatesService } from './certificates.service.js';

@Controller('api/certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly queries: CertificatesQueries,
  ) {}

  @Needs('certificate.read')
  @Get()
  list(@Query() query: CertificateListQuery, @CurrentWho() who: Who): Promise<CertificatePage> {
    return this.queries.list(query, who.timeZone);
  }

  /** Of the list with the same filters. */
  @Needs('certificate.read')
  @Get('count')
  count(@Query() query: CertificateFilters, @CurrentWho() who: Who): Promise<CertificateCount> {
    return this.queries.count(query, who.timeZone);
  }

  @Needs('certificate.edit')
  @Post()
  create(@Body() input: CertificateInput): Promise<CertificateView> {
    return this.certificates.create(input);
  }

  @Needs('certificate.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<CertificateView> {
    return this.queries.one(id);
  }

  @Needs('certificate.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: CertificateEdit): Promise<CertificateView> {
    return this.certificates.edit(id, input);
  }
}
