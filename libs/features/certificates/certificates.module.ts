import { Module } from '@nestjs/common';
import { ClientsModule } from '#features/clients/clients.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { ProductsModule } from '#features/products/products.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { CertificateChecks } from './certificate-checks.js';
import { CertificateKeeper } from './certificate-keeper.js';
import { CertificateLifeController } from './certificate-life.controller.js';
import { CertificateLifeQueries } from './certificate-life.queries.js';
import { CertificateStatusController } from './certificate-status.controller.js';
import { CertificateStatusService } from './certificate-status.service.js';
import { CertificateVersionsService } from './certificate-versions.service.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesQueries } from './certificates.queries.js';
import { CertificatesService } from './certificates.service.js';
import { ReclassificationsController } from './reclassifications.controller.js';

/** Certificates and self-declarations: what they say and said, and the transitions between their states. */
@Module({
  imports: [EventsModule, DeadlinesModule, RemindersModule, ClientsModule, ProductsModule],
  controllers: [
    CertificatesController,
    CertificateStatusController,
    CertificateLifeController,
    ReclassificationsController,
  ],
  providers: [
    CertificatesService,
    CertificateStatusService,
    CertificateVersionsService,
    CertificateChecks,
    CertificateKeeper,
    CertificatesQueries,
    CertificateLifeQueries,
  ],
  exports: [CertificatesService, CertificateStatusService, CertificateVersionsService, CertificatesQueries],
})
export class CertificatesModule {}
