import { Controller, Get, Query } from '@nestjs/common';
import { CbReportOfClientPage } from '#features/cb-reports/cb-reports.dto';
import { CbReportsQueries } from '#features/cb-reports/cb-reports.queries';
import { CurrentWho, Needs } from '#platform/http/marks';
import { PageQuery } from '#platform/http/page';
import type { Who } from '#platform/http/who';
import { DocumentOfClientPage, PortalOverview } from './portal.dto.js';
import { PortalQueries } from './portal.queries.js';

/** A client's way in. Everything else it reads comes from the endpoints of cases, documents, audits and certificates. */
@Controller('api/portal')
export class PortalController {
  constructor(
    private readonly portal: PortalQueries,
    private readonly reports: CbReportsQueries,
  ) {}

  /** What is asked of the client, and where its cases stand. */
  @Needs('portal.read')
  @Get('overview')
  overview(@CurrentWho() who: Who): Promise<PortalOverview> {
    return this.portal.overview(who);
  }

  /** Every document that was asked of the client, the last one first, with its versions. */
  @Needs('portal.read')
  @Get('documents')
  documents(@Query() query: PageQuery): Promise<DocumentOfClientPage> {
    return this.portal.documentsOf(query);
  }

  /** The CB test reports of all the client's products, the newest first, and until when each is young enough. */
  @Needs('portal.read')
  @Get('cb-reports')
  cbReports(@Query() query: PageQuery): Promise<CbReportOfClientPage> {
    return this.reports.ofClient(query);
  }
}
