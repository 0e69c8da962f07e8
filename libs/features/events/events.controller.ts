import { Controller, Get, Query } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { EventListQuery, EventPage } from './events.dto.js';
import { EventsQueries } from './events.queries.js';

@Controller('api/events')
export class EventsController {
  constructor(private readonly events: EventsQueries) {}

  /** The timeline of the tenant or of one subject, newest first. */
  @Needs('event.read')
  @Get()
  list(@Query() query: EventListQuery): Promise<EventPage> {
    return this.events.timeline(query);
  }
}
