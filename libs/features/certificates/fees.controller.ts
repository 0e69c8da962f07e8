import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { FeeEdit, FeeInput, FeeList, FeeView } from './fees.dto.js';
import { FeesQueries } from './fees.queries.js';
import { FeesService } from './fees.service.js';

@Controller('api')
export class FeesController {
  constructor(
    private readonly fees: FeesService,
    private readonly queries: FeesQueries,
  ) {}

  /** The annual fees of a certificate, and what is known of their amount in general. */
  @Needs('certificate.read')
  @Get('certificates/:id/fees')
  list(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<FeeList> {
    return this.queries.list(id, who.timeZone);
  }

  @Needs('certificate.fee')
  @Post('certificates/:id/fees')
  add(@Param('id', IdPipe) id: string, @Body() input: FeeInput): Promise<FeeView> {
    return this.fees.add(id, input);
  }

  @Needs('certificate.fee')
  @Patch('certificate-fees/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: FeeEdit): Promise<FeeView> {
    return this.fees.edit(id, input);
  }

  @Needs('certificate.fee')
  @HttpCode(204)
  @Delete('certificate-fees/:id')
  remove(@Param('id', IdPipe) id: string): Promise<void> {
    return this.fees.remove(id);
  }
}
