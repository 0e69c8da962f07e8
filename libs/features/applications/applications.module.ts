import { Module } from '@nestjs/common';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { PlansModule } from '#features/plans/plans.module';
import { ProductsModule } from '#features/products/products.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { ApplicationsController } from './applications.controller.js';
import { ApplicationsQueries } from './applications.queries.js';
import { ApplicationsService } from './applications.service.js';
import { CaseBatch } from './case-batch.js';
import { CaseForecasts } from './case-forecasts.js';
import { CaseKeeper } from './case-keeper.js';
import { CaseMovesController } from './case-moves.controller.js';
import { CaseParties } from './case-parties.js';
import { CaseUnits } from './case-units.js';
import { CaseViews } from './case-views.js';
import { CaseWords } from './case-words.js';
import { CertificationService } from './certification.service.js';
import { OpeningService } from './opening.service.js';

/** Cases: applications to certification bodies, from the first question to the certificate. */
@Module({
  imports: [EventsModule, DeadlinesModule, RemindersModule, ProductsModule, CertificatesModule, PlansModule],
  controllers: [ApplicationsController, CaseMovesController],
  providers: [
    ApplicationsService,
    ApplicationsQueries,
    CaseBatch,
    CaseForecasts,
    CaseKeeper,
    CaseParties,
    CaseUnits,
    CaseViews,
    CaseWords,
    CertificationService,
    OpeningService,
  ],
  exports: [
    ApplicationsQueries,
    ApplicationsService,
    OpeningService,
    CertificationService,
    CaseViews,
    CaseKeeper,
    CaseBatch,
  ],
})
export class ApplicationsModule {}
