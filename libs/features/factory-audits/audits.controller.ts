import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { AuditActsService } from './audit-acts.service.js';
import { AuditActInput, AuditCount, AuditEdit, AuditFilters, AuditInput, AuditListQuery, AuditPage, AuditView } from './audits.dto.js'; // prettier-ignore
import { AuditsQueries } from './audits.queries.js';
import { AuditsService } from './audits.service.js';
import { WindowListQuery, WindowPage } from './windows.dto.js';
import { WindowsQueries } from './windows.queries.js';

@Controller('api/audits')
export class AuditsController {
  constructor(
    private readonly audits: AuditsService,
    private readonly acts: AuditActsService,
    private readonly queries: AuditsQueries,
    private readonly windowList: WindowsQueries,
  ) {}

  @Needs('audit.read')
  @Get()
  list(@Query() query: AuditListQuery): Promise<AuditPage> {
    return this.queries.list(query);
  }

  /** Of the list with the same filters. */
  @Needs('audit.read')
  @Get('count')
  count(@Query() query: AuditFilters): Promise<AuditCount> {
    return this.queries.count(query);
  }

  /** Factories by the last day of their next follow-up, overdue ones first, with the certificates that hang on it. */
  @Needs('audit.read')
  @Get('windows')
  windows(@Query() query: WindowListQuery): Promise<WindowPage> {
    return this.windowList.list(query);
  }

  @Needs('audit.edit')
  @Post()
  create(@Body() input: AuditInput): Promise<AuditView> {
    return this.audits.create(input);
  }

  @Needs('audit.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<AuditView> {
    return this.queries.one(id);
  }

  @Needs('audit.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: AuditEdit): Promise<AuditView> {
    return this.audits.edit(id, input);
  }

  /** Confirms, postpones, holds, passes, fails or cancels it, as its state allows. */
  @Needs('audit.edit')
  @Post(':id/acts')
  act(@Param('id', IdPipe) id: string, @Body() input: AuditActInput): Promise<AuditView> {
    return this.acts.act(id, input);
  }
}
