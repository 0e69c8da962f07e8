import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { MailChoicesController } from './mail-choices.controller.js';
import { MailChoicesService } from './mail-choices.service.js';

/** What each reader wants by mail: in the profile, and by the links of the mails. */
@Module({
  imports: [EventsModule, RemindersModule],
  controllers: [MailChoicesController],
  providers: [MailChoicesService],
  exports: [MailChoicesService],
})
export class MailChoicesModule {}
