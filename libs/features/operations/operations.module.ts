import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';

/** How the installation fares: health for machines, counts for the platform owner. Never a tenant's data. */
@Module({
  controllers: [HealthController],
  providers: [Readiness],
})
export class OperationsModule {}
