import { Body, Controller, Delete, Get, HttpCode, Param, ParseEnumPipe, Post, Put } from '@nestjs/common';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { NotFound } from '#domain/errors';
import { Needs } from '#platform/http/marks';
import { LadderEdit, LadderInput, LadderList, LadderPreview, LadderView } from './ladders.dto.js';
import { LaddersService } from './ladders.service.js';

const KINDS = Object.fromEntries(DEADLINE_KINDS.map((kind) => [kind, kind]));
/** A kind that is none names nothing. */
const KindPipe = new ParseEnumPipe(KINDS, { exceptionFactory: () => new NotFound('ladder') });

@Controller('api/ladders')
export class LaddersController {
  constructor(private readonly ladders: LaddersService) {}

  /** One per kind of deadline: the tenant's own steps, else the defaults. */
  @Needs('ladder.read')
  @Get()
  async list(): Promise<LadderList> {
    return { items: await this.ladders.list() };
  }

  /** Sets the tenant's own steps; unsent reminders are laid anew. */
  @Needs('ladder.edit')
  @Put(':kind')
  set(@Param('kind', KindPipe) kind: DeadlineKind, @Body() input: LadderEdit): Promise<LadderView> {
    return this.ladders.set(kind, input);
  }

  /** Back to the default steps. */
  @Needs('ladder.edit')
  @Delete(':kind')
  @HttpCode(200)
  reset(@Param('kind', KindPipe) kind: DeadlineKind): Promise<LadderView> {
    return this.ladders.reset(kind);
  }

  /** The next ten mails of these steps, without setting them. */
  @Needs('ladder.read')
  @Post(':kind/preview')
  @HttpCode(200)
  preview(@Param('kind', KindPipe) kind: DeadlineKind, @Body() input: LadderInput): Promise<LadderPreview> {
    return this.ladders.preview(kind, input);
  }
}
