import { Module } from '@nestjs/common';
import { Calendars } from '#platform/calendars/calendars';
import { RemindersService } from './reminders.service.js';

/** Who is reminded of which day, when and in which mail. */
@Module({
  providers: [RemindersService, { provide: Calendars, useFactory: () => new Calendars() }],
  exports: [RemindersService, Calendars],
})
export class RemindersModule {}
