import { Module } from '@nestjs/common';
import { AccountsModule } from '#features/accounts/accounts.module';
import { EventsModule } from '#features/events/events.module';
import { ReminderProofsController } from './reminder-proofs.controller.js';
import { ReminderProofsQueries } from './reminder-proofs.queries.js';
import { ReminderProofsService } from './reminder-proofs.service.js';

/** "We told you on these days": what the ledger holds of one deadline, on paper, with a sum by which it can be checked. */
@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [ReminderProofsController],
  providers: [ReminderProofsQueries, ReminderProofsService],
})
export class ReminderProofsModule {}
