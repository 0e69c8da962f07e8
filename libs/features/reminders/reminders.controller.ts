import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import {
  MorningList,
  ReminderCount,
  ReminderDetailView,
  ReminderFilters,
  ReminderListQuery,
  ReminderPage,
} from './reminders.dto.js';
import { RemindersQueries } from './reminders.queries.js';
import { RefusedMails } from './refused-mails.service.js';

@Controller('api/reminders')
export class RemindersController {
  constructor(
    private readonly refused: RefusedMails,
    private readonly queries: RemindersQueries,
  ) {}

  @Needs('reminder.read')
  @Get()
  list(@Query() query: ReminderListQuery): Promise<ReminderPage> {
    return this.queries.list(query);
  }

  /** How many there are under these filters, up to 10,000. */
  @Needs('reminder.read')
  @Get('count')
  count(@Query() query: ReminderFilters): Promise<ReminderCount> {
    return this.queries.count(query);
  }

  /** The next mornings on which mails leave, each with its mails and people. */
  @Needs('reminder.read')
  @Get('mornings')
  mornings(): Promise<MorningList> {
    return this.queries.mornings();
  }

  @Needs('reminder.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<ReminderDetailView> {
    return this.queries.one(id);
  }

  /** Sends a refused mail again at once, to the address as it now stands, with all that lay in it and is still owed. */
  @Needs('reminder.manage')
  @Post(':id/another-attempt')
  @HttpCode(200)
  async tryAgain(@Param('id', IdPipe) id: string): Promise<ReminderDetailView> {
    await this.refused.tryAgain(id);
    return this.queries.one(id);
  }
}
