import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { DeadlinesService } from './deadlines.service.js';

/** Days owed, with their basis, and how they are met. */
@Module({
  imports: [EventsModule, RemindersModule],
  providers: [DeadlinesService],
  exports: [DeadlinesService, RemindersModule],
})
export class DeadlinesModule {}
