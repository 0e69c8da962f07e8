import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { PaperInput, PaperListQuery, PaperPage, PaperView } from './papers.dto.js';
import { PapersQueries } from './papers.queries.js';
import { PapersService } from './papers.service.js';

@Controller('api')
export class PapersController {
  constructor(
    private readonly papers: PapersService,
    private readonly queries: PapersQueries,
  ) {}

  /** The files that belong to a certificate or declaration, the last one first. */
  @Needs('certificate.read')
  @Get('certificates/:id/papers')
  list(@Param('id', IdPipe) id: string, @Query() query: PaperListQuery): Promise<PaperPage> {
    return this.queries.list(id, query);
  }

  /** Gives an uploaded file to the certificate; its client sees it. */
  @Needs('certificate.paper')
  @Post('certificates/:id/papers')
  add(@Param('id', IdPipe) id: string, @Body() input: PaperInput): Promise<PaperView> {
    return this.papers.add(id, input);
  }

  /** The paper is kept as removed; its client does not see it any more. */
  @Needs('certificate.paper')
  @HttpCode(204)
  @Delete('certificate-papers/:id')
  remove(@Param('id', IdPipe) id: string): Promise<void> {
    return this.papers.remove(id);
  }
}
