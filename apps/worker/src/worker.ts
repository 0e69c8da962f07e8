import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { ReportSweep } from '#features/campaigns/report-sweep';
import { RunCampaign } from '#features/campaigns/run-campaign';
import { FilesSweep } from '#features/files/files-sweep';
import { CheckImport } from '#features/register-import/check-import';
import { RunImport } from '#features/register-import/run-import';
import { SenderSweep } from '#features/mail-senders/sender-sweep';
import { SendChannel } from '#features/channels/send-channel';
import { BounceListener } from '#features/mail-bounces/bounce-listener';
import { RestateTenant } from '#features/restatement/restate-tenant';
import { LayAnew } from '#features/reminders/lay-anew';
import { MailAlarm } from '#features/reminders/mail-alarm';
import { PlanSweep } from '#features/daily-plans/plan-sweep';
import { MailSweep } from '#features/reminders/mail-sweep';
import { MailTotals } from '#features/reminders/mail-totals';
import { MailHands } from '#features/reminders/mail-hands';
import { ExpirySweep } from '#features/certificates/expiry-sweep';
import { OptionsSweep } from '#features/test-lab-bookings/options-sweep';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { FINISH_WITHIN_MS, Jobs } from '#platform/jobs/jobs';
import { startSchedules } from '#platform/jobs/schedules';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { schedules } from './schedules.js';
import { WorkerModule } from './worker.module.js';

/** A bell is answered once its last mail is in a hand; the one behind it waits at the door. */
const BELLS_AT_ONCE = 2;

export interface RunningWorker {
  context: INestApplicationContext;
  /** finishes what is under way, then closes everything */
  stop(): Promise<void>;
}

/**
 * The worker, working. Used by main.ts and by tests.
 *
 * @throws Error when the database does not answer, its walls are not in force, or a job has no handler
 */
export async function startWorker(config: Config, log: Logger): Promise<RunningWorker> {
  const context = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, log), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  const hands = context.get(MailHands);
  const checkImport = context.get(CheckImport);
  const runImport = context.get(RunImport);
  const restateTenant = context.get(RestateTenant);
  const layAnew = context.get(LayAnew);
  const runCampaign = context.get(RunCampaign);
  const sendChannel = context.get(SendChannel);
  const mails = context.get(MailSweep);
  const totals = context.get(MailTotals);
  const jobs = context.get(Jobs);
  await jobs.work({
    'send-mails': { atOnce: BELLS_AT_ONCE, run: ({ mails: rung }) => hands.take(rung) },
    // Large files: one at a time keeps the memory flat.
    'check-import': { atOnce: 1, run: ({ tenantId, importId }) => checkImport.run(tenantId, importId) },
    'run-import': { atOnce: 1, run: ({ tenantId, importId }) => runImport.run(tenantId, importId) },
    'restate-tenant': { atOnce: 1, run: ({ tenantId }) => restateTenant.run(tenantId) },
    'lay-reminders': { atOnce: 1, run: ({ tenantId }) => layAnew.run(tenantId) },
    'run-campaign': { atOnce: 1, run: ({ tenantId, campaignId }) => runCampaign.run(tenantId, campaignId) },
    'send-channel': { atOnce: 4, run: ({ tenantId, sendId }) => sendChannel.run(tenantId, sendId) },
  });
  const bounces = context.get(BounceListener);
  await bounces.start();
  const needed = {
    clock: context.get(Clock),
    sweep: context.get(SweepPool),
    mails,
    totals,
    alarm: context.get(MailAlarm),
    files: context.get(FilesSweep),
    options: context.get(OptionsSweep),
    expiry: context.get(ExpirySweep),
    reports: context.get(ReportSweep),
    senders: context.get(SenderSweep),
    plans: context.get(PlanSweep),
  };
  const stopSchedules = startSchedules(schedules({ config, jobs, ...needed }), log);
  return {
    context,
    async stop() {
      await bounces.stop();
      await stopSchedules();
      hands.stop();
      await mails.stop();
      // What is done portion by portion goes on behind its last one when there is a worker again.
      runCampaign.pause();
      layAnew.pause();
      // Jobs under way need the database, so the queue is closed before everything else.
      await Promise.all([jobs.close(), hands.empty(FINISH_WITHIN_MS)]);
      await totals.tell().catch((err: unknown) => log.warn({ err }, 'the last mails were not counted'));
      await context.close();
    },
  };
}
