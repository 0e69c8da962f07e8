import { Module } from '@nestjs/common';
import { RemindersModule } from '#features/reminders/reminders.module';
import { CalendarInvitations } from './calendar-invitations.js';

/** Entries for the reader's own calendar, in mails about inspections and bookings. */
@Module({
  imports: [RemindersModule],
  providers: [CalendarInvitations],
})
export class CalendarInvitationsModule {}
