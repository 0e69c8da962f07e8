import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '#database/db';
import { Bench } from '#database/entities/bench.entity';
import { Booking } from '#database/entities/booking.entity';
import { Laboratory } from '#database/entities/laboratory.entity';
import { bookingEntryStatus, revisedEntry } from '#domain/calendar/feed';
import { bookingDeadlines } from '#domain/cases/temporary-import';
import type { Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import type { Role } from '#domain/permissions';
import { bookingNeeds, holdsSlot, nextBookingStatus, type BookingAct, type BookingStatus } from '#domain/states/booking-status'; // prettier-ignore
import { DeadlinesService, type NextDue } from '#features/deadlines/deadlines.service';
import { EventsService } from '#features/events/events.service';
import type { NoticeKind } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import { BenchBooking } from './bench-booking.js';
import { BenchesQueries } from './benches.queries.js';
import { ENTRY_FIELDS, subjectOf } from './booking-subject.js';
import type { BookingActInput, BookingAfterAct } from './bookings.dto.js';
import { BookingsQueries } from './bookings.queries.js';
import { CaseStages } from './case-stages.js';
import { EligibilityService } from './eligibility.service.js';

/** The word of each act in the history: `booking.offered` and so on. */
const PAST: Readonly<Record<BookingAct, string>> = {
  offer: 'booking.offered',
  confirm: 'booking.confirmed',
  reschedule: 'booking.rescheduled',
  start: 'booking.started',
  finish: 'booking.finished',
  cancel: 'booking.cancelled',
  expire: 'booking.expired',
  decline: 'booking.declined',
};

type Wanted = Omit<BookingActInput, 'version'> & { version: number };

interface Slotted {
  benchId: string | null;
  startsAt: Date;
  endsAt: Date;
}

/** What is done with a booking, by the table of its states. */
@Injectable()
export class BookingActs implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly deadlines: DeadlinesService,
    private readonly places: BenchBooking,
    private readonly benches: BenchesQueries,
    private readonly eligibility: EligibilityService,
    private readonly stages: CaseStages,
    private readonly notices: NoticesService,
    private readonly reminders: RemindersService,
    private readonly queries: BookingsQueries,
  ) {}

  onModuleInit(): void {
    this.deadlines.keepNextDue('bookingId', (id, next) => this.keep([{ id, ...next }]));
  }

  /**
   * @throws RuleBroken `booking.illegal-transition` with the legal acts named, `stale-version`, `booking.no-place` and
   *   `booking.slot-refused` with the next free slots, `bench.closed`, `booking.not-eligible`, `booking.option-day`,
   *   `booking.day-out-of-order`; BadInput on what the act needs and was not given
   */
  async run(id: string, input: Wanted, role: Role): Promise<BookingAfterAct> {
    const booking = await this.db.require(Booking, id);
    const { act } = input;
    // Nothing differs, so nothing is written: who acts on what has changed since is told that first.
    await this.events.edit(Booking, booking, input.version, {}, PAST[act], subjectOf(booking));
    const status = nextBookingStatus(booking.status, act);
    const needs = bookingNeeds(booking.status, act);
    const laboratory = await this.db.require(Laboratory, booking.laboratoryId);
    const fields: Partial<Booking> = { status };
    const facts: Record<string, unknown> = {};
    if (needs.includes('reason')) requireField(input, 'reason');
    if (input.reason !== undefined) fields.statusReason = input.reason;
    if (needs.includes('day')) Object.assign(fields, this.dayOf(booking, input, laboratory.timeZone));
    if (needs.includes('slot')) {
      const slot = await this.slotOf(booking, input, status);
      const day = this.places.dayIn(laboratory.timeZone, slot.startsAt.getTime());
      const judged = await this.eligibility.require(laboratory, booking.productId, day, input, role, booking);
      Object.assign(fields, slot, judged);
      if (judged.overrideReason !== null) facts['overrideReason'] = judged.overrideReason;
      fields.optionUntil = this.optionDay(
        needs.includes('option-day'),
        input,
        booking,
        status,
        day,
        laboratory.timeZone,
      );
    }
    const reason = input.reason === undefined ? {} : { reason: input.reason };
    const before = { startsAt: booking.startsAt, endsAt: booking.endsAt };
    await this.write(booking, input.version, fields, PAST[act], { ...facts, ...reason });
    await this.tell(id, status, before);
    await this.restate([id]);
    // Whether the laboratory still is a reader of the case's days.
    if (booking.applicationId !== null) await this.reminders.replanApplications([booking.applicationId]);
    const caseMove = act === 'start' ? await this.stages.begun(booking.applicationId, input.on!) : null;
    return { ...(await this.queries.one(id)), caseMove };
  }

  /**
   * Lets the options of this tenant end whose last day is over at their laboratory. Harmless when repeated.
   *
   * @returns how many ended
   */
  async expireOptions(): Promise<number> {
    const due = await this.db.query<Booking>(EXPIRED, [this.clock.now()]);
    for (const booking of due) {
      const ended: Partial<Booking> = { status: nextBookingStatus('option', 'expire'), place: null };
      const fields = { ...ended, ...revisedEntry(booking, ended, ENTRY_FIELDS, this.clock.now()) };
      await this.events.edit(Booking, booking, booking.version, fields, PAST.expire, subjectOf(booking));
      await this.tell(booking.id, 'expired', booking);
    }
    await this.restate(due.map(({ id }) => id));
    await this.reminders.replanApplications(due.flatMap(({ applicationId }) => applicationId ?? []));
    return due.length;
  }

  /** States the last days of these options anew. */
  async restate(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const facts = await this.db.query<{ id: string; status: BookingStatus; optionUntil: Day | null }>(FACTS, [ids]);
    const next = await this.deadlines.restateMany(
      facts.map((booking) => ({ subject: { bookingId: booking.id }, stated: bookingDeadlines(booking) })),
    );
    await this.keep(facts.map(({ id }, index) => ({ id, ...next[index]! })));
  }

  /** A state that keeps a place is written onto one; any other gives its place up. */
  private async write(
    booking: Booking,
    version: number,
    fields: Partial<Booking>,
    what: string,
    facts: object,
  ): Promise<void> {
    const edit = async (place: number | null | undefined) => {
      const revision = revisedEntry(booking, fields, ENTRY_FIELDS, this.clock.now());
      const all = { ...fields, ...revision, ...(place !== undefined && { place }) };
      await this.events.edit(Booking, booking, version, all, what, subjectOf(booking), { ...facts });
    };
    const { benchId, startsAt, endsAt } = fields;
    if (!holdsSlot(fields.status!)) return edit(null);
    if (!startsAt) return edit(undefined);
    await this.places.put(benchId!, { from: startsAt.getTime(), to: endsAt!.getTime() }, booking.id, edit);
  }

  /** Those it concerns, each with an entry for the calendar: of a firm slot at once, of its change whoever knows the slot. */
  private async tell(id: string, status: BookingStatus, before: Pick<Booking, 'startsAt' | 'endsAt'>): Promise<void> {
    const { startsAt, endsAt } = before;
    const facts = startsAt && endsAt ? { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() } : {}; // prettier-ignore
    const items = (kind: NoticeKind) =>
      (['client', 'owner', 'laboratory'] as const).map((to) => ({ kind, subject: { bookingId: id }, to, facts }));
    if (status === 'confirmed') await this.notices.tell(items('booking-confirmed'));
    else if (status === 'option' || status === 'requested') await this.notices.tellOfChange(items('booking-moved'));
    else if (bookingEntryStatus(status) === 'cancelled') await this.notices.tellOfChange(items('booking-cancelled'));
  }

  /** The slot of the act: what is given, else what the booking has. */
  private async slotOf(booking: Booking, input: Wanted, status: BookingStatus): Promise<Slotted> {
    const benchId = input.benchId ?? booking.benchId;
    const isGiven = input.startsAt !== undefined || input.endsAt !== undefined;
    if (isGiven || input.act === 'reschedule' || booking.startsAt === null) {
      requireField(input, 'startsAt');
      requireField(input, 'endsAt');
    }
    if (benchId === null && holdsSlot(status)) requireField(input, 'benchId');
    if (input.benchId !== undefined) {
      const bench = await this.db.require(Bench, input.benchId);
      if (bench.laboratoryId !== booking.laboratoryId)
        throw new RuleBroken('booking.bench-of-another-laboratory', { benchId, laboratoryId: booking.laboratoryId });
    }
    if (!isGiven) return { benchId, startsAt: booking.startsAt!, endsAt: booking.endsAt! };
    const { from, to } = this.places.slotOf(input.startsAt!, input.endsAt!);
    if (benchId !== null && !holdsSlot(status))
      await this.places.requireOpen(await this.benches.find(benchId), { from, to }, booking.id);
    return { benchId, startsAt: new Date(from), endsAt: new Date(to) };
  }

  /** An option ends before its slot begins; what is confirmed keeps the day it was offered until, what is asked anew has none. */
  private optionDay(
    isNeeded: boolean,
    input: Wanted,
    booking: Booking,
    status: BookingStatus,
    day: Day,
    timeZone: string,
  ): Day | null {
    if (!isNeeded) return status === 'confirmed' ? booking.optionUntil : null;
    const until = requireField(input, 'optionUntil');
    const earliestOn = this.clock.today(timeZone);
    if (until < earliestOn || until > day) throw new RuleBroken('booking.option-day', { earliestOn, latestOn: day });
    return until;
  }

  private dayOf(booking: Booking, input: Wanted, timeZone: string): Partial<Booking> {
    const on = requireField(input, 'on');
    const latestOn = this.clock.today(timeZone);
    const earliestOn =
      input.act === 'finish' ? booking.startedOn! : this.places.dayIn(timeZone, booking.startsAt!.getTime());
    if (on < earliestOn || on > latestOn) throw new RuleBroken('booking.day-out-of-order', { earliestOn, latestOn });
    return input.act === 'finish' ? { finishedOn: on } : { startedOn: on };
  }

  /** The version stays: nobody edited the booking. */
  private async keep(rows: readonly (NextDue & { id: string })[]): Promise<void> {
    if (rows.length > 0) await this.db.query(KEEP, [JSON.stringify(rows)]);
  }
}

/** @throws BadInput when the act needs the field */
function requireField<Field extends 'reason' | 'on' | 'startsAt' | 'endsAt' | 'benchId' | 'optionUntil'>(
  input: Wanted,
  field: Field,
): string {
  const value = input[field];
  if (value !== undefined) return value;
  const detail = `To ${input.act} a booking ${field} is needed.`;
  throw new BadInput('invalid-input', [{ field, code: 'required', detail }]);
}

/** Of this tenant; a row that somebody works on waits for the next sweep. */
const EXPIRED = `
  select b.id, b.tenant_id as "tenantId", b.client_id as "clientId", b.product_id as "productId",
    b.application_id as "applicationId", b.laboratory_id as "laboratoryId", b.status, b.place,
    b.starts_at as "startsAt", b.ends_at as "endsAt", b.calendar_sequence as "calendarSequence", b.version
  from bookings b join laboratories l on l.tenant_id = b.tenant_id and l.id = b.laboratory_id
  where b.tenant_id = current_tenant() and b.status = 'option' and b.option_until < ($1::timestamptz at time zone l.time_zone)::date
  order by b.option_until, b.id limit 200
  for no key update of b skip locked`;

const FACTS = `
  select id, status, option_until as "optionUntil" from bookings
  where tenant_id = current_tenant() and id = any ($1::uuid[])`;

const KEEP = `
  update bookings b set next_due_on = coalesce(r."nextDueOn", 'infinity'), next_due_kind = r."nextKind", next_due_basis = r."nextBasis"
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "nextDueOn" date, "nextKind" text, "nextBasis" text)
  where b.tenant_id = current_tenant() and b.id = r.id`;
