import { sweepChannels } from '#features/channels/channel-sweep';
import type { PlanSweep } from '#features/daily-plans/plan-sweep';
import { sweepCampaigns } from '#features/campaigns/campaign-sweep';
import type { ReportSweep } from '#features/campaigns/report-sweep';
import type { ExpirySweep } from '#features/certificates/expiry-sweep';
import type { FilesSweep } from '#features/files/files-sweep';
import { sweepImports } from '#features/register-import/import-sweep';
import type { OptionsSweep } from '#features/test-lab-bookings/options-sweep';
import { sweepRestatements } from '#features/restatement/restatement-sweep';
import { sweepLayings } from '#features/reminders/lay-anew';
import type { MailAlarm } from '#features/reminders/mail-alarm';
import type { SenderSweep } from '#features/mail-senders/sender-sweep';
import type { MailSweep } from '#features/reminders/mail-sweep';
import type { MailTotals } from '#features/reminders/mail-totals';
import type { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { Jobs } from '#platform/jobs/jobs';
import type { Schedule } from '#platform/jobs/schedules';
import type { SweepPool } from '#platform/jobs/sweep-pool';

/** A file that nobody uses waits a day; ten minutes more do not matter. */
const FILES_EVERY_SECONDS = 600;
/** A report of eight o'clock comes within the quarter of an hour. */
const REPORTS_EVERY_SECONDS = 900;

/** Plans are laid an hour ahead of their morning. */
const PLANS_EVERY_SECONDS = 60;

/** Each domain is looked at once a day; whose turn it is may wait an hour. */
const SENDERS_EVERY_SECONDS = 3_600;

/** Late is counted in minutes: the error stands in the log once a minute, for as long as it lasts. */
const WATCH_EVERY_SECONDS = 60;

interface Needed {
  config: Config;
  clock: Clock;
  jobs: Jobs;
  sweep: SweepPool;
  mails: MailSweep;
  plans: PlanSweep;
  totals: MailTotals;
  alarm: MailAlarm;
  files: FilesSweep;
  options: OptionsSweep;
  expiry: ExpirySweep;
  reports: ReportSweep;
  senders: SenderSweep;
}

/** Everything that recurs, in one list. */
export function schedules({
  config,
  clock,
  jobs,
  sweep,
  mails,
  plans,
  totals,
  alarm,
  files,
  options,
  expiry,
  reports,
  senders,
}: Needed): Schedule[] {
  const everySeconds = config.sweepSeconds;
  return [
    { name: 'sweep-mails', everySeconds, run: async () => void (await mails.run()) },
    { name: 'sweep-plans', everySeconds: PLANS_EVERY_SECONDS, run: async () => void (await plans.run()) },
    { name: 'watch-mails', everySeconds: WATCH_EVERY_SECONDS, run: async () => void (await alarm.look()) },
    { name: 'tell-mail-totals', everySeconds, run: () => totals.tell() },
    { name: 'sweep-imports', everySeconds, run: async () => void (await sweepImports(sweep.pool, jobs, clock)) },
    {
      name: 'sweep-restatements',
      everySeconds,
      run: async () => void (await sweepRestatements(sweep.pool, jobs, clock)),
    },
    { name: 'sweep-layings', everySeconds, run: async () => void (await sweepLayings(sweep.pool, jobs, clock)) },
    { name: 'sweep-channels', everySeconds, run: async () => void (await sweepChannels(sweep.pool, jobs, clock)) },
    { name: 'sweep-campaigns', everySeconds, run: async () => void (await sweepCampaigns(sweep.pool, jobs, clock)) },
    { name: 'sweep-options', everySeconds, run: async () => void (await options.run()) },
    { name: 'sweep-certificates', everySeconds, run: async () => void (await expiry.run()) },
    {
      name: 'sweep-campaign-reports',
      everySeconds: REPORTS_EVERY_SECONDS,
      run: async () => void (await reports.run()),
    },
    {
      name: 'sweep-mail-senders',
      everySeconds: SENDERS_EVERY_SECONDS,
      run: async () => void (await senders.run()),
    },
    { name: 'sweep-files', everySeconds: FILES_EVERY_SECONDS, run: async () => void (await files.run()) },
  ];
}
