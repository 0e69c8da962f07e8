import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import {
  MemberChange,
  MemberInput,
  MemberLeaveQuery,
  MemberListQuery,
  MemberPage,
  MemberView,
} from './accounts.dto.js';
import { MembersQueries } from './members.queries.js';
import { MembersService } from './members.service.js';

@Controller('api/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly queries: MembersQueries,
  ) {}

  @Needs('member.read')
  @Get()
  list(@Query() query: MemberListQuery): Promise<MemberPage> {
    return this.queries.list(query);
  }

  /** One member, whether joined or not. */
  @Needs('member.read')
  @Get(':id')
  show(@Param('id', IdPipe) id: string): Promise<MemberView> {
    return this.queries.one(id);
  }

  /**
   * Invites a person by mail. When the mail server does not take the mail, the member stands with `invitedAt` null:
   * invite again.
   */
  @Needs('member.manage')
  @Post()
  invite(@CurrentWho() who: Who, @Body() input: MemberInput): Promise<MemberView> {
    return this.members.invite(who, input);
  }

  /** Invites again, or for the first time a person whom a register has named. Earlier links end. */
  @Needs('member.manage')
  @Post(':id/invitation')
  inviteAgain(@CurrentWho() who: Who, @Param('id', IdPipe) id: string): Promise<MemberView> {
    return this.members.inviteAgain(who, id);
  }

  @Needs('member.manage')
  @Patch(':id')
  change(@CurrentWho() who: Who, @Param('id', IdPipe) id: string, @Body() input: MemberChange): Promise<MemberView> {
    return this.members.change(who, id, input);
  }

  /** Ends a membership or withdraws an invitation. To leave yourself: DELETE /api/me/memberships/:tenantId */
  @Needs('member.manage')
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentWho() who: Who, @Param('id', IdPipe) id: string, @Query() query: MemberLeaveQuery): Promise<void> {
    return this.members.leave(id, who.role, query.version);
  }
}
