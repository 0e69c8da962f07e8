import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { freeSlots, LONGEST_SLOT_DAYS, SEARCH_DAYS, type BenchHours, type Slot } from '#domain/cases/bench-slots';
import { addDays, daysBetween } from '#domain/day';
import { BadInput, NotFound } from '#domain/errors';
import { Calendars } from '#platform/calendars/calendars';
import { Clock } from '#platform/clock';
import { benchHours, instantText } from './bench-hours.js';
import type { BenchView, FreeSlotsQuery, Occupancy, OccupancyQuery, OccupiedBench, OccupyingBooking, SlotView } from './laboratories.dto.js'; // prettier-ignore
import { BENCH_COLUMNS } from './laboratories.queries.js';

/** Free slots that are named to somebody who found none. */
export const SLOTS_NAMED = 3;
const LONGEST_LOOK_DAYS = 62;
/** Nobody books a bench further ahead. */
export const FURTHEST_DAYS = 1_000;
const DAY_MS = 86_400_000;

const OCCUPIED_COLUMNS = `${BENCH_COLUMNS}, l.name as "laboratoryName", l.name_zh as "laboratoryNameZh", l.country, l.time_zone as "timeZone"`;

const ONE = {
  name: 'benches.one',
  text: `select ${OCCUPIED_COLUMNS} from benches b join laboratories l on l.tenant_id = b.tenant_id and l.id = b.laboratory_id
         where b.tenant_id = current_tenant() and b.id = $1`,
};

const ALL = {
  name: 'benches.occupied',
  text: `select ${OCCUPIED_COLUMNS} from benches b join laboratories l on l.tenant_id = b.tenant_id and l.id = b.laboratory_id
         where b.tenant_id = current_tenant() and ($1::uuid is null or b.laboratory_id = $1)
         order by l.name, l.id, b.name limit 200`,
};

/** A booking lasts 60 days at most, so the index range has a first day too. */
const BOOKED = {
  name: 'benches.bookings',
  text: `select o.bench_id as "benchId", o.id, o.place, o.starts_at as "startsAt", o.ends_at as "endsAt", o.status,
           p.name as "productName", p.name_zh as "productNameZh", k.legal_name as "clientName"
         from bookings o
         join products p on p.tenant_id = o.tenant_id and p.id = o.product_id
         join clients k on k.tenant_id = o.tenant_id and k.id = o.client_id
         where o.tenant_id = current_tenant() and o.bench_id = any ($1::uuid[]) and o.status in ('option', 'confirmed', 'running', 'done')
           and o.starts_at > $2::timestamptz - interval '${LONGEST_SLOT_DAYS + 1} days' and o.starts_at < $3 and o.ends_at > $2
         order by o.bench_id, o.starts_at, o.place limit 5000`,
};

const TAKEN = {
  name: 'benches.taken',
  text: `select o.place, (extract(epoch from o.starts_at) * 1000)::float8 as "from", (extract(epoch from o.ends_at) * 1000)::float8 as "to"
         from bookings o
         where o.tenant_id = current_tenant() and o.bench_id = $1 and o.status in ('option', 'confirmed', 'running')
           and o.starts_at > $2::timestamptz - interval '${LONGEST_SLOT_DAYS + 1} days' and o.starts_at < $3 and o.ends_at > $2
           and o.id is distinct from $4::uuid
         order by o.starts_at`,
};

/** A bench with what its hours follow from. */
export type FoundBench = Omit<OccupiedBench, 'bookings'>;

@Injectable()
export class BenchesQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
  ) {}

  /** @throws NotFound */
  async one(id: string): Promise<BenchView> {
    const {
      laboratoryName: _name,
      laboratoryNameZh: _zh,
      country: _country,
      timeZone: _zone,
      ...bench
    } = await this.find(id);
    return bench;
  }

  /** @throws NotFound */
  async find(id: string): Promise<FoundBench> {
    const [found] = await this.db.read<FoundBench>(ONE, [id]);
    if (!found) throw new NotFound('bench');
    return found;
  }

  hours(bench: FoundBench): BenchHours {
    return benchHours(bench, this.calendars);
  }

  /** @throws BadInput when the days are too many or the wrong way round */
  async occupancy({ from, to, laboratoryId }: OccupancyQuery): Promise<Occupancy> {
    const days = daysBetween(from, to);
    if (days < 0 || days >= LONGEST_LOOK_DAYS) {
      const allowed = `a day from ${from} to ${addDays(from, LONGEST_LOOK_DAYS - 1)}`;
      throw new BadInput('invalid-input', [{ field: 'to', code: 'too-far', detail: `${to} is too far from ${from}.`, allowed }]); // prettier-ignore
    }
    const benches = await this.db.read<FoundBench>(ALL, [laboratoryId ?? null]);
    // Whole days in every zone: what lies outside is not drawn.
    const range = [`${addDays(from, -1)}T00:00:00Z`, `${addDays(to, 2)}T00:00:00Z`];
    const rows = await this.db.read<OccupyingBooking & { benchId: string }>(BOOKED, [
      benches.map(({ id }) => id),
      ...range,
    ]);
    const byBench = new Map<string, OccupyingBooking[]>();
    for (const { benchId, ...booking } of rows) byBench.set(benchId, [...(byBench.get(benchId) ?? []), booking]);
    return { benches: benches.map((bench) => ({ ...bench, bookings: byBench.get(bench.id) ?? [] })) };
  }

  /** @throws NotFound; BadInput on an instant that is none */
  async free(id: string, { minutes, after }: FreeSlotsQuery): Promise<SlotView[]> {
    const now = this.clock.now().getTime();
    const from = after === undefined ? now : Date.parse(after);
    if (!(from < now + FURTHEST_DAYS * DAY_MS)) {
      const detail = `after is no instant of the next ${FURTHEST_DAYS} days.`;
      throw new BadInput('invalid-input', [{ field: 'after', code: 'is-instant', detail, allowed: 'an instant, for example 2026-12-01T08:00:00Z' }]); // prettier-ignore
    }
    return this.nextFree(await this.find(id), Number(minutes) * 60_000, from, null);
  }

  /**
   * The next slots with a place that is free throughout.
   *
   * @param worked milliseconds of working time
   * @param from milliseconds since 1970; now when past
   * @param exceptId a booking whose own slot counts as free
   */
  async nextFree(bench: FoundBench, worked: number, from: number, exceptId: string | null): Promise<SlotView[]> {
    if (bench.isClosed || worked <= 0) return [];
    // Slots are told to the minute.
    const after = Math.ceil(Math.max(from, this.clock.now().getTime()) / 60_000) * 60_000;
    const until = new Date(after + (SEARCH_DAYS + LONGEST_SLOT_DAYS) * DAY_MS);
    const rows = await this.db.read<Slot & { place: number }>(TAKEN, [bench.id, new Date(after), until, exceptId]);
    const taken = Array.from({ length: bench.capacity }, (_, index) => rows.filter(({ place }) => place === index + 1));
    return freeSlots(this.hours(bench), worked, after, taken, SLOTS_NAMED).map(toSlotView);
  }
}

function toSlotView({ from, to }: Slot): SlotView {
  return { startsAt: instantText(from), endsAt: instantText(to) };
}
