import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { XLSX } from '#platform/spreadsheet/workbook';
import { AffectedExportService } from './affected-export.service.js';
import { AffectedExportQuery, AffectedPage, AffectedQuery, RegulatoryChangeListQuery, RegulatoryChangePage, RegulatoryChangeView } from './regulatory-changes.dto.js'; // prettier-ignore
import { RegulatoryChangesService } from './regulatory-changes.service.js';

@Controller('api/regulatory-changes')
export class RegulatoryChangesController {
  constructor(
    private readonly changes: RegulatoryChangesService,
    private readonly exports: AffectedExportService,
  ) {}

  /** Dated changes of catalogue, modes, rules and standards with their sources, and the tenant's own entries, the newest last day first. */
  @Needs('regulatory.read')
  @Get()
  list(@Query() query: RegulatoryChangeListQuery): Promise<RegulatoryChangePage> {
    return this.changes.list(query);
  }

  /** One record by its key, or one entry of the tenant by its id. */
  @Needs('regulatory.read')
  @Get(':key')
  one(@Param('key') key: string): Promise<RegulatoryChangeView> {
    return this.changes.one(key);
  }

  /** Which certificates and products of the tenant a change hits, which it may hit, and why. */
  @Needs('regulatory.read')
  @Get(':key/affected')
  affected(@Param('key') key: string, @Query() query: AffectedQuery): Promise<AffectedPage> {
    return this.changes.affected(key, query);
  }

  /** The same as a workbook, at most 10,000 rows; its last row says where it stopped. */
  @Needs('regulatory.read')
  @ApiProduces(XLSX)
  @Get(':key/affected.xlsx')
  async workbook(
    @CurrentWho() who: Who,
    @Param('key') key: string,
    @Query() { verdict, language }: AffectedExportQuery,
  ): Promise<StreamableFile> {
    const content = await this.exports.workbook(key, verdict, language ?? who.language);
    return new StreamableFile(content, { type: XLSX, disposition: 'attachment; filename="affected.xlsx"' });
  }
}
