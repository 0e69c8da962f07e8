import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { OperationsController } from './operations.controller.js';
import { OperationsQueries } from './operations.queries.js';
import { Readiness } from './readiness.js';

/** How the installation fares: health for machines, counts for the platform owner. */
@Module({
  controllers: [HealthController, OperationsController],
  providers: [Readiness, OperationsQueries],
})
export class OperationsModule {}
