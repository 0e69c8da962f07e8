import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { ApprovalsModule } from '#features/approvals/approvals.module';
import { CalendarInvitationsModule } from '#features/calendar-feeds/calendar-invitations.module';
import { CampaignPapersModule } from '#features/campaigns/campaign-papers.module';
import { ReportSweep } from '#features/campaigns/report-sweep';
import { CampaignsModule } from '#features/campaigns/campaigns.module';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { ExpirySweep } from '#features/certificates/expiry-sweep';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { FilesModule } from '#features/files/files.module';
import { FilesSweep } from '#features/files/files-sweep';
import { ChannelsModule } from '#features/channels/channels.module';
import { SendChannel } from '#features/channels/send-channel';
import { BounceListener } from '#features/mail-bounces/bounce-listener';
import { MailBouncesModule } from '#features/mail-bounces/mail-bounces.module';
import { SenderSweep } from '#features/mail-senders/sender-sweep';
import { MailSendersModule } from '#features/mail-senders/mail-senders.module';
import { RegisterImportModule } from '#features/register-import/register-import.module';
import { RestatementModule } from '#features/restatement/restatement.module';
import { MailAlarm } from '#features/reminders/mail-alarm';
import { MailOutcomes } from '#features/reminders/mail-outcomes';
import { PlanSweep } from '#features/daily-plans/plan-sweep';
import { MailSweep } from '#features/reminders/mail-sweep';
import { MailTotals } from '#features/reminders/mail-totals';
import { RemindersModule } from '#features/reminders/reminders.module';
import { MailHands } from '#features/reminders/mail-hands';
import { SendMail } from '#features/reminders/send-mail';
import { TakeMail } from '#features/reminders/take-mail';
import { WriteMail } from '#features/reminders/write-mail';
import { OptionsSweep } from '#features/test-lab-bookings/options-sweep';
import { TestLabBookingsModule } from '#features/test-lab-bookings/test-lab-bookings.module';
import type { Config } from '#platform/config/config';
import { JobsModule } from '#platform/jobs/jobs.module';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { Mailer } from '#platform/mail/mailer';
import { CONFIG, PlatformModule } from '#platform/platform.module';
import { StorageModule } from '#platform/storage/storage.module';
import { CloseMailer } from './close-mailer.js';

/** Wires the features to their jobs; owns no rule. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config, log: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(config, log),
        JobsModule,
        StorageModule,
        FilesModule,
        CertificatesModule,
        ApprovalsModule,
        DeadlinesModule,
        MailSendersModule,
        MailBouncesModule,
        ChannelsModule,
        RemindersModule,
        RegisterImportModule,
        RestatementModule,
        CampaignsModule,
        CampaignPapersModule,
        TestLabBookingsModule,
        CalendarInvitationsModule,
      ],
      providers: [
        {
          provide: Mailer,
          useFactory: ({ smtpUrl, workerConcurrency }: Config) =>
            new Mailer({ smtpUrl, connections: workerConcurrency }),
          inject: [CONFIG],
        },
        CloseMailer,
        BounceListener,
        SendChannel,
        SenderSweep,
        MailSweep,
        PlanSweep,
        MailAlarm,
        MailOutcomes,
        MailTotals,
        SendMail,
        TakeMail,
        WriteMail,
        MailHands,
        SweepPool,
        FilesSweep,
        OptionsSweep,
        ExpirySweep,
        ReportSweep,
      ],
    };
  }
}
