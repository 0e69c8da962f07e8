import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { PlansModule } from '#features/plans/plans.module';
import { RenewalFactsQueries } from './renewal-facts.queries.js';
import { RenewalsController } from './renewals.controller.js';
import { RenewalsQueries } from './renewals.queries.js';
import { RenewalsService } from './renewals.service.js';

/** Renewals of certificates: by when each is filed, what stands in the way, and their cases. */
@Module({
  imports: [ApplicationsModule, PlansModule],
  controllers: [RenewalsController],
  providers: [RenewalFactsQueries, RenewalsQueries, RenewalsService],
})
export class RenewalsModule {}
