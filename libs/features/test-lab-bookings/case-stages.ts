import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Day } from '#domain/day';
import { RuleBroken } from '#domain/errors';
import type { StageAct, StageStatus } from '#domain/states/stage-status';
import { ApplicationsService } from '#features/applications/applications.service';
import type { CaseMoveView } from './bookings.dto.js';

interface TestStage {
  key: string;
  status: StageStatus;
}

/**
 * Moves the test of a case when its booking shows that it moved. A stage that cannot move does not keep the booking from
 * being recorded: what the laboratory did has happened. The answer says so.
 */
@Injectable()
export class CaseStages {
  constructor(
    private readonly db: Db,
    private readonly applications: ApplicationsService,
  ) {}

  /** The test has begun at the laboratory. @returns null when the booking belongs to no case */
  async begun(applicationId: string | null, on: Day): Promise<CaseMoveView | null> {
    return this.moved(applicationId, 'start', async (stage) => {
      await this.applications.moveStage(applicationId!, { stageKey: stage.key, act: 'start', on });
    });
  }

  /**
   * The report is there. The stage ends with its last test: while another one of the case is under way it stays open,
   * unless this one failed.
   *
   * @param startedOn first day of the test, for a stage that nobody has started
   */
  async reported(
    booking: { id: string; applicationId: string | null; startedOn: Day | null },
    outcome: 'passed' | 'failed',
    on: Day,
    reason: string | null,
  ): Promise<CaseMoveView | null> {
    const { applicationId } = booking;
    const act = outcome === 'passed' ? 'complete' : 'fail';
    return this.moved(applicationId, act, async (stage) => {
      if (outcome === 'passed') await this.refuseOtherTests(applicationId!, booking.id);
      if (stage.status === 'not-started')
        await this.applications.moveStage(applicationId!, {
          stageKey: stage.key,
          act: 'start',
          on: booking.startedOn ?? on,
        });
      await this.applications.moveStage(applicationId!, { stageKey: stage.key, act, on, reason });
    });
  }

  private async moved(
    applicationId: string | null,
    act: StageAct,
    move: (stage: TestStage) => Promise<void>,
  ): Promise<CaseMoveView | null> {
    if (applicationId === null) return null;
    const [stage] = await this.db.query<TestStage>(TEST_STAGE, [applicationId]);
    if (!stage) return { stageKey: null, act, isMoved: false, code: 'booking.no-open-stage', facts: {} };
    await this.db.query('savepoint stage');
    try {
      await move(stage);
      await this.db.query('release savepoint stage');
      return { stageKey: stage.key, act, isMoved: true, code: null, facts: {} };
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      await this.db.query('rollback to savepoint stage');
      return { stageKey: stage.key, act, isMoved: false, code: error.code, facts: error.facts };
    }
  }

  private async refuseOtherTests(applicationId: string, bookingId: string): Promise<void> {
    const bookings = await this.db.query<{ id: string; status: string }>(OTHER_TESTS, [applicationId, bookingId]);
    if (bookings.length > 0) throw new RuleBroken('booking.other-tests-open', { bookings });
  }
}

/** The laboratory's stage that is not over: of several the first, of its attempts the last. */
const TEST_STAGE = `
  select key, status from application_stages
  where tenant_id = current_tenant() and application_id = $1 and party = 'laboratory'
    and status in ('not-started', 'running', 'blocked')
  order by position, attempt desc limit 1`;

/** A test whose report is there is no longer open, whether or not its end was recorded. */
const OTHER_TESTS = `
  select b.id, b.status from bookings b
  where b.tenant_id = current_tenant() and b.application_id = $1 and b.id <> $2
    and (b.status in ('requested', 'option', 'confirmed')
      or (b.status in ('running', 'done') and not exists (
        select 1 from test_results r where r.tenant_id = b.tenant_id and r.booking_id = b.id)))
  order by b.created_at limit 20`;
