import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { CommentsController } from './comments.controller.js';
import { CommentsQueries } from './comments.queries.js';
import { CommentsService } from './comments.service.js';

/** Comments on cases, inspections and bookings: internal, or with the client. */
@Module({
  imports: [EventsModule, RemindersModule],
  controllers: [CommentsController],
  providers: [CommentsService, CommentsQueries],
  exports: [CommentsService],
})
export class CommentsModule {}
