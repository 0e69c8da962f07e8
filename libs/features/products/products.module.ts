import { Module } from '@nestjs/common';
import { ClientsModule } from '#features/clients/clients.module';
import { EventsModule } from '#features/events/events.module';
import { ProductsController } from './products.controller.js';
import { ProductsQueries } from './products.queries.js';
import { ProductsService } from './products.service.js';

/** Certification units: what is certified. */
@Module({
  imports: [EventsModule, ClientsModule],
  controllers: [ProductsController],
  providers: [ProductsService, ProductsQueries],
  exports: [ProductsService, ProductsQueries],
})
export class ProductsModule {}
