import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { DeadlinesController } from './deadlines.controller.js';
import { DeadlinesQueries } from './deadlines.queries.js';
import { DeadlinesService } from './deadlines.service.js';
import { TodayController } from './today.controller.js';
import { TodayQueries } from './today.queries.js';

/** Days owed, with their basis, and how they are met. */
@Module({
  imports: [EventsModule, RemindersModule],
  controllers: [DeadlinesController, TodayController],
  providers: [DeadlinesService, DeadlinesQueries, TodayQueries],
  exports: [DeadlinesService, RemindersModule],
})
export class DeadlinesModule {}
