import { Module } from '@nestjs/common';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { ApprovalChecks } from './approval-checks.js';
import { ApprovalKindsController, ApprovalsController } from './approvals.controller.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsService } from './approvals.service.js';
import { VehicleProjectsController } from './vehicle-projects.controller.js';
import { VehicleProjectsQueries } from './vehicle-projects.queries.js';
import { VehicleProjectsService } from './vehicle-projects.service.js';

/** Approvals, filings and labels beside CCC, and the vehicle projects that wait for them. */
@Module({
  imports: [EventsModule, DeadlinesModule, FilesModule, CertificatesModule],
  controllers: [ApprovalsController, ApprovalKindsController, VehicleProjectsController],
  providers: [ApprovalsService, ApprovalsQueries, ApprovalChecks, VehicleProjectsService, VehicleProjectsQueries],
  exports: [ApprovalsService, VehicleProjectsService],
})
export class ApprovalsModule {}
