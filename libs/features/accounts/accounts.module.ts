import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { SessionReader } from '#platform/http/who';
import { AccountMailer } from './account-mailer.js';
import { AuthController } from './auth.controller.js';
import { AuthPool } from './auth-pool.js';
import { Auth } from './auth.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { MembersController } from './members.controller.js';
import { MembersQueries } from './members.queries.js';
import { MembersService } from './members.service.js';
import { CachedSessionReader } from './session-reader.js';
import { SessionRenewal } from './session-renewal.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

/** Tenants, people, memberships, sign-in. */
@Module({
  imports: [EventsModule, RemindersModule],
  controllers: [AuthController, MeController, TenantsController, MembersController, InvitationsController],
  providers: [
    AuthPool,
    Auth,
    AccountMailer,
    CachedSessionReader,
    { provide: SessionReader, useExisting: CachedSessionReader },
    SessionRenewal,
    MeService,
    TenantsService,
    MembersService,
    MembersQueries,
    InvitationsService,
  ],
  exports: [SessionReader, Auth, AuthPool],
})
export class AccountsModule {}
