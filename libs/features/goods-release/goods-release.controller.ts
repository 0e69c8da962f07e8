import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { RuleBroken } from '#domain/errors';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { renderLetter } from '#platform/pdf/letter';
import { GoodsReleaseQuery, GoodsReleaseView } from './goods-release.dto.js';
import { GoodsReleaseService } from './goods-release.service.js';
import { releaseStatement, statementFileName } from './statement.js';

@Controller('api/goods-release')
export class GoodsReleaseController {
  constructor(
    private readonly release: GoodsReleaseService,
    private readonly letterhead: LetterheadService,
  ) {}

  /** May this model leave the factory on that day (in Beijing), and why. */
  @Needs('release.read')
  @Get()
  ask(@Query() query: GoodsReleaseQuery, @CurrentWho() who: Who): Promise<GoodsReleaseView> {
    return this.release.ask(query, query.language ?? who.language);
  }

  /** The same about one product, under the tenant's letterhead. Several products of one model: name one. */
  @Needs('release.read')
  @ApiProduces('application/pdf')
  @Header('cache-control', 'no-store')
  @Get('statement')
  async statement(@Query() query: GoodsReleaseQuery, @CurrentWho() who: Who): Promise<StreamableFile> {
    const language = query.language ?? who.language;
    const [view, head] = await Promise.all([this.release.ask(query, language), this.letterhead.forLetter(language)]);
    const [item, ...others] = view.items;
    if (!item) throw new RuleBroken('release.model-unknown', { model: view.model });
    if (others.length > 0)
      throw new RuleBroken('release.several-products', { products: view.items.map(({ productId }) => productId) });
    return new StreamableFile(await renderLetter(releaseStatement(view, item, query.changed, head, language)), {
      type: 'application/pdf',
      disposition: `inline; filename="${statementFileName(view, language)}"`,
    });
  }
}
