import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Db } from '#database/db';
import { CurrentWho, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { MailSenderInput, MailSenderView } from './mail-senders.dto.js';
import { MailSendersService } from './mail-senders.service.js';

@Controller('api/mail-sender')
export class MailSendersController {
  constructor(
    private readonly senders: MailSendersService,
    private readonly db: Db,
  ) {}

  /** Who mails of the tenant come from, and the record its domain must carry. */
  @Needs('mail.manage')
  @Get()
  show(): Promise<MailSenderView> {
    return this.senders.show();
  }

  /** Writes every field anew; one that is left out is cleared. */
  @Needs('mail.manage')
  @Put()
  change(@Body() input: MailSenderInput): Promise<MailSenderView> {
    return this.senders.change(input);
  }

  /** A new signing key, whose record has to be put into the DNS. */
  @Needs('mail.manage')
  @Post('key')
  @HttpCode(200)
  renewKey(): Promise<MailSenderView> {
    return this.senders.renewKey();
  }

  /** Looks for the record in the DNS now. */
  @Needs('mail.manage')
  @OwnTransaction()
  @Post('check')
  @HttpCode(200)
  async check(@CurrentWho() who: Who): Promise<MailSenderView> {
    const wanted = await this.db.inTenant(scopeOf(who), () => this.senders.wanted());
    const finding = await this.senders.look(wanted);
    return this.db.inTenant(scopeOf(who), () => this.senders.note(wanted, finding));
  }
}
