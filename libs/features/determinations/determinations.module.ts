import { Module } from '@nestjs/common';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { DeterminationChecks } from './determination-checks.js';
import { DeterminationsController } from './determinations.controller.js';
import { DeterminationsQueries } from './determinations.queries.js';
import { DeterminationsService } from './determinations.service.js';
import { GroundsController } from './grounds.controller.js';

/** Exemptions from CCC and determinations that none is needed, with what became of the goods. */
@Module({
  imports: [EventsModule, DeadlinesModule, FilesModule],
  controllers: [DeterminationsController, GroundsController],
  providers: [DeterminationsService, DeterminationsQueries, DeterminationChecks],
  exports: [DeterminationsService, DeterminationsQueries],
})
export class DeterminationsModule {}
