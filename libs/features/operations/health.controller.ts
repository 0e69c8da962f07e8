import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { Anyone } from '#platform/http/marks';
import { LOG } from '#platform/platform.module';
import { LiveView, ReadyView } from './operations.dto.js';
import { Readiness } from './readiness.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The process answers. */
  @Anyone()
  @Get('live')
  live(): LiveView {
    return { status: 'live' };
  }

  /** The servers it leans on answer too; 503 and the part that does not, otherwise. */
  @Anyone()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyView> {
    const { database, queue } = await this.readiness.check();
    const isReady = database.isUp && queue.isUp;
    // Why stays in the log: everybody may ask, and drivers name hosts and roles.
    if (!isReady) this.log.warn({ database: database.problem, queue: queue.problem }, 'not ready');
    void reply.status(isReady ? 200 : 503);
    return {
      status: isReady ? 'ready' : 'not-ready',
      database: { isUp: database.isUp },
      queue: { isUp: queue.isUp },
    };
  }
}
