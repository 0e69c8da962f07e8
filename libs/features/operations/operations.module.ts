import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OperationsMetrics } from './operations-metrics.js';
import { OperationsController } from './operations.controller.js';
import { OperationsQueries } from './operations.queries.js';
import { Readiness } from './readiness.js';

/** How the installation fares: health for machines, counts for the platform owner. */
@Module({
  controllers: [HealthController, MetricsController, OperationsController],
  providers: [Readiness, OperationsQueries, OperationsMetrics],
})
export class OperationsModule {}
