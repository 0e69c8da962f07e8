import { Controller, Get } from '@nestjs/common';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { PortalOverview } from './portal.dto.js';
import { PortalQueries } from './portal.queries.js';

/** A client's way in. Everything else it reads comes from the endpoints of cases, documents, audits and certificates. */
@Controller('api/portal')
export class PortalController {
  constructor(private readonly portal: PortalQueries) {}

  /** What is asked of the client, and where its cases stand. */
  @Needs('portal.read')
  @Get('overview')
  overview(@CurrentWho() who: Who): Promise<PortalOverview> {
    return this.portal.overview(who);
  }
}
