import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { OperationsController } from './operations.controller.js';
import { OperationsQueries } from './operations.queries.js';
import { Readiness } from './readiness.js';
import { ReferenceController } from './reference.controller.js';
import { ReferenceQueries } from './reference.queries.js';

/** How the installation fares: health for machines, counts for the platform owner, the reference data for everybody. */
@Module({
  controllers: [HealthController, OperationsController, ReferenceController],
  providers: [Readiness, OperationsQueries, ReferenceQueries],
})
export class OperationsModule {}
