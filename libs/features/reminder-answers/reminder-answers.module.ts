import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { ReminderAnswersController } from './reminder-answers.controller.js';
import { ReminderAnswersQueries } from './reminder-answers.queries.js';
import { ReminderAnswersService } from './reminder-answers.service.js';

/** What readers say to the reminders they get: by the link of the mail, or in the product. */
@Module({
  imports: [EventsModule, RemindersModule],
  controllers: [ReminderAnswersController],
  providers: [ReminderAnswersQueries, ReminderAnswersService],
})
export class ReminderAnswersModule {}
