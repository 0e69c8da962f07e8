import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config/config';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone, Needs } from '#platform/http/marks';
import { CONFIG } from '#platform/platform.module';
import { MailChoicesInput, MailChoicesView, ReaderChoicesView } from './mail-choices.dto.js';
import { MailChoicesService } from './mail-choices.service.js';

/** Calls per minute and caller's address: a firm behind one address, or a mail provider for many readers. */
const CALLS = 240;
const WINDOW_MS = 60_000;

@Controller()
export class MailChoicesController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(
    private readonly choices: MailChoicesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the caller gets by mail, and how. */
  @Needs('mail-choice.own')
  @Get('api/mail-choices')
  own(): Promise<MailChoicesView> {
    return this.choices.own();
  }

  @Needs('mail-choice.own')
  @Put('api/mail-choices')
  chooseOwn(@Body() input: MailChoicesInput): Promise<MailChoicesView> {
    return this.choices.chooseOwn(input);
  }

  /** The same for the reader of the mail behind the address. Reading changes nothing. */
  @Anyone()
  @Get('api/public/mail-choices/:token')
  ofReader(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReaderChoicesView> {
    this.limit.take(request, reply);
    return this.choices.ofReader(token);
  }

  @Anyone()
  @Put('api/public/mail-choices/:token')
  chooseAsReader(
    @Param('token') token: string,
    @Body() input: MailChoicesInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReaderChoicesView> {
    this.limit.take(request, reply);
    return this.choices.chooseAsReader(token, input);
  }

  /** The address in `List-Unsubscribe`, opened by a person or by a program that follows links: it only shows the page. */
  @Anyone()
  @Get('hooks/unsubscribe/:token')
  page(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.status(303).header('location', `${this.config.url}/mail-choices/${encodeURIComponent(token)}`);
  }

  /** RFC 8058: one act of a mail program. Nothing of its body is needed; done twice it changes nothing. */
  @Anyone()
  @HttpCode(200)
  @Post('hooks/unsubscribe/:token')
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.limit.take(request, reply);
    await this.choices.unsubscribe(token);
  }
}
