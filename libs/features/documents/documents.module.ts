import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { DocumentsController } from './documents.controller.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';

/** What is asked of a client for a case, and every version that was handed in. */
@Module({
  imports: [ApplicationsModule, EventsModule, FilesModule, RemindersModule],
  controllers: [DocumentsController],
  providers: [DocumentsService, DocumentsQueries],
  exports: [DocumentsService, DocumentsQueries],
})
export class DocumentsModule {}
