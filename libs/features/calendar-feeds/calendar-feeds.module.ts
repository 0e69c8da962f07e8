import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { PublicCalendarsService } from './public-calendars.service.js';

/** Calendars that other programs read at an address. */
@Module({
  imports: [EventsModule],
  controllers: [CalendarFeedsController],
  providers: [CalendarFeedsService, PublicCalendarsService],
})
export class CalendarFeedsModule {}
