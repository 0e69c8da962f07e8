import { Module } from '@nestjs/common';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { CbReportsController } from './cb-reports.controller.js';
import { CbReportsQueries } from './cb-reports.queries.js';
import { CbReportsService } from './cb-reports.service.js';

/** CB test reports of products, and the day on which each grows too old to be taken. */
@Module({
  imports: [EventsModule, DeadlinesModule],
  controllers: [CbReportsController],
  providers: [CbReportsService, CbReportsQueries],
  exports: [CbReportsService, CbReportsQueries],
})
export class CbReportsModule {}
