import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { LaddersController } from './ladders.controller.js';
import { LaddersService } from './ladders.service.js';
import { MailAttachments } from './mail-attachments.js';
import { NoticesController } from './notices.controller.js';
import { NoticesQueries } from './notices.queries.js';
import { NoticesService } from './notices.service.js';
import { RefusedMails } from './refused-mails.service.js';
import { RemindersController } from './reminders.controller.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';

/** Who is reminded of which day, when and in which mail. */
@Module({
  imports: [EventsModule],
  controllers: [RemindersController, NoticesController, LaddersController],
  providers: [
    RemindersService,
    NoticesService,
    NoticesQueries,
    RemindersQueries,
    LaddersService,
    RefusedMails,
    MailAttachments,
  ],
  exports: [RemindersService, NoticesService, MailAttachments],
})
export class RemindersModule {}
