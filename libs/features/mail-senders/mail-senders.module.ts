import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { DnsTexts } from '#platform/dns-texts';
import { MailDress } from './mail-dress.js';
import { MailSendersController } from './mail-senders.controller.js';
import { MailSendersService } from './mail-senders.service.js';

/** Who a tenant's mails come from, how they look and what they are signed with. */
@Module({
  imports: [EventsModule],
  controllers: [MailSendersController],
  providers: [MailSendersService, MailDress, DnsTexts],
  exports: [MailDress, MailSendersService],
})
export class MailSendersModule {}
