import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { SessionReader } from '#platform/http/who';
import { AuthPool } from './auth-pool.js';
import { Auth } from './auth.js';
import { MeController } from './me.controller.js';
import { CachedSessionReader } from './session-reader.js';

/** Tenants, people, memberships, sign-in. */
@Module({
  imports: [EventsModule],
  controllers: [MeController],
  providers: [AuthPool, Auth, CachedSessionReader, { provide: SessionReader, useExisting: CachedSessionReader }],
  exports: [SessionReader],
})
export class AccountsModule {}
