import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone, IdPipe, Needs } from '#platform/http/marks';
import { CheckView, PublicCheckView } from './checks.dto.js';
import { ChecksService } from './checks.service.js';

/** Calls per minute and caller's address: a person at a shelf needs a few. */
const CALLS = 60;
const WINDOW_MS = 60_000;

@Controller('api')
export class ChecksController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(private readonly checks: ChecksService) {}

  /** Whether anybody may check this certificate, and at which address. */
  @Needs('certificate.read')
  @Get('certificates/:id/check')
  show(@Param('id', IdPipe) id: string): Promise<CheckView> {
    return this.checks.show(id);
  }

  @Needs('public-check.manage')
  @HttpCode(200)
  @Post('certificates/:id/check')
  switchOn(@Param('id', IdPipe) id: string): Promise<CheckView> {
    return this.checks.switchOn(id);
  }

  @Needs('public-check.manage')
  @Delete('certificates/:id/check')
  switchOff(@Param('id', IdPipe) id: string): Promise<CheckView> {
    return this.checks.switchOff(id);
  }

  /** Status and validity of the one certificate behind the address, to whoever has it; 60 times a minute. */
  @Anyone()
  @Get('public/checks/:token')
  check(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicCheckView> {
    this.limit.take(request, reply);
    return this.checks.check(token);
  }
}
