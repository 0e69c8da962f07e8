import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { CbReportsModule } from '#features/cb-reports/cb-reports.module';
import { DocumentsModule } from '#features/documents/documents.module';
import { PortalController } from './portal.controller.js';
import { PortalQueries } from './portal.queries.js';

/** The client's plain way in to its own cases. */
@Module({
  imports: [ApplicationsModule, CbReportsModule, DocumentsModule],
  controllers: [PortalController],
  providers: [PortalQueries],
})
export class PortalModule {}
