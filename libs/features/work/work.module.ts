import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { FactoryAuditsModule } from '#features/factory-audits/factory-audits.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { TestLabBookingsModule } from '#features/test-lab-bookings/test-lab-bookings.module';
import { BoardQueries } from './board.queries.js';
import { BulkService } from './bulk.service.js';
import { ExportsService } from './exports.service.js';
import { WorkCalendarQueries } from './work-calendar.queries.js';
import { WorkController } from './work.controller.js';

/** Cases, audits and bookings as a whole: board, calendar, acts on many, workbooks. */
@Module({
  imports: [ApplicationsModule, FactoryAuditsModule, RemindersModule, TestLabBookingsModule],
  controllers: [WorkController],
  providers: [BoardQueries, BulkService, ExportsService, WorkCalendarQueries],
})
export class WorkModule {}
