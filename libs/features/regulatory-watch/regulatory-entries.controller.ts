import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { EntryWithdrawalInput, FollowInput, RegulatoryEntryEdit, RegulatoryEntryInput, RegulatoryEntryView, ViewsSentInput } from './regulatory-entries.dto.js'; // prettier-ignore
import { RegulatoryEntriesQueries } from './regulatory-entries.queries.js';
import { RegulatoryEntriesService } from './regulatory-entries.service.js';

@Controller('api/regulatory-entries')
export class RegulatoryEntriesController {
  constructor(
    private readonly entries: RegulatoryEntriesService,
    private readonly queries: RegulatoryEntriesQueries,
  ) {}

  /** Adds an announcement, rule, standard or draft of the tenant's own. */
  @Needs('regulatory.edit')
  @Post()
  create(@Body() input: RegulatoryEntryInput): Promise<RegulatoryEntryView> {
    return this.entries.create(input);
  }

  /** Follows a record of the reference data: it gets a responsible, and the closing day of a draft a deadline. */
  @Needs('regulatory.edit')
  @Post('follow')
  follow(@Body() input: FollowInput): Promise<RegulatoryEntryView> {
    return this.entries.follow(input);
  }

  @Needs('regulatory.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<RegulatoryEntryView> {
    return this.queries.one(id);
  }

  @Needs('regulatory.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: RegulatoryEntryEdit): Promise<RegulatoryEntryView> {
    return this.entries.edit(id, input);
  }

  /** An entry that does not hold any more, or that was a mistake; of a record: it is no longer followed. */
  @Needs('regulatory.edit')
  @Post(':id/withdrawal')
  withdraw(@Param('id', IdPipe) id: string, @Body() { reason }: EntryWithdrawalInput): Promise<RegulatoryEntryView> {
    return this.entries.withdraw(id, reason);
  }

  @Needs('regulatory.edit')
  @Delete(':id/withdrawal')
  restore(@Param('id', IdPipe) id: string): Promise<RegulatoryEntryView> {
    return this.entries.restore(id);
  }

  /** Views on a draft or consultation were sent. */
  @Needs('regulatory.edit')
  @Post(':id/views')
  recordViews(@Param('id', IdPipe) id: string, @Body() { sentOn }: ViewsSentInput): Promise<RegulatoryEntryView> {
    return this.entries.recordViews(id, sentOn);
  }

  @Needs('regulatory.edit')
  @Delete(':id/views')
  takeViewsBack(@Param('id', IdPipe) id: string): Promise<RegulatoryEntryView> {
    return this.entries.takeViewsBack(id);
  }
}
