import { Module } from '@nestjs/common';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { AffectedExportService } from './affected-export.service.js';
import { AffectedQueries } from './affected.queries.js';
import { RegulatoryChangesController } from './regulatory-changes.controller.js';
import { RegulatoryChangesService } from './regulatory-changes.service.js';
import { RegulatoryEntriesController } from './regulatory-entries.controller.js';
import { RegulatoryEntriesQueries } from './regulatory-entries.queries.js';
import { RegulatoryEntriesService } from './regulatory-entries.service.js';
import { RegulatoryWatchService } from './regulatory-watch.service.js';

/** What has been announced, by the reference data and by the tenant's own entries, and whom it hits. */
@Module({
  imports: [EventsModule, DeadlinesModule, FilesModule, CertificatesModule],
  controllers: [RegulatoryChangesController, RegulatoryEntriesController],
  providers: [
    AffectedQueries,
    AffectedExportService,
    RegulatoryEntriesQueries,
    RegulatoryEntriesService,
    RegulatoryWatchService,
    RegulatoryChangesService,
  ],
  exports: [RegulatoryWatchService, RegulatoryEntriesService],
})
export class RegulatoryWatchModule {}
