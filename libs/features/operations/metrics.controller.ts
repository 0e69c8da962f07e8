import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '#domain/errors';
import type { Config } from '#platform/config/config';
import { Anyone } from '#platform/http/marks';
import { CONFIG } from '#platform/platform.module';
import { METRICS_TYPE, metricsText } from './metrics.js';
import { OperationsMetrics } from './operations-metrics.js';

@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: OperationsMetrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Numbers for Prometheus. With HOMOLOG_METRICS_TOKEN only for whoever brings it as a bearer token; without it only for
   * this machine, past no proxy. For everybody else there is nothing here.
   */
  @Anyone()
  @ApiProduces('text/plain')
  @Get()
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.mayRead(request)) throw new NotFound('this');
    void reply.header('content-type', METRICS_TYPE).header('cache-control', 'no-store');
    return metricsText(await this.metrics.now());
  }

  private mayRead({ headers, socket }: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    if (metricsToken !== null) return isSame(headers.authorization ?? '', `Bearer ${metricsToken}`);
    const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    return !isForwarded && LOOPBACK.test(socket.remoteAddress ?? '');
  }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

/** Takes as long for a near miss as for a far one. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
