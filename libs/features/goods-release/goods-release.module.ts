import { Module } from '@nestjs/common';
import { AccountsModule } from '#features/accounts/accounts.module';
import { EventsModule } from '#features/events/events.module';
import { GoodsReleaseController } from './goods-release.controller.js';
import { GoodsReleaseQueries } from './goods-release.queries.js';
import { GoodsReleaseService } from './goods-release.service.js';
import { ReleaseKeysController } from './release-keys.controller.js';
import { ReleaseKeysService } from './release-keys.service.js';

/** May this model leave the factory on that day: as a screen, a call with a key, and a statement on paper. */
@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [GoodsReleaseController, ReleaseKeysController],
  providers: [GoodsReleaseService, GoodsReleaseQueries, ReleaseKeysService],
})
export class GoodsReleaseModule {}
