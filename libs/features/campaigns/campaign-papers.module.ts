import { Module } from '@nestjs/common';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { EventsModule } from '#features/events/events.module';
import { RegulatoryWatchModule } from '#features/regulatory-watch/regulatory-watch.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { CampaignsModule } from './campaigns.module.js';
import { ChasesService } from './chases.service.js';
import { LettersController } from './letters.controller.js';
import { LettersQueries } from './letters.queries.js';
import { LettersService } from './letters.service.js';
import { ReportQueries } from './report.queries.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

/** What is written to the clients of a campaign: letters as they stand, chases, and the weekly report. */
@Module({
  imports: [CampaignsModule, EventsModule, RemindersModule, RegulatoryWatchModule],
  controllers: [LettersController, ReportsController],
  // The letterhead's own module brings sign-in with it, which a worker has no use for.
  providers: [LettersQueries, LettersService, ChasesService, ReportQueries, ReportsService, LetterheadService],
  exports: [ReportsService],
})
export class CampaignPapersModule {}
