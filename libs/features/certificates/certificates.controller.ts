import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CertificateCount, CertificateEdit, CertificateFilters, CertificateInput, CertificateListQuery, CertificatePage, CertificateView } from './certificates.dto.js'; // prettier-ignore
import { CertificatesQueries } from './certificates.queries.js';
import { CertificatesService } from './certificates.service.js';
import { GroundedChange, StatusChange, StatusReason } from './status-changes.dto.js';

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

  @Needs('certificate.change-status')
  @Post(':id/suspension')
  suspend(
    @Param('id', IdPipe) id: string,
    @Body() input: StatusReason,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.certificates.suspend(id, input, who.timeZone);
  }

  /** Lifts the suspension. */
  @Needs('certificate.change-status')
  @Delete(':id/suspension')
  restore(@Param('id', IdPipe) id: string): Promise<CertificateView> {
    return this.certificates.restore(id);
  }

  @Needs('certificate.change-status')
  @Post(':id/cancellation')
  cancel(
    @Param('id', IdPipe) id: string,
    @Body() input: GroundedChange,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.certificates.cancel(id, input, who.timeZone);
  }

  @Needs('certificate.change-status')
  @Post(':id/revocation')
  revoke(
    @Param('id', IdPipe) id: string,
    @Body() input: StatusReason,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.certificates.revoke(id, input, who.timeZone);
  }

  @Needs('certificate.change-status')
  @Post(':id/expiry')
  expire(
    @Param('id', IdPipe) id: string,
    @Body() input: StatusChange,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.certificates.expire(id, input, who.timeZone);
  }

  /** Takes back an expiry that was recorded by mistake. */
  @Needs('certificate.change-status')
  @Post(':id/reinstatement')
  reinstate(@Param('id', IdPipe) id: string, @Body() input: StatusChange): Promise<CertificateView> {
    return this.certificates.reinstate(id, input);
  }
}
