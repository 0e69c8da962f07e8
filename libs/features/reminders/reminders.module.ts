import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { LayAnew } from './lay-anew.js';
import { MailAttachments } from './mail-attachments.js';
import { NextReader } from './next-reader.js';
import { NoticeEnvelopes } from './notice-envelopes.js';
import { NoticesController } from './notices.controller.js';
import { NoticesQueries } from './notices.queries.js';
import { NoticesService } from './notices.service.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { PolicyPreviews } from './policy-previews.service.js';
import { RefusedMails } from './refused-mails.service.js';
import { ReminderHoursController } from './reminder-hours.controller.js';
import { ReminderHoursService } from './reminder-hours.service.js';
import { RemindersController } from './reminders.controller.js';
import { LedgerSearch } from './ledger-search.js';
import { RemindersQueries } from './reminders.queries.js';
import { RemindersService } from './reminders.service.js';

/** Who is reminded of which day, when and in which mail. */
@Module({
  imports: [EventsModule],
  controllers: [RemindersController, NoticesController, PoliciesController, ReminderHoursController],
  providers: [
    RemindersService,
    LayAnew,
    NoticesService,
    NoticeEnvelopes,
    NoticesQueries,
    LedgerSearch,
    RemindersQueries,
    PoliciesService,
    PolicyPreviews,
    ReminderHoursService,
    RefusedMails,
    MailAttachments,
    NextReader,
  ],
  exports: [RemindersService, LayAnew, RemindersQueries, NoticesService, MailAttachments, NextReader],
})
export class RemindersModule {}
