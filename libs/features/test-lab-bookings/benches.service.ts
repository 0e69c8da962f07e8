import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { BenchPlace } from '#database/entities/bench-place.entity';
import { Bench } from '#database/entities/bench.entity';
import { Laboratory } from '#database/entities/laboratory.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { BenchEdit, BenchInput, BenchView } from './laboratories.dto.js';
import { BenchesQueries } from './benches.queries.js';

/** The only writer of `benches` and `bench_places`. */
@Injectable()
export class BenchesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly queries: BenchesQueries,
  ) {}

  /** @throws RuleBroken `bench.name-taken`; BadInput when it closes before it opens */
  async create(laboratoryId: string, input: BenchInput): Promise<BenchView> {
    await this.db.require(Laboratory, laboratoryId);
    const fields = { opensAt: '08:00', closesAt: '18:00', ...input };
    requireHours(fields);
    await this.refuseTaken(laboratoryId, input.name, null);
    const bench = await this.db.add(Bench, { ...fields, laboratoryId, createdAt: this.clock.now() });
    await this.addPlaces(bench.id, 1, bench.capacity);
    const { name, capacity } = bench;
    await this.events.record('bench.added', { laboratoryId }, { name, capacity });
    return this.queries.one(bench.id);
  }

  /**
   * @throws RuleBroken `stale-version`, `bench.name-taken`, `bench.places-booked` with the bookings that stand on the
   *   places that would go
   */
  async edit(id: string, { version, ...input }: BenchEdit): Promise<BenchView> {
    const bench = await this.requireLocked(id);
    const now = { ...bench, opensAt: bench.opensAt.slice(0, 5), closesAt: bench.closesAt.slice(0, 5) };
    requireHours({ ...now, ...input });
    if (input.name !== undefined) await this.refuseTaken(bench.laboratoryId, input.name, id);
    if (input.capacity !== undefined && input.capacity < bench.capacity) await this.refuseBooked(id, input.capacity);
    const subject = { laboratoryId: bench.laboratoryId };
    await this.events.edit(Bench, now, version, input, 'bench.edited', subject, { name: bench.name });
    const [known] = await this.db.query<{ places: number }>(PLACES, [id]);
    await this.addPlaces(id, known!.places + 1, input.capacity ?? 0);
    return this.queries.one(id);
  }

  /**
   * The bench, locked: whoever books it or changes it waits. The constraint alone would be safe; without the lock many
   * who want one place at once would wait for each other in rings, and the server would break each ring after a second.
   */
  async requireLocked(id: string): Promise<Bench> {
    const bench = await this.db.require(Bench, id);
    await this.db.query(LOCK, [bench.id]);
    return this.db.require(Bench, id);
  }

  private async addPlaces(benchId: string, from: number, to: number): Promise<void> {
    const { tenantId } = this.db.scope;
    const places = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ tenantId, benchId, place: from + index })); // prettier-ignore
    if (places.length > 0) await this.db.repo(BenchPlace).insert(places);
  }

  private async refuseTaken(laboratoryId: string, name: string, ownId: string | null): Promise<void> {
    const taken = await this.db.repo(Bench).findOneBy({ tenantId: this.db.scope.tenantId, laboratoryId, name });
    if (taken && taken.id !== ownId) throw new RuleBroken('bench.name-taken', { benchId: taken.id, name });
  }

  private async refuseBooked(benchId: string, capacity: number): Promise<void> {
    const bookings = await this.db.query<{ id: string; startsAt: string }>(BOOKED_ABOVE, [
      benchId,
      capacity,
      this.clock.now(),
    ]);
    if (bookings.length > 0) throw new RuleBroken('bench.places-booked', { bookings });
  }
}

function requireHours({ opensAt, closesAt }: { opensAt: string; closesAt: string }): void {
  if (closesAt > opensAt) return;
  const detail = `closesAt ${closesAt} is not after opensAt ${opensAt}.`;
  throw new BadInput('invalid-input', [{ field: 'closesAt', code: 'end-before-start', detail, allowed: `after ${opensAt}` }]); // prettier-ignore
}

/** Foreign keys of bookings only share the key of a bench, which this lock leaves free. */
const LOCK = `select 1 from benches where tenant_id = current_tenant() and id = $1 for no key update`;

const PLACES = `select count(*)::int as places from bench_places where tenant_id = current_tenant() and bench_id = $1`;

const BOOKED_ABOVE = `
  select id, starts_at as "startsAt" from bookings
  where tenant_id = current_tenant() and bench_id = $1 and place > $2 and ends_at > $3
    and status in ('option', 'confirmed', 'running')
  order by starts_at limit 20`;
