import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { BenchBooking } from './bench-booking.js';
import { BenchesQueries } from './benches.queries.js';
import { BenchesService } from './benches.service.js';
import { BookingActs } from './booking-acts.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsQueries } from './bookings.queries.js';
import { BookingsService } from './bookings.service.js';
import { CaseStages } from './case-stages.js';
import { EligibilityService } from './eligibility.service.js';
import { LaboratoriesController } from './laboratories.controller.js';
import { LaboratoriesQueries } from './laboratories.queries.js';
import { LaboratoriesService } from './laboratories.service.js';
import { ResultsService } from './results.service.js';
import { SamplesController } from './samples.controller.js';
import { SamplesQueries } from './samples.queries.js';
import { SamplesService } from './samples.service.js';

/** Laboratories and their benches, bookings of tests, their results, and the samples on their way. */
@Module({
  imports: [EventsModule, DeadlinesModule, FilesModule, ApplicationsModule, RemindersModule],
  controllers: [LaboratoriesController, BookingsController, SamplesController],
  providers: [
    LaboratoriesService,
    LaboratoriesQueries,
    BenchesService,
    BenchesQueries,
    BenchBooking,
    EligibilityService,
    BookingsService,
    BookingActs,
    BookingsQueries,
    CaseStages,
    ResultsService,
    SamplesService,
    SamplesQueries,
  ],
  exports: [
    BenchesQueries,
    BookingsQueries,
    LaboratoriesService,
    BenchesService,
    BookingsService,
    BookingActs,
    ResultsService,
    SamplesService,
  ],
})
export class TestLabBookingsModule {}
