import { Module } from '@nestjs/common';
import { AccountsModule } from '#features/accounts/accounts.module';
import { LiveController } from './live.controller.js';
import { LiveListener } from './live-listener.js';
import { LiveQueries } from './live.queries.js';
import { LiveService } from './live.service.js';

/** Keeps open screens up to date. Only the api has it; what changed is told by `LiveChanges`, from every process. */
@Module({
  imports: [AccountsModule],
  controllers: [LiveController],
  providers: [LiveService, LiveListener, LiveQueries],
})
export class LiveModule {}
