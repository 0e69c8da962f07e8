import { Controller, Get } from '@nestjs/common';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { TodayView } from './today.dto.js';
import { TodayQueries } from './today.queries.js';

@Controller('api/today')
export class TodayController {
  constructor(private readonly queries: TodayQueries) {}

  /** What is overdue and what comes within 90 days, how the conversion stands, what the mails did. */
  @Needs('deadline.read')
  @Get()
  today(@CurrentWho() who: Who): Promise<TodayView> {
    return this.queries.today(who);
  }
}
