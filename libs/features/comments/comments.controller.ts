import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CommentInput, CommentListQuery, CommentPage, CommentView, MentionableList } from './comments.dto.js';
import { CommentsQueries } from './comments.queries.js';
import { CommentsService } from './comments.service.js';

@Controller('api')
export class CommentsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly queries: CommentsQueries,
  ) {}

  /** What was said about one case, inspection or booking, newest first. */
  @Needs('comment.read')
  @Get('comments')
  list(@Query() query: CommentListQuery, @CurrentWho() who: Who): Promise<CommentPage> {
    return this.queries.list(query, who);
  }

  /** Says something: to the team unless the audience is the client; a client-role session speaks to the team. */
  @Needs('comment.write')
  @Post('comments')
  add(@Body() input: CommentInput, @CurrentWho() who: Who): Promise<CommentView> {
    return this.comments.add(input, who);
  }

  /** Takes a comment away: its author, an owner or a manager. That there was one stays in the history. */
  @Needs('comment.write')
  @Delete('comments/:id')
  @HttpCode(204)
  remove(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<void> {
    return this.comments.remove(id, who);
  }

  /** The team, for `@` in a comment. */
  @Needs('member.read')
  @Get('mentionable')
  async mentionable(): Promise<MentionableList> {
    return { items: await this.queries.mentionable() };
  }
}
