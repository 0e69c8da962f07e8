import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, Needs, OwnTransaction } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { XLSX } from '#platform/spreadsheet/workbook';
import { BoardQueries } from './board.queries.js';
import { BulkService } from './bulk.service.js';
import { ExportsService } from './exports.service.js';
import { WorkCalendarQueries } from './work-calendar.queries.js';
import { AuditExportQuery, BoardQuery, BoardView, BookingExportQuery, BulkAssignmentInput, BulkMoveInput, BulkResult, CaseExportQuery, ReminderExportQuery, StagesView, WorkCalendarQuery, WorkCalendarView } from './work.dto.js'; // prettier-ignore

/** Cases, audits and bookings as a whole: board, calendar, acts on many, workbooks. */
@Controller('api/work')
export class WorkController {
  constructor(
    private readonly boards: BoardQueries,
    private readonly calendars: WorkCalendarQueries,
    private readonly bulk: BulkService,
    private readonly exports: ExportsService,
  ) {}

  /** Open cases in columns by stage, party or owner, each with its number and its first cards. */
  @Needs('work.read')
  @Get('board')
  board(@Query() query: BoardQuery): Promise<BoardView> {
    return this.boards.board(query);
  }

  /** The stages that open cases stand in: what a list of cases can be narrowed to. */
  @Needs('work.read')
  @Get('stages')
  async stages(): Promise<StagesView> {
    return { items: await this.boards.stages() };
  }

  /** What lies in some days: deadlines, audits, bookings, expected certificates. */
  @Needs('work.read')
  @Get('calendar')
  calendar(@Query() query: WorkCalendarQuery): Promise<WorkCalendarView> {
    return this.calendars.between(query);
  }

  /** Gives many cases an owner or a deputy; with `isPreview` only tells what would become of each. */
  @Needs('application.edit')
  @OwnTransaction()
  @HttpCode(200)
  @Post('assignments')
  assign(@Body() input: BulkAssignmentInput): Promise<BulkResult> {
    return this.bulk.assign(input);
  }

  /** Records the same move for many cases; with `isPreview` only tells what would become of each. */
  @Needs('application.move')
  @OwnTransaction()
  @HttpCode(200)
  @Post('moves')
  move(@Body() input: BulkMoveInput): Promise<BulkResult> {
    return this.bulk.move(input);
  }

  /** The list of cases with its filters as a workbook, at most 10,000 rows. */
  @Needs('work.read')
  @ApiProduces(XLSX)
  @Get('cases.xlsx')
  async cases(@CurrentWho() who: Who, @Query() { language, ...query }: CaseExportQuery): Promise<StreamableFile> {
    return workbook('cases', await this.exports.cases(query, language ?? who.language));
  }

  @Needs('work.read')
  @ApiProduces(XLSX)
  @Get('audits.xlsx')
  async audits(@CurrentWho() who: Who, @Query() { language, ...query }: AuditExportQuery): Promise<StreamableFile> {
    return workbook('audits', await this.exports.inspections(query, language ?? who.language));
  }

  @Needs('work.read')
  @ApiProduces(XLSX)
  @Get('bookings.xlsx')
  async bookings(@CurrentWho() who: Who, @Query() { language, ...query }: BookingExportQuery): Promise<StreamableFile> {
    return workbook('bookings', await this.exports.labBookings(query, language ?? who.language));
  }

  /** The ledger of reminders with its filters. */
  @Needs('reminder.read')
  @ApiProduces(XLSX)
  @Get('reminders.xlsx')
  async reminders(
    @CurrentWho() who: Who,
    @Query() { language, ...query }: ReminderExportQuery,
  ): Promise<StreamableFile> {
    return workbook('reminders', await this.exports.ledger(query, language ?? who.language));
  }
}

function workbook(name: string, content: Buffer): StreamableFile {
  return new StreamableFile(content, { type: XLSX, disposition: `attachment; filename="${name}.xlsx"` });
}
