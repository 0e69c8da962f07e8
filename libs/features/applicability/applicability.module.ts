import { Module } from '@nestjs/common';
import { AccountsModule } from '#features/accounts/accounts.module';
import { EventsModule } from '#features/events/events.module';
import { ApplicabilityQuestionsController } from './applicability-questions.controller.js';
import { ApplicabilityController } from './applicability.controller.js';
import { ApplicabilityQueries } from './applicability.queries.js';
import { ApplicabilityService } from './applicability.service.js';

/** Whether a product needs CCC on a day, and why; with its letter. */
@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [ApplicabilityController, ApplicabilityQuestionsController],
  providers: [ApplicabilityService, ApplicabilityQueries],
  exports: [ApplicabilityService],
})
export class ApplicabilityModule {}
