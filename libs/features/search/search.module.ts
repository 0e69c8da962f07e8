import { Module } from '@nestjs/common';
import { SearchController } from './search.controller.js';
import { SearchQueries } from './search.queries.js';

/** Finds cases, certificates, products, companies, inspections and bookings while somebody types. */
@Module({ controllers: [SearchController], providers: [SearchQueries] })
export class SearchModule {}
