import { Module } from '@nestjs/common';
import { MailSendersModule } from '#features/mail-senders/mail-senders.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { CalendarInvitations } from './calendar-invitations.js';

/** Entries for the reader's own calendar, in mails about inspections and bookings. */
@Module({
  imports: [RemindersModule, MailSendersModule],
  providers: [CalendarInvitations],
})
export class CalendarInvitationsModule {}
