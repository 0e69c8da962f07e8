import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccountsModule } from '#features/accounts/accounts.module';
import { ApprovalsModule } from '#features/approvals/approvals.module';
import { ApplicabilityModule } from '#features/applicability/applicability.module';
import { ApplicationsModule } from '#features/applications/applications.module';
import { CalendarFeedsModule } from '#features/calendar-feeds/calendar-feeds.module';
import { CalendarModule } from '#features/calendar/calendar.module';
import { ChannelsModule } from '#features/channels/channels.module';
import { CertificateRegisterModule } from '#features/certificates/certificate-register.module';
import { CampaignPapersModule } from '#features/campaigns/campaign-papers.module';
import { CampaignsModule } from '#features/campaigns/campaigns.module';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { ClientsModule } from '#features/clients/clients.module';
import { CommentsModule } from '#features/comments/comments.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { DocumentsModule } from '#features/documents/documents.module';
import { CbReportsModule } from '#features/cb-reports/cb-reports.module';
import { DeterminationsModule } from '#features/determinations/determinations.module';
import { EventsModule } from '#features/events/events.module';
import { FactoryAuditsModule } from '#features/factory-audits/factory-audits.module';
import { FilesModule } from '#features/files/files.module';
import { GoodsReleaseModule } from '#features/goods-release/goods-release.module';
import { LiveModule } from '#features/live/live.module';
import { MailBouncesModule } from '#features/mail-bounces/mail-bounces.module';
import { MailChoicesModule } from '#features/mail-choices/mail-choices.module';
import { MailSamplesModule } from '#features/mail-samples/mail-samples.module';
import { MailSendersModule } from '#features/mail-senders/mail-senders.module';
import { MarksModule } from '#features/marks/marks.module';
import { OperationsModule } from '#features/operations/operations.module';
import { PortalModule } from '#features/portal/portal.module';
import { PlansModule } from '#features/plans/plans.module';
import { ProductChangesModule } from '#features/product-changes/product-changes.module';
import { ProductsModule } from '#features/products/products.module';
import { ReferenceModule } from '#features/reference/reference.module';
import { RegisterImportModule } from '#features/register-import/register-import.module';
import { RegulatoryWatchModule } from '#features/regulatory-watch/regulatory-watch.module';
import { ReminderAnswersModule } from '#features/reminder-answers/reminder-answers.module';
import { ReminderProofsModule } from '#features/reminder-proofs/reminder-proofs.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { RenewalsModule } from '#features/renewals/renewals.module';
import { TestLabBookingsModule } from '#features/test-lab-bookings/test-lab-bookings.module';
import { SearchModule } from '#features/search/search.module';
import { WorkModule } from '#features/work/work.module';
import type { Config } from '#platform/config/config';
import { ProblemFilter } from '#platform/http/problem.filter';
import { SignedInGuard } from '#platform/http/signed-in.guard';
import { TenantScopeInterceptor } from '#platform/http/tenant-scope.interceptor';
import { InputPipe } from '#platform/http/validation';
import { JobsModule } from '#platform/jobs/jobs.module';
import { LOG, PlatformModule } from '#platform/platform.module';
import { StorageModule } from '#platform/storage/storage.module';

/** Wires the features to HTTP; owns no rule. */
@Module({})
export class ApiModule {
  static forRoot(config: Config, log: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot(config, log),
        JobsModule,
        StorageModule,
        AccountsModule,
        OperationsModule,
        CalendarModule,
        CalendarFeedsModule,
        ReferenceModule,
        EventsModule,
        FilesModule,
        DeadlinesModule,
        MailSendersModule,
        MailBouncesModule,
        ChannelsModule,
        MailChoicesModule,
        MailSamplesModule,
        RemindersModule,
        ReminderAnswersModule,
        ReminderProofsModule,
        ClientsModule,
        ProductsModule,
        PlansModule,
        ApplicabilityModule,
        CertificatesModule,
        CertificateRegisterModule,
        MarksModule,
        RegulatoryWatchModule,
        CampaignsModule,
        CampaignPapersModule,
        TestLabBookingsModule,
        RegisterImportModule,
        LiveModule,
        CommentsModule,
        SearchModule,
        ApplicationsModule,
        RenewalsModule,
        ProductChangesModule,
        DocumentsModule,
        FactoryAuditsModule,
        DeterminationsModule,
        CbReportsModule,
        ApprovalsModule,
        WorkModule,
        GoodsReleaseModule,
        PortalModule,
      ],
      providers: [
        { provide: APP_FILTER, useFactory: (logger: Logger) => new ProblemFilter(logger), inject: [LOG] },
        { provide: APP_GUARD, useClass: SignedInGuard },
        { provide: APP_INTERCEPTOR, useClass: TenantScopeInterceptor },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
    };
  }
}
