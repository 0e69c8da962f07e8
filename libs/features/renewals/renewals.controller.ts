import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { BatchResult } from '#features/applications/case-batch.dto';
import { Clock } from '#platform/clock';
import { answerWhole } from '#platform/http/idempotency';
import { CurrentWho, IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { RenewalCasesInput, RenewalGroupList, RenewalGroupsQuery, RenewalListQuery, RenewalPage, RenewalView } from './renewals.dto.js'; // prettier-ignore
import { RenewalsQueries } from './renewals.queries.js';
import { RenewalsService } from './renewals.service.js';

@Controller('api')
export class RenewalsController {
  constructor(
    readonly db: Db,
    readonly clock: Clock,
    private readonly renewals: RenewalsService,
    private readonly queries: RenewalsQueries,
  ) {}

  /** Certificates whose renewal is to be filed until a day, the earliest first, each with the way to it. */
  @Needs('renewal.read')
  @Get('renewals')
  list(@Query() query: RenewalListQuery, @CurrentWho() who: Who): Promise<RenewalPage> {
    return this.queries.list(query, who.timeZone);
  }

  /** How many there are of each client or factory. */
  @Needs('renewal.read')
  @Get('renewals/groups')
  groups(@Query() query: RenewalGroupsQuery): Promise<RenewalGroupList> {
    return this.queries.groups(query);
  }

  /** The way to the renewal of one certificate, or why there is none. */
  @Needs('renewal.read')
  @Get('certificates/:id/renewal')
  one(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<RenewalView> {
    return this.queries.one(id, who.timeZone);
  }

  /** Opens a renewal for each of many certificates; with `isPreview` only tells what would become of each. */
  @Needs('renewal.open')
  @OwnTransaction()
  @HttpCode(200)
  @Post('renewals/cases')
  openCases(
    @Body() input: RenewalCasesInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchResult> {
    return answerWhole(this, request, reply, () => this.renewals.openCases(input));
  }
}
