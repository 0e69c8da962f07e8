import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { ApprovalsModule } from '#features/approvals/approvals.module';
import { CbReportsModule } from '#features/cb-reports/cb-reports.module';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { ClientsModule } from '#features/clients/clients.module';
import { DeterminationsModule } from '#features/determinations/determinations.module';
import { FactoryAuditsModule } from '#features/factory-audits/factory-audits.module';
import { PlansModule } from '#features/plans/plans.module';
import { RegulatoryWatchModule } from '#features/regulatory-watch/regulatory-watch.module';
import { TestLabBookingsModule } from '#features/test-lab-bookings/test-lab-bookings.module';
import { MovesService } from './moves.service.js';
import { RestateTenant } from './restate-tenant.js';

/** Counts the days of every tenant anew after the reference data has changed, and tells what moved. */
@Module({
  imports: [
    CertificatesModule,
    ClientsModule,
    PlansModule,
    RegulatoryWatchModule,
    ApplicationsModule,
    FactoryAuditsModule,
    TestLabBookingsModule,
    DeterminationsModule,
    ApprovalsModule,
    CbReportsModule,
  ],
  providers: [RestateTenant, MovesService],
  exports: [RestateTenant],
})
export class RestatementModule {}
