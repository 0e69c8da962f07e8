import { Module } from '@nestjs/common';
import { LiveChanges } from '#features/live/live-changes';
import { EventsController } from './events.controller.js';
import { EventsQueries } from './events.queries.js';
import { EventsService } from './events.service.js';
import { NotesService } from './notes.service.js';
import { NotesController } from './notes.controller.js';

/** Who did what, when (events), and what people remark on it (notes). */
@Module({
  controllers: [EventsController, NotesController],
  providers: [EventsService, EventsQueries, NotesService, LiveChanges],
  exports: [EventsService, NotesService, LiveChanges],
})
export class EventsModule {}
