import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { MailChoicesModule } from '#features/mail-choices/mail-choices.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { MailEventsController } from './mail-events.controller.js';
import { MailReportsService } from './mail-reports.service.js';
import { SuppressedAddressesController } from './suppressed-addresses.controller.js';
import { SuppressedAddressesService } from './suppressed-addresses.service.js';

/** What becomes of mails after a server has taken them: returned ones, complaints, marked addresses. */
@Module({
  imports: [EventsModule, MailChoicesModule, RemindersModule],
  controllers: [MailEventsController, SuppressedAddressesController],
  providers: [MailReportsService, SuppressedAddressesService],
  // The listener of the worker is made of both.
  exports: [MailReportsService, MailChoicesModule],
})
export class MailBouncesModule {}
