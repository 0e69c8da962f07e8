import { Body, Controller, Delete, Get, HttpCode, Put, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { CurrentWho, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { LetterheadInput, LetterheadView, LogoUpload, SampleQuery } from './letterhead.dto.js';
import { LetterheadService } from './letterhead.service.js';
import { receiveLogo } from './receive-logo.js';

@Controller('api/letterhead')
export class LetterheadController {
  constructor(
    private readonly letterhead: LetterheadService,
    private readonly db: Db,
  ) {}

  /** What the tenant's letters carry at head and foot. */
  @Needs('letterhead.read')
  @Get()
  show(): Promise<LetterheadView> {
    return this.letterhead.show();
  }

  /** Writes every text anew; one that is left out is cleared. */
  @Needs('tenant.edit')
  @Put()
  change(@Body() input: LetterheadInput): Promise<LetterheadView> {
    return this.letterhead.change(input);
  }

  @Needs('letterhead.read')
  @ApiProduces('image/png', 'image/jpeg')
  @Get('logo')
  async logo(): Promise<StreamableFile> {
    const { kind, content } = await this.letterhead.logo();
    return new StreamableFile(content, { type: `image/${kind}`, disposition: 'inline' });
  }

  /** Takes a PNG or JPEG of up to 300 kB and 2000 pixels; only the picture itself is kept. */
  @Needs('tenant.edit')
  @OwnTransaction()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: LogoUpload })
  @Put('logo')
  async setLogo(@CurrentWho() who: Who, @Req() request: FastifyRequest): Promise<LetterheadView> {
    const picture = await receiveLogo(request);
    return this.db.inTenant(scopeOf(who), () => this.letterhead.setLogo(picture));
  }

  @Needs('tenant.edit')
  @Delete('logo')
  @HttpCode(200)
  removeLogo(): Promise<LetterheadView> {
    return this.letterhead.removeLogo();
  }

  /** An invented letter under the tenant's own head. */
  @Needs('letterhead.read')
  @ApiProduces('application/pdf')
  @Get('sample')
  async sample(@Query() { language }: SampleQuery): Promise<StreamableFile> {
    const content = await this.letterhead.sample(language);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: 'inline; filename="sample-letter.pdf"',
    });
  }
}
