import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { RemindersModule } from '#features/reminders/reminders.module';
import { SessionReader } from '#platform/http/who';
import { AbsencesController } from './absences.controller.js';
import { AbsencesService } from './absences.service.js';
import { AccountMailer } from './account-mailer.js';
import { AuthController } from './auth.controller.js';
import { AuthPool } from './auth-pool.js';
import { Auth } from './auth.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { LetterheadController } from './letterhead.controller.js';
import { LetterheadService } from './letterhead.service.js';
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
  controllers: [
    AuthController,
    MeController,
    TenantsController,
    LetterheadController,
    MembersController,
    AbsencesController,
    InvitationsController,
  ],
  providers: [
    AuthPool,
    Auth,
    AccountMailer,
    CachedSessionReader,
    { provide: SessionReader, useExisting: CachedSessionReader },
    SessionRenewal,
    MeService,
    TenantsService,
    LetterheadService,
    MembersService,
    MembersQueries,
    AbsencesService,
    InvitationsService,
  ],
  exports: [SessionReader, Auth, AuthPool, LetterheadService],
})
export class AccountsModule {}
