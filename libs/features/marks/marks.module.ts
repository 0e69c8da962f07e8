import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { MarksController } from './marks.controller.js';
import { MarksQueries } from './marks.queries.js';
import { MarksService } from './marks.service.js';

/** How the CCC mark is put on the goods of a certificate. */
@Module({
  imports: [EventsModule, FilesModule],
  controllers: [MarksController],
  providers: [MarksService, MarksQueries],
})
export class MarksModule {}
