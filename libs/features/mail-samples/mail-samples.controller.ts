import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentWho, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { MailSampleKindList, MailSampleQuery, MailSampleSentView, MailSampleView } from './mail-samples.dto.js';
import { MailSamplesService } from './mail-samples.service.js';

@Controller('api/mail-samples')
export class MailSamplesController {
  constructor(private readonly samples: MailSamplesService) {}

  /** Every kind of mail that can be looked at. */
  @Needs('mail.manage')
  @Get()
  kinds(): Promise<MailSampleKindList> {
    return this.samples.kinds();
  }

  /** One of them, written with data of the tenant. */
  @Needs('mail.manage')
  @Get(':kind')
  show(@Param('kind') kind: string, @Query() { language }: MailSampleQuery): Promise<MailSampleView> {
    return this.samples.show(kind, language);
  }

  /** Sends it to whoever asks, marked as a test; so often an hour. */
  @Needs('mail.manage')
  @OwnTransaction()
  @HttpCode(200)
  @Post(':kind/sending')
  send(
    @Param('kind') kind: string,
    @Body() { language }: MailSampleQuery,
    @CurrentWho() who: Who,
  ): Promise<MailSampleSentView> {
    return this.samples.send(scopeOf(who), kind, language);
  }
}
