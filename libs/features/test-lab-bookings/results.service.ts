import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Booking } from '#database/entities/booking.entity';
import { Laboratory } from '#database/entities/laboratory.entity';
import { TestResult } from '#database/entities/test-result.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import { subjectOf } from './booking-subject.js';
import type { BookingAfterAct, ResultInput } from './bookings.dto.js';
import { BookingsQueries } from './bookings.queries.js';
import { CaseStages } from './case-stages.js';

/** The only writer of `test_results`. A result is never edited: a repeated report is a second one. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly stages: CaseStages,
    private readonly queries: BookingsQueries,
  ) {}

  /**
   * @throws RuleBroken `booking.not-tested` before the test has begun, `booking.day-out-of-order` for a report before
   *   that day or in the future; BadInput where the failed items do not fit the outcome
   */
  async add(bookingId: string, input: ResultInput): Promise<BookingAfterAct> {
    requireItems(input);
    const booking = await this.db.require(Booking, bookingId);
    const file = input.fileId ? await this.files.requireStored(input.fileId) : null;
    // Two results at once get two numbers, and the stage is moved by one after the other.
    await this.db.query(LOCK, [bookingId]);
    const { status, startedOn, applicationId, clientId } = booking;
    if ((status !== 'running' && status !== 'done') || startedOn === null)
      throw new RuleBroken('booking.not-tested', { status });
    const { timeZone } = await this.db.require(Laboratory, booking.laboratoryId);
    const latestOn = this.clock.today(timeZone);
    const { outcome, reportedOn, reportNumber = null, failedItems = null } = input;
    if (reportedOn < startedOn || reportedOn > latestOn)
      throw new RuleBroken('booking.day-out-of-order', { earliestOn: startedOn, latestOn });
    if (file) await this.files.attach(file, { clientId, isClientVisible: true });
    const [last] = await this.db.query<{ number: number }>(LAST, [bookingId]);
    await this.db.insert(TestResult, {
      ...{ bookingId, clientId, outcome, reportedOn, reportNumber, failedItems },
      number: last!.number + 1,
      standard: input.standard ?? booking.standard,
      fileId: input.fileId ?? null,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    const what = outcome === 'passed' ? 'booking.test-passed' : 'booking.test-failed';
    await this.events.record(what, subjectOf(booking), {
      reportedOn,
      ...(reportNumber !== null && { reportNumber }),
      ...(failedItems !== null && { failedItems }),
    });
    const caseMove = await this.stages.reported(
      { id: bookingId, applicationId, startedOn },
      outcome,
      reportedOn,
      failedItems,
    );
    return { ...(await this.queries.one(bookingId)), caseMove };
  }
}

function requireItems({ outcome, failedItems }: ResultInput): void {
  const isFailed = outcome === 'failed';
  if (isFailed === Boolean(failedItems)) return;
  const code = isFailed ? 'required' : 'not-allowed';
  const detail = isFailed ? 'Say what failed.' : 'A passed test has no failed items.';
  throw new BadInput('invalid-input', [{ field: 'failedItems', code, detail }]);
}

const LOCK = `select 1 from bookings where tenant_id = current_tenant() and id = $1 for no key update`;

const LAST = `
  select coalesce(max(number), 0)::int as number from test_results where tenant_id = current_tenant() and booking_id = $1`;
