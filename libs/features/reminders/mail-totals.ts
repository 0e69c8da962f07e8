import { Injectable } from '@nestjs/common';
import { SweepPool } from '#platform/jobs/sweep-pool';

type Counted = 'sent' | 'delayed' | 'refused';

/**
 * Counts attempts for the totals of the whole installation. They are told every few seconds and not with each mail: one
 * row that all workers write with every mail would make them wait for each other.
 */
@Injectable()
export class MailTotals {
  private counts: Record<Counted, number> = { sent: 0, delayed: 0, refused: 0 };

  constructor(private readonly sweep: SweepPool) {}

  count(outcome: Counted): void {
    this.counts[outcome] += 1;
  }

  /** Adds what was counted since the last time; what could not be added is told the next time. */
  async tell(): Promise<void> {
    const told = this.counts;
    this.counts = { sent: 0, delayed: 0, refused: 0 };
    const outcomes = (Object.keys(told) as Counted[]).filter((outcome) => told[outcome] > 0).sort();
    if (outcomes.length === 0) return;
    try {
      await this.sweep.pool.query(ADD, [outcomes, outcomes.map((outcome) => told[outcome])]);
    } catch (error) {
      for (const outcome of outcomes) this.counts[outcome] += told[outcome];
      throw error;
    }
  }
}

const ADD = `
  update mail_totals t set count = t.count + n.count from unnest($1::text[], $2::bigint[]) as n (outcome, count)
  where t.outcome = n.outcome`;
