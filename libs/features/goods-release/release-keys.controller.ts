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
  UnauthorizedException,
} from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { Db } from '#database/db';
import { Anyone, IdPipe, Needs } from '#platform/http/marks';
import { GoodsReleaseQuery, GoodsReleaseView } from './goods-release.dto.js';
import { GoodsReleaseService } from './goods-release.service.js';
import { NewReleaseKeyView, ReleaseKeyInput, ReleaseKeyList } from './release-keys.dto.js';
import { ReleaseKeysService } from './release-keys.service.js';

@Controller('api')
export class ReleaseKeysController {
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

  /** For goods issue: the question of `GET /api/goods-release`, asked with a key (`Authorization: Bearer hrk_...`). */
  @Anyone()
  @ApiBearerAuth()
  @Get('public/goods-release')
  async ask(
    @Headers('authorization') authorization: string | undefined,
    @Query() query: GoodsReleaseQuery,
  ): Promise<GoodsReleaseView> {
    const [, key] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
    const scope = key === undefined ? null : await this.keys.scopeOf(key);
    if (!scope) throw new UnauthorizedException('The key is missing, unknown or revoked.');
    const view = await this.db.inScope(scope, () => this.release.ask(query, query.language ?? 'en'));
    await this.keys.noteUse(scope);
    return view;
  }
}
