import { Module } from '@nestjs/common';
import { ClientsModule } from '#features/clients/clients.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { ProductsModule } from '#features/products/products.module';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesQueries } from './certificates.queries.js';
import { CertificatesService } from './certificates.service.js';
import { ReclassificationsController } from './reclassifications.controller.js';

/** Certificates and self-declarations, and the transitions between their states. */
@Module({
  imports: [EventsModule, DeadlinesModule, ClientsModule, ProductsModule],
  controllers: [CertificatesController, ReclassificationsController],
  providers: [CertificatesService, CertificatesQueries],
  exports: [CertificatesService],
})
export class CertificatesModule {}
