import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { ClientsModule } from '#features/clients/clients.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { AuditActsService } from './audit-acts.service.js';
import { AuditDeadlinesService } from './audit-deadlines.service.js';
import { AuditsController } from './audits.controller.js';
import { AuditsQueries } from './audits.queries.js';
import { AuditsService } from './audits.service.js';
import { CaseOfAuditService } from './case-of-audit.service.js';
import { FindingsController } from './findings.controller.js';
import { FindingsQueries } from './findings.queries.js';
import { FindingsService } from './findings.service.js';
import { WindowsQueries } from './windows.queries.js';

/** Factory inspections: planned, held, their findings corrected, and what their result brings about. */
@Module({
  imports: [EventsModule, DeadlinesModule, RemindersModule, FilesModule, ClientsModule, ApplicationsModule],
  controllers: [AuditsController, FindingsController],
  providers: [
    AuditsService,
    AuditActsService,
    AuditDeadlinesService,
    AuditsQueries,
    CaseOfAuditService,
    FindingsService,
    FindingsQueries,
    WindowsQueries,
  ],
  exports: [AuditsQueries, AuditsService, AuditActsService, AuditDeadlinesService, FindingsService],
})
export class FactoryAuditsModule {}
