import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { CbReportEdit, CbReportInput, CbReportList, CbReportSettlement, CbReportView } from './cb-reports.dto.js';
import { CbReportsQueries } from './cb-reports.queries.js';
import { CbReportsService } from './cb-reports.service.js';

@Controller('api')
export class CbReportsController {
  constructor(
    private readonly reports: CbReportsService,
    private readonly queries: CbReportsQueries,
  ) {}

  /** The CB test reports of a product, and until when each is young enough. */
  @Needs('product.read')
  @Get('products/:id/cb-reports')
  list(@Param('id', IdPipe) id: string): Promise<CbReportList> {
    return this.queries.list(id);
  }

  @Needs('product.edit')
  @Post('products/:id/cb-reports')
  add(@Param('id', IdPipe) id: string, @Body() input: CbReportInput): Promise<CbReportView> {
    return this.reports.add(id, input);
  }

  @Needs('product.edit')
  @Patch('cb-reports/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: CbReportEdit): Promise<CbReportView> {
    return this.reports.edit(id, input);
  }

  /** What became of it; nobody is reminded of it any more. */
  @Needs('product.edit')
  @HttpCode(200)
  @Post('cb-reports/:id/settlement')
  settle(@Param('id', IdPipe) id: string, @Body() input: CbReportSettlement): Promise<CbReportView> {
    return this.reports.settle(id, input);
  }

  @Needs('product.edit')
  @Delete('cb-reports/:id/settlement')
  unsettle(@Param('id', IdPipe) id: string): Promise<CbReportView> {
    return this.reports.unsettle(id);
  }
}
