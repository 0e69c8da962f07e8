import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { NoticeListQuery, NoticePage, NoticeView } from './notices.dto.js';
import { NoticesQueries } from './notices.queries.js';
import { RefusedMails } from './refused-mails.service.js';

@Controller('api/notices')
export class NoticesController {
  constructor(
    private readonly refused: RefusedMails,
    private readonly queries: NoticesQueries,
  ) {}

  /** Mails about what happened: documents asked for, comments, inspections planned. */
  @Needs('reminder.read')
  @Get()
  list(@Query() query: NoticeListQuery): Promise<NoticePage> {
    return this.queries.list(query);
  }

  /** Sends a refused one again at once, to the address as it now stands, with all that lay in its mail. */
  @Needs('reminder.manage')
  @Post(':id/another-attempt')
  @HttpCode(200)
  async tryAgain(@Param('id', IdPipe) id: string): Promise<NoticeView> {
    await this.refused.tryNoticeAgain(id);
    return this.queries.one(id);
  }
}
