import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Anyone, AnyPerson, CurrentPerson } from '#platform/http/marks';
import type { SignedInPerson } from '#platform/http/who';
import { InvitationView, MembershipView } from './accounts.dto.js';
import { InvitationsService } from './invitations.service.js';

@Controller('api/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** What the invitation is for, to whoever holds its link. */
  @Anyone()
  @Get(':token')
  show(@Param('token') token: string): Promise<InvitationView> {
    return this.invitations.show(token);
  }

  /** The signed-in person joins; their address must be the invited one. */
  @AnyPerson()
  @Post(':token/acceptance')
  @HttpCode(200)
  accept(@CurrentPerson() person: SignedInPerson, @Param('token') token: string): Promise<MembershipView> {
    return this.invitations.accept(person, token);
  }
}
