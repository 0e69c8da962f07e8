import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { slotFault, workedTime, type Slot } from '#domain/cases/bench-slots';
import { isDay, type Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import { Clock } from '#platform/clock';
import { BenchesQueries, FURTHEST_DAYS, type FoundBench } from './benches.queries.js';
import { dayIn, instantText } from './bench-hours.js';
import { BenchesService } from './benches.service.js';

/** Postgres: an exclusion constraint was broken. */
const EXCLUDED = '23P01';

/** Puts bookings on the places of a bench. That two never share a place is the database's constraint, not this code. */
@Injectable()
export class BenchBooking {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly benches: BenchesService,
    private readonly queries: BenchesQueries,
  ) {}

  /**
   * The instants of a slot.
   *
   * @throws BadInput when it ends before it begins or lies beyond the years that are booked
   */
  slotOf(startsAt: string, endsAt: string): Slot {
    const slot = { from: millis(startsAt), to: millis(endsAt) };
    const fault = (field: string, code: string, detail: string, allowed: string) =>
      new BadInput('invalid-input', [{ field, code, detail, allowed }]);
    const last = this.clock.now().getTime() + FURTHEST_DAYS * 86_400_000;
    for (const [field, value] of [['startsAt', slot.from], ['endsAt', slot.to]] as const) // prettier-ignore
      if (!(value < last)) throw fault(field, 'is-instant', `${field} is no instant of the next ${FURTHEST_DAYS} days.`, `until ${new Date(last).toISOString()}`); // prettier-ignore
    if (slot.to <= slot.from) throw fault('endsAt', 'end-before-start', 'The booking ends before it begins.', `after ${startsAt}`); // prettier-ignore
    return slot;
  }

  /** @throws RuleBroken `booking.slot-refused` with the hours of the bench, its zone and the next free slots */
  async requireOpen(bench: FoundBench, slot: Slot, bookingId: string | null): Promise<void> {
    const hours = this.queries.hours(bench);
    const fault = slotFault(slot, hours, this.clock.now().getTime());
    if (fault === null) return;
    const { opensAt, closesAt, worksWeekends, timeZone } = bench;
    const free =
      fault === 'too-long' ? [] : await this.queries.nextFree(bench, workedTime(slot, hours), slot.from, bookingId);
    const day = hours.dayOf(fault === 'end-closed' ? slot.to - 1 : slot.from);
    throw new RuleBroken('booking.slot-refused', { fault, day, opensAt, closesAt, worksWeekends, timeZone, free });
  }

  /**
   * Looks for a place that is free throughout and writes the booking onto it.
   *
   * @param write with the place; may run again with another one when somebody else took it
   * @throws RuleBroken `bench.closed`; `booking.no-place` with the next free slots of the same length
   */
  async put(benchId: string, slot: Slot, bookingId: string, write: (place: number) => Promise<void>): Promise<void> {
    await this.benches.requireLocked(benchId);
    const bench = await this.queries.find(benchId);
    if (bench.isClosed) throw new RuleBroken('bench.closed', { name: bench.name });
    await this.requireOpen(bench, slot, bookingId);
    const [startsAt, endsAt] = [new Date(slot.from), new Date(slot.to)];
    for (let tries = 0; tries <= bench.capacity; tries += 1) {
      const [free] = await this.db.query<{ place: number }>(FREE_PLACE, [benchId, bench.capacity, startsAt, endsAt, bookingId]); // prettier-ignore
      if (!free) break;
      if (await this.isWritten(() => write(free.place))) return;
    }
    const worked = workedTime(slot, this.queries.hours(bench));
    const free = await this.queries.nextFree(bench, worked, slot.from, bookingId);
    throw new RuleBroken('booking.no-place', { benchId, bench: bench.name, startsAt: instantText(slot.from), endsAt: instantText(slot.to), timeZone: bench.timeZone, free }); // prettier-ignore
  }

  /** The day of an instant at a laboratory. */
  dayIn(timeZone: string, instant: number): Day {
    return dayIn(timeZone, instant);
  }

  private async isWritten(write: () => Promise<void>): Promise<boolean> {
    await this.db.query('savepoint place');
    try {
      await write();
      await this.db.query('release savepoint place');
      return true;
    } catch (error) {
      const { driverError } = error as { driverError?: { code?: string } };
      if (driverError?.code !== EXCLUDED) throw error;
      await this.db.query('rollback to savepoint place');
      return false;
    }
  }
}

/** Not a number for a day that does not exist: the parser takes 30 February for 2 March. */
function millis(instant: string): number {
  return isDay(instant.slice(0, 10)) ? Date.parse(instant) : Number.NaN;
}

const FREE_PLACE = `
  select p.place from bench_places p
  where p.tenant_id = current_tenant() and p.bench_id = $1 and p.place <= $2 and not exists (
    select 1 from bookings b
    where b.tenant_id = p.tenant_id and b.bench_id = p.bench_id and b.place = p.place
      and b.status in ('option', 'confirmed', 'running')
      and tstzrange(b.starts_at, b.ends_at) && tstzrange($3, $4) and b.id <> $5)
  order by p.place limit 1`;
