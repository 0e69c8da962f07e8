import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone, CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CalendarFeedInput, CalendarFeedList, CalendarFeedListQuery, NewCalendarFeedView } from './calendar-feeds.dto.js'; // prettier-ignore
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { PublicCalendarsService } from './public-calendars.service.js';

/** Calls per minute and caller's address: an office stands behind one address, and each of its programs has some. */
const CALLS = 120;
const WINDOW_MS = 60_000;
/** Seconds for which a program need not ask again. */
const FRESH_SECONDS = 300;

@Controller()
export class CalendarFeedsController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly calendars: PublicCalendarsService,
  ) {}

  /** Addresses in use: one's own, and for the team those of its clients, factories and the tenant. */
  @Needs('calendar-feed.make')
  @Get('api/calendar-feeds')
  async list(@Query() query: CalendarFeedListQuery, @CurrentWho() who: Who): Promise<CalendarFeedList> {
    return { items: await this.feeds.list(query, who) };
  }

  /** The address stands in this answer and nowhere else. */
  @Needs('calendar-feed.make')
  @Post('api/calendar-feeds')
  create(@Body() input: CalendarFeedInput, @CurrentWho() who: Who): Promise<NewCalendarFeedView> {
    return this.feeds.create(input, who);
  }

  @Needs('calendar-feed.make')
  @HttpCode(204)
  @Delete('api/calendar-feeds/:id')
  revoke(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<void> {
    return this.feeds.revoke(id, who);
  }

  /** For calendar programs (RFC 5545): whoever has the address reads, 120 times a minute and caller. */
  @Anyone()
  @ApiProduces('text/calendar')
  @Get('calendars/:file')
  async read(
    @Param('file') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.limit.take(request, reply);
    const { etag, pieces } = await this.calendars.read(file);
    void reply
      .header('etag', etag)
      .header('cache-control', `private, max-age=${FRESH_SECONDS}`)
      .header('x-robots-tag', 'noindex');
    if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) return void reply.status(304).send();
    void reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="homolog.ics"')
      .send(Readable.from(pieces));
  }
}
