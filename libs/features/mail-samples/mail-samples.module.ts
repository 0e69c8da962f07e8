import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { MailSendersModule } from '#features/mail-senders/mail-senders.module';
import { MailSamplesController } from './mail-samples.controller.js';
import { MailSamplesService } from './mail-samples.service.js';

/** What mails of the tenant look like, before anybody gets one. */
@Module({
  imports: [EventsModule, MailSendersModule],
  controllers: [MailSamplesController],
  providers: [MailSamplesService],
})
export class MailSamplesModule {}
