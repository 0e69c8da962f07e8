import { Controller, Get } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { PlatformOwner } from '#platform/http/marks';
import { OperationsView } from './operations.dto.js';
import { OperationsQueries } from './operations.queries.js';
import { Readiness } from './readiness.js';

@Controller('api/operations')
export class OperationsController {
  constructor(
    private readonly queries: OperationsQueries,
    private readonly readiness: Readiness,
    private readonly clock: Clock,
  ) {}

  /** How the installation fares, in numbers without any tenant's data. */
  @PlatformOwner()
  @Get()
  async show(): Promise<OperationsView> {
    const [counts, { database, queue }] = await Promise.all([this.queries.counts(), this.readiness.check()]);
    return {
      ...counts,
      queueBackend: this.readiness.queueBackend,
      database: { isUp: database.isUp },
      queue: { isUp: queue.isUp },
      now: this.clock.now().toISOString(),
    };
  }
}
