import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnyPerson, CurrentPerson, IdPipe } from '#platform/http/marks';
import { chooseTenant, TENANT_HEADER } from '#platform/http/signed-in.guard';
import { ViewAs, wantsToView, type ViewedClient } from '#platform/http/view-as';
import type { SignedInPerson } from '#platform/http/who';
import { MeChange, MeView } from './accounts.dto.js';
import { MeService } from './me.service.js';
import { SessionRenewal } from './session-renewal.js';

@Controller('api/me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly renewal: SessionRenewal,
    private readonly viewAs: ViewAs,
  ) {}

  /** Who is signed in and where they belong. Asked at every load of the web app, so a session in use is renewed here. */
  @AnyPerson()
  @Get()
  async show(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    await this.renewal.renewIfDue(person, request, reply);
    return this.me.view(person, await this.viewed(person, request));
  }

  /** Changes the person's own name, language or time zone, here and in every tenant they belong to. */
  @AnyPerson()
  @Patch()
  change(@CurrentPerson() person: SignedInPerson, @Body() input: MeChange): Promise<MeView> {
    return this.me.change(person, input);
  }

  /** Nobody in particular before a tenant is chosen: only inside one there are clients to look as. */
  private async viewed(person: SignedInPerson, { headers }: FastifyRequest): Promise<ViewedClient | null> {
    if (!wantsToView(headers)) return null;
    return this.viewAs.clientOf(chooseTenant(person, headers[TENANT_HEADER]), headers);
  }

  /** Leaves a tenant. 409 `member.last-owner` for its last owner. */
  @AnyPerson()
  @Delete('memberships/:tenantId')
  @HttpCode(204)
  leave(@CurrentPerson() person: SignedInPerson, @Param('tenantId', IdPipe) tenantId: string): Promise<void> {
    return this.me.leave(person, tenantId);
  }
}
