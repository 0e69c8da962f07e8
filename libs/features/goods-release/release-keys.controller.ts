import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  UnauthorizedException,
} from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone, IdPipe, Needs } from '#platform/http/marks';
import { GoodsReleaseQuery, GoodsReleaseView } from './goods-release.dto.js';
import { GoodsReleaseService } from './goods-release.service.js';
import { NewReleaseKeyView, ReleaseKeyInput, ReleaseKeyList } from './release-keys.dto.js';
import { ReleaseKeysService } from './release-keys.service.js';

/** Calls per minute and caller's address: a goods issue may ask for each pallet, nobody may try keys without end. */
const CALLS = 600;
const WINDOW_MS = 60_000;

@Controller('api')
export class ReleaseKeysController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(
    private readonly db: Db,
    private readonly keys: ReleaseKeysService,
    private readonly release: GoodsReleaseService,
  ) {}

  @Needs('release-key.manage')
  @Get('release-keys')
  async list(): Promise<ReleaseKeyList> {
    return { items: await this.keys.list() };
  }

  /** The key stands in this answer and nowhere else. */
  @Needs('release-key.manage')
  @Post('release-keys')
  create(@Body() input: ReleaseKeyInput): Promise<NewReleaseKeyView> {
    return this.keys.create(input);
  }

  @Needs('release-key.manage')
  @HttpCode(204)
  @Delete('release-keys/:id')
  revoke(@Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revoke(id);
  }

  /** For goods issue: the question of `GET /api/goods-release`, asked with a key (`Authorization: Bearer hrk_...`); 600 times a minute. */
  @Anyone()
  @ApiBearerAuth()
  @Get('public/goods-release')
  async ask(
    @Headers('authorization') authorization: string | undefined,
    @Query() query: GoodsReleaseQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GoodsReleaseView> {
    this.limit.take(request, reply);
    const [, key] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
    const scope = key === undefined ? null : await this.keys.scopeOf(key);
    if (!scope) throw new UnauthorizedException('The key is missing, unknown or revoked.');
    const view = await this.db.inScope(scope, () => this.release.ask(query, query.language ?? 'en'));
    await this.keys.noteUse(scope);
    return view;
  }
}
