import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { Metric } from './metrics.js';
import { OperationsQueries } from './operations.queries.js';
import { Readiness } from './readiness.js';

/** Milliseconds for which an answer serves everybody who asks: several scrapers cost as much as one. */
const KEPT_MS = 2_000;

/** The numbers of the installation as metrics. */
@Injectable()
export class OperationsMetrics {
  private kept: { untilMs: number; metrics: Promise<Metric[]> } | null = null;

  constructor(
    private readonly queries: OperationsQueries,
    private readonly readiness: Readiness,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  now(): Promise<Metric[]> {
    const nowMs = performance.now();
    if (!this.kept || this.kept.untilMs < nowMs) {
      const metrics = this.read();
      this.kept = { untilMs: nowMs + KEPT_MS, metrics };
      metrics.catch(() => (this.kept = null));
    }
    return this.kept.metrics;
  }

  private async read(): Promise<Metric[]> {
    const [mails, workers, waiting, parts] = await Promise.all([
      this.queries.mails(),
      this.queries.workers(),
      this.queries.waiting(),
      this.readiness.check(),
    ]);
    const now = this.clock.now().getTime();
    const gauge = (name: string, help: string, value: number): Metric => ({
      ...{ name: `homolog_${name}`, help, type: 'gauge' },
      values: [{ value }],
    });
    const counter = (name: string, help: string, value: number): Metric => ({
      ...gauge(name, help, value),
      type: 'counter',
    });
    const oldestMs = mails.oldestDueAt === null ? 0 : Math.max(0, now - Date.parse(mails.oldestDueAt));
    const alive = workers.filter(({ stoppedAt }) => stoppedAt === null);
    return [
      gauge(
        'mails_owed',
        `Mails confirmed and not yet sent, on any day${mails.isOwedEstimated ? ' (estimate)' : ''}`,
        mails.owed,
      ),
      gauge('mails_held', 'Mails of imports that nobody has confirmed', mails.held),
      gauge('mails_due', 'Mails whose time has come, those on their way among them', mails.due),
      gauge(
        'mails_late',
        `Mails that have been due for longer than ${this.config.lateMailMinutes} minutes`,
        mails.late,
      ),
      gauge('mails_in_flight', 'Mails claimed or in the hands of a worker', mails.inFlight),
      gauge(
        'mails_oldest_due_age_seconds',
        'How long the longest due mail has been due; 0 when none is',
        oldestMs / 1_000,
      ),
      gauge('mails_refused', 'Mails that a server refused for good and nobody has put right', mails.refused),
      counter('mails_sent_total', 'Tries that a mail server took', mails.sentTotal),
      counter('mails_delayed_total', 'Tries that are repeated later', mails.delayedTotal),
      counter('mails_refused_total', 'Tries that a mail server refused for good', mails.refusedTotal),
      {
        ...{ name: 'homolog_mail_queue_waiting', help: 'Bells that wait for a worker', type: 'gauge' },
        values: waiting === null ? [] : [{ value: waiting, labels: { queue: this.readiness.queueBackend } }],
      },
      {
        ...{ name: 'homolog_worker_sweep_seconds', help: 'How long the last look at what is due took', type: 'gauge' },
        values: alive.map(({ name, sweepMs }) => ({ value: sweepMs / 1_000, labels: { worker: name } })),
      },
      {
        ...{
          name: 'homolog_worker_sweep_age_seconds',
          help: 'How long ago a worker last looked at what is due',
          type: 'gauge',
        },
        values: alive.map(({ name, sweptAt }) => ({
          value: Math.max(0, now - Date.parse(sweptAt)) / 1_000,
          labels: { worker: name },
        })),
      },
      {
        ...{ name: 'homolog_up', help: '1 when the part answers', type: 'gauge' },
        values: [
          { value: Number(parts.database.isUp), labels: { part: 'database' } },
          { value: Number(parts.queue.isUp), labels: { part: 'queue' } },
        ],
      },
    ];
  }
}
