import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { EventsModule } from '#features/events/events.module';
import { ProductsModule } from '#features/products/products.module';
import { ChangeKeeper } from './change-keeper.js';
import { ProductChangesController } from './product-changes.controller.js';
import { ProductChangesQueries } from './product-changes.queries.js';
import { ProductChangesService } from './product-changes.service.js';
import { TouchedCertificatesService } from './touched-certificates.service.js';
import { TouchedQueries } from './touched.queries.js';

/** Changes of design, supplier, site, name or quality system, and each certificate that one touches. */
@Module({
  imports: [EventsModule, ProductsModule, CertificatesModule, ApplicationsModule],
  controllers: [ProductChangesController],
  providers: [ChangeKeeper, ProductChangesQueries, ProductChangesService, TouchedCertificatesService, TouchedQueries],
})
export class ProductChangesModule {}
