import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { ComparisonsService } from './comparisons.service.js';
import { PlanMaker } from './plan-maker.js';
import { PlanningValuesController } from './planning-values.controller.js';
import { PlanningValuesService } from './planning-values.service.js';
import { PlansController } from './plans.controller.js';
import { PlansQueries } from './plans.queries.js';
import { PlansService } from './plans.service.js';

/** The ways to a certificate: side by side, planned, and counted anew when the rules change. */
@Module({
  imports: [EventsModule],
  controllers: [PlansController, PlanningValuesController],
  providers: [PlansService, PlansQueries, PlanMaker, ComparisonsService, PlanningValuesService],
  exports: [PlansService, PlanMaker],
})
export class PlansModule {}
