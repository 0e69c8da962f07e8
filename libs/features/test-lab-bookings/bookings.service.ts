import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Bench } from '#database/entities/bench.entity';
import { Booking } from '#database/entities/booking.entity';
import type { Laboratory } from '#database/entities/laboratory.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import type { Day } from '#domain/day';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import type { Role } from '#domain/permissions';
import { BOOKING_INITIAL } from '#domain/states/booking-status';
import { ApplicationsService } from '#features/applications/applications.service';
import { EventsService } from '#features/events/events.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { BenchBooking } from './bench-booking.js';
import { BenchesQueries } from './benches.queries.js';
import { BookingActs } from './booking-acts.js';
import { subjectOf } from './booking-subject.js';
import type { BookingAfterAct, BookingEdit, BookingInput, BookingView } from './bookings.dto.js';
import { BookingsQueries } from './bookings.queries.js';
import { EligibilityService } from './eligibility.service.js';
import { LaboratoriesService } from './laboratories.service.js';

/** Requests for tests at laboratories. Together with `BookingActs` the only writer of `bookings`. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly applications: ApplicationsService,
    private readonly laboratories: LaboratoriesService,
    private readonly eligibility: EligibilityService,
    private readonly places: BenchBooking,
    private readonly benches: BenchesQueries,
    private readonly acts: BookingActs,
    private readonly reminders: RemindersService,
    private readonly queries: BookingsQueries,
  ) {}

  /**
   * Asks a laboratory for a test; with `act` its answer is recorded at once.
   *
   * @throws RuleBroken as the act, and `booking.not-eligible`, `booking.of-another-client`,
   *   `booking.bench-of-another-laboratory`, `booking.slot-refused`; Forbidden where an override is not a manager's
   */
  async create(input: BookingInput, role: Role): Promise<BookingAfterAct> {
    const { productId, act, laboratoryId, referenceKey } = input;
    const product = await this.db.require(Product, productId);
    const applicationId = input.applicationId ?? null;
    if (applicationId !== null) await this.requireCase(applicationId, product.clientId);
    await this.requireMember(input.responsibleId);
    requireOrder(input.wishedFrom, input.wishedTo);
    const laboratory = await this.laboratories.requireOne({ laboratoryId, referenceKey });
    const slot = await this.slotOf(input, laboratory);
    const day = slot?.day ?? input.wishedFrom ?? this.clock.today(laboratory.timeZone);
    const judged = await this.eligibility.require(laboratory, productId, day, input, role);
    const {
      test = null,
      standard = product.standard,
      wishedFrom = null,
      wishedTo = null,
      responsibleId = null,
    } = input;
    const booking = await this.db.add(Booking, {
      ...{ productId, applicationId, clientId: product.clientId, laboratoryId: laboratory.id, status: BOOKING_INITIAL },
      ...{ benchId: slot?.benchId ?? null, startsAt: slot?.startsAt ?? null, endsAt: slot?.endsAt ?? null },
      ...{ test, standard, wishedFrom, wishedTo, responsibleId, ...judged },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    const { overrideReason, eligibility } = judged;
    await this.events.record('booking.requested', subjectOf(booking), {
      laboratory: laboratory.name,
      eligibility: eligibility.verdict,
      ...(overrideReason !== null && { overrideReason }),
    });
    // The laboratory is a reader of the case's days now.
    if (applicationId !== null) await this.reminders.replanApplications([applicationId]);
    if (act === undefined) return { ...(await this.queries.one(booking.id)), caseMove: null };
    return this.acts.run(booking.id, { ...input, act, version: booking.version }, role);
  }

  /** @throws RuleBroken `stale-version` */
  async edit(id: string, { version, ...input }: BookingEdit): Promise<BookingView> {
    const booking = await this.db.require(Booking, id);
    await this.requireMember(input.responsibleId);
    requireOrder(input.wishedFrom ?? booking.wishedFrom, input.wishedTo ?? booking.wishedTo);
    await this.events.edit(Booking, booking, version, input, 'booking.edited', subjectOf(booking));
    return this.queries.one(id);
  }

  private async slotOf(
    { benchId, startsAt, endsAt, act }: BookingInput,
    laboratory: Laboratory,
  ): Promise<{ benchId: string | null; startsAt: Date; endsAt: Date; day: Day } | null> {
    if (benchId !== undefined) {
      const bench = await this.db.require(Bench, benchId);
      if (bench.laboratoryId !== laboratory.id)
        throw new RuleBroken('booking.bench-of-another-laboratory', { benchId, laboratoryId: laboratory.id });
    }
    if (startsAt === undefined && endsAt === undefined) return null;
    requireBoth(startsAt, endsAt);
    const slot = this.places.slotOf(startsAt!, endsAt!);
    const day = this.places.dayIn(laboratory.timeZone, slot.from);
    // A slot that is confirmed at once is looked at when it is put on its place.
    if (benchId !== undefined && act === undefined)
      await this.places.requireOpen(await this.benches.find(benchId), slot, null);
    return { benchId: benchId ?? null, startsAt: new Date(slot.from), endsAt: new Date(slot.to), day };
  }

  private async requireCase(applicationId: string, clientId: string): Promise<void> {
    const application = await this.db.require(Application, applicationId);
    if (application.clientId !== clientId)
      throw new RuleBroken('booking.of-another-client', { applicationId, clientId });
    await this.applications.requireOpen(applicationId);
  }

  private async requireMember(id: string | null | undefined): Promise<void> {
    if (!id) return;
    const member = await this.db.require(Member, id);
    if (member.role === 'client') throw new NotFound('member');
  }
}

/** @throws BadInput when only one end of a slot is given */
function requireBoth(startsAt: string | undefined, endsAt: string | undefined): void {
  if ((startsAt === undefined) === (endsAt === undefined)) return;
  const field = startsAt === undefined ? 'startsAt' : 'endsAt';
  throw new BadInput('invalid-input', [{ field, code: 'required', detail: 'A slot has a begin and an end.' }]);
}

function requireOrder(from: Day | null | undefined, to: Day | null | undefined): void {
  if (!from || !to || from <= to) return;
  const detail = 'wishedTo is before wishedFrom.';
  throw new BadInput('invalid-input', [{ field: 'wishedTo', code: 'end-before-start', detail, allowed: `from ${from}` }]); // prettier-ignore
}
