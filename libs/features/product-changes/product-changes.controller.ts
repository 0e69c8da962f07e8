import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { BatchResult } from '#features/applications/case-batch.dto';
import { Clock } from '#platform/clock';
import { answerWhole } from '#platform/http/idempotency';
import { CurrentWho, IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import { PageQuery } from '#platform/http/page';
import type { Who } from '#platform/http/who';
import { AcceptanceInput, AddedCertificate, ChangeCasesInput, ProductChangeActInput, ProductChangeEdit, ProductChangeInput, ProductChangeListQuery, ProductChangePage, ProductChangeView, TouchedCertificatePage, TouchedJudgement, TouchedQuery, TouchedView } from './product-changes.dto.js'; // prettier-ignore
import { ProductChangesQueries } from './product-changes.queries.js';
import { ProductChangesService } from './product-changes.service.js';
import { TouchedCertificatesService } from './touched-certificates.service.js';
import { TouchedQueries } from './touched.queries.js';

@Controller('api/product-changes')
export class ProductChangesController {
  constructor(
    readonly db: Db,
    readonly clock: Clock,
    private readonly changes: ProductChangesService,
    private readonly touched: TouchedCertificatesService,
    private readonly queries: ProductChangesQueries,
    private readonly touchedQueries: TouchedQueries,
  ) {}

  @Needs('product-change.read')
  @Get()
  list(@Query() query: ProductChangeListQuery, @CurrentWho() who: Who): Promise<ProductChangePage> {
    return this.queries.list(query, who.timeZone);
  }

  /** What a change would touch, and why; nothing is saved. */
  @Needs('product-change.edit')
  @Get('touched')
  preview(@Query() query: TouchedQuery): Promise<TouchedView> {
    return this.touchedQueries.preview(query);
  }

  @Needs('product-change.edit')
  @Post()
  async create(@Body() input: ProductChangeInput, @CurrentWho() who: Who): Promise<ProductChangeView> {
    return this.queries.one(await this.changes.create(input), who.timeZone);
  }

  @Needs('product-change.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<ProductChangeView> {
    return this.queries.one(id, who.timeZone);
  }

  @Needs('product-change.edit')
  @Patch(':id')
  async edit(
    @Param('id', IdPipe) id: string,
    @Body() input: ProductChangeEdit,
    @CurrentWho() who: Who,
  ): Promise<ProductChangeView> {
    await this.changes.edit(id, input);
    return this.queries.one(id, who.timeZone);
  }

  /** Accepts, withdraws or reopens the change as a whole. */
  @Needs('product-change.edit')
  @HttpCode(200)
  @Post(':id/acts')
  async act(
    @Param('id', IdPipe) id: string,
    @Body() input: ProductChangeActInput,
    @CurrentWho() who: Who,
  ): Promise<ProductChangeView> {
    await this.changes.act(id, input);
    return this.queries.one(id, who.timeZone);
  }

  @Needs('product-change.read')
  @Get(':id/certificates')
  certificates(
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
    @CurrentWho() who: Who,
  ): Promise<TouchedCertificatePage> {
    return this.queries.certificates(id, query, who.timeZone);
  }

  /** Says that the change touches one more. */
  @Needs('product-change.edit')
  @Post(':id/certificates')
  async add(
    @Param('id', IdPipe) id: string,
    @Body() input: AddedCertificate,
    @CurrentWho() who: Who,
  ): Promise<ProductChangeView> {
    await this.changes.add(id, input);
    return this.queries.one(id, who.timeZone);
  }

  /** Leaves a certificate out, takes it in again, or takes an acceptance back. */
  @Needs('product-change.edit')
  @Patch(':id/certificates/:certificateId')
  async judge(
    @Param('id', IdPipe) id: string,
    @Param('certificateId', IdPipe) certificateId: string,
    @Body() input: TouchedJudgement,
    @CurrentWho() who: Who,
  ): Promise<ProductChangeView> {
    await this.touched.judge(id, certificateId, input);
    return this.queries.one(id, who.timeZone);
  }

  /** Records by hand that the body has accepted. */
  @Needs('product-change.edit')
  @Post(':id/certificates/:certificateId/acceptance')
  async accept(
    @Param('id', IdPipe) id: string,
    @Param('certificateId', IdPipe) certificateId: string,
    @Body() input: AcceptanceInput,
    @CurrentWho() who: Who,
  ): Promise<ProductChangeView> {
    await this.touched.accept(id, certificateId, input);
    return this.queries.one(id, who.timeZone);
  }

  /** Opens a case for each of many certificates; with `isPreview` only tells what would become of each. */
  @Needs('product-change.edit')
  @OwnTransaction()
  @HttpCode(200)
  @Post(':id/cases')
  openCases(
    @Param('id', IdPipe) id: string,
    @Body() input: ChangeCasesInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchResult> {
    return answerWhole(this, request, reply, () => this.touched.openCases(id, input));
  }
}
