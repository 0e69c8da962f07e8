import { Module } from '@nestjs/common';
import { ApplicationsModule } from '#features/applications/applications.module';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { DocumentsModule } from '#features/documents/documents.module';
import { EventsModule } from '#features/events/events.module';
import { RegulatoryWatchModule } from '#features/regulatory-watch/regulatory-watch.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { BoardQueries } from './board.queries.js';
import { CampaignDraft } from './campaign-draft.js';
import { CampaignLeases } from './campaign-leases.js';
import { CampaignLetters } from './campaign-letters.js';
import { CampaignOverlaps } from './campaign-overlaps.js';
import { CampaignPreviews } from './campaign-previews.js';
import { CampaignSource } from './campaign-source.js';
import { CampaignSteps } from './campaign-steps.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { CampaignsService } from './campaigns.service.js';
import { LetterComposer } from './letters.js';
import { MemberMaker } from './member-maker.js';
import { MembersController } from './members.controller.js';
import { MembersQueries } from './members.queries.js';
import { MembersService } from './members.service.js';
import { RunCampaign } from './run-campaign.js';

/** Campaigns: one announcement made into cases, requests and letters, and how far they are. */
@Module({
  imports: [
    EventsModule,
    RemindersModule,
    CertificatesModule,
    RegulatoryWatchModule,
    ApplicationsModule,
    DocumentsModule,
  ],
  controllers: [CampaignsController, MembersController],
  providers: [
    BoardQueries,
    CampaignDraft,
    CampaignLeases,
    CampaignLetters,
    CampaignOverlaps,
    CampaignPreviews,
    CampaignSource,
    CampaignSteps,
    CampaignsQueries,
    CampaignsService,
    LetterComposer,
    MemberMaker,
    MembersQueries,
    MembersService,
    RunCampaign,
  ],
  exports: [
    CampaignsQueries,
    CampaignsService,
    CampaignSource,
    BoardQueries,
    LetterComposer,
    MembersQueries,
    RunCampaign,
  ],
})
export class CampaignsModule {}
