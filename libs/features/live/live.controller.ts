import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Audit } from '#database/entities/audit.entity';
import { Booking } from '#database/entities/booking.entity';
import { BadInput } from '#domain/errors';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { PresenceInput, PresenceView } from './live.dto.js';
import { LiveService } from './live.service.js';

const PAGES = {
  applicationId: { kind: 'application', entity: Application },
  auditId: { kind: 'audit', entity: Audit },
  bookingId: { kind: 'booking', entity: Booking },
} as const;

@Controller('api/live')
export class LiveController {
  constructor(
    private readonly live: LiveService,
    private readonly db: Db,
  ) {}

  /**
   * What changes, as server-sent events: `changed` with `{ subjects: [{ kind, id }], many? }` (many: ask for everything
   * anew) and, for the team, `presence` with `{ kind, id, people }`. Read it with a streaming `fetch`: the tenant stands
   * in a header.
   */
  @Needs('live.listen')
  @ApiProduces('text/event-stream')
  @Get()
  async listen(@CurrentWho() who: Who, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.live.refuseTooMany(who);
    const head = {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform and x-accel-buffering keep proxies from holding events back
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    };
    reply.hijack();
    reply.raw.writeHead(200, head as Record<string, string>);
    if (request.method === 'HEAD') {
      reply.raw.end();
      return;
    }
    reply.raw.flushHeaders();
    await this.live.open(who, request.headers, reply.raw);
  }

  /** Says that the caller has a page open, or has left it. Said again every half minute; tells who else is there. */
  @Needs('member.read')
  @Post('presence')
  @HttpCode(200)
  async presence(@Body() input: PresenceInput, @CurrentWho() who: Who): Promise<PresenceView> {
    const named = (Object.keys(PAGES) as (keyof typeof PAGES)[]).filter((key) => input[key]);
    if (named.length !== 1) {
      throw new BadInput('invalid-input', [
        {
          field: 'subject',
          code: 'one-subject',
          detail: 'Name exactly one page.',
          allowed: Object.keys(PAGES).join(' or '),
        },
      ]);
    }
    const { kind, entity } = PAGES[named[0]!];
    const { id } = await this.db.require<{ id: string; tenantId: string }>(entity, input[named[0]!]!);
    const { tenantId, memberId, memberName: name } = who;
    return { people: await this.live.tellPresence({ tenantId, kind, id, memberId, name, isHere: input.isHere }) };
  }
}
