import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Inject, Post, Req, Res, UnauthorizedException } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '#database/db';
import { NotFound } from '#domain/errors';
import type { Config } from '#platform/config/config';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone } from '#platform/http/marks';
import { CONFIG } from '#platform/platform.module';
import { MailEventInput, MailEventsInput, MailEventsResult } from './mail-events.dto.js';
import { MailReportsService } from './mail-reports.service.js';

const CALLS = 600;
const WINDOW_MS = 60_000;

@Controller('hooks')
export class MailEventsController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(
    private readonly reports: MailReportsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** For the mail provider of the installation: what became of mails, by their Message-ID. An event told twice counts once. */
  @Anyone()
  @ApiHeader({ name: 'Homolog-Hook-Secret', description: 'HOMOLOG_MAIL_EVENTS_SECRET' })
  @HttpCode(200)
  @Post('mail-events')
  async take(
    @Headers('homolog-hook-secret') secret: string | undefined,
    @Body() { events }: MailEventsInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailEventsResult> {
    this.limit.take(request, reply);
    const { mailEventsSecret } = this.config;
    if (mailEventsSecret === null) throw new NotFound('this');
    if (!isSame(secret ?? '', mailEventsSecret)) throw new UnauthorizedException('The secret of this hook is wrong.');
    const result: MailEventsResult = { noted: 0, known: 0, unknown: 0 };
    for (const event of events) result[await this.note(event)] += 1;
    return result;
  }

  private async note({
    type,
    messageId,
    isPermanent,
    status,
    answer,
  }: MailEventInput): Promise<keyof MailEventsResult> {
    const mailId = this.mailOf(messageId);
    if (mailId === null) return 'unknown';
    const noted = await this.reports.note({
      mailId,
      kind: type === 'bounce' && isPermanent === false ? 'soft-bounce' : type,
      status: status ?? null,
      answer: answer?.replace(/\s+/g, ' ').trim().slice(0, 500) || null,
      cameBy: 'webhook',
    });
    return noted === 'noted' || noted === 'known' ? noted : 'unknown';
  }

  /** `<id@host>`: the id of the mail, where the host is ours. */
  private mailOf(messageId: string): string | null {
    const [, id, host] = /^<?([^<>@\s]+)@([^<>@\s]+)>?$/.exec(messageId.trim().toLowerCase()) ?? [];
    return isId(id) && host === new URL(this.config.url).host ? id : null;
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(left, right);
}
