import { Module } from '@nestjs/common';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { ClientsController } from './clients.controller.js';
import { ClientsQueries } from './clients.queries.js';
import { ClientsService } from './clients.service.js';
import { ContactsController } from './contacts.controller.js';
import { ContactsService } from './contacts.service.js';
import { FactoriesController } from './factories.controller.js';
import { FactoriesQueries } from './factories.queries.js';
import { FactoriesService } from './factories.service.js';
import { FactoryInspectionsController } from './factory-inspections.controller.js';
import { FactoryInspectionsQueries } from './factory-inspections.queries.js';

/** Client companies, the people who get mail there, and the production sites. */
@Module({
  imports: [EventsModule, DeadlinesModule, RemindersModule],
  controllers: [ClientsController, ContactsController, FactoriesController, FactoryInspectionsController],
  providers: [
    ClientsService,
    ClientsQueries,
    ContactsService,
    FactoriesService,
    FactoriesQueries,
    FactoryInspectionsQueries,
  ],
  exports: [ClientsService, ContactsService, FactoriesService, FactoriesQueries, FactoryInspectionsQueries],
})
export class ClientsModule {}
