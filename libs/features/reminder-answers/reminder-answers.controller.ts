import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimit } from '#platform/http/caller-limit';
import { Clock } from '#platform/clock';
import { Anyone, CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { AnswerInput, AnswerListView, MailAnswerInput, MailAnswerView } from './reminder-answers.dto.js';
import { ReminderAnswersQueries } from './reminder-answers.queries.js';
import { ReminderAnswersService } from './reminder-answers.service.js';

/** Calls per minute and caller's address: a firm behind one address, reading its mail at eight. */
const CALLS = 120;
const WINDOW_MS = 60_000;

@Controller('api')
export class ReminderAnswersController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(
    private readonly answers: ReminderAnswersService,
    private readonly queries: ReminderAnswersQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * What the mail behind the address reminds of. Reading answers nothing, so that a program that opens every link of a
   * mail answers nothing either.
   */
  @Anyone()
  @Get('public/answers/:token')
  open(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailAnswerView> {
    this.limit.take(request, reply);
    return this.answers.open(token);
  }

  /** Answers one, several or all deadlines of the mail, for the reader of the mail. */
  @Anyone()
  @HttpCode(200)
  @Post('public/answers/:token')
  answer(
    @Param('token') token: string,
    @Body() input: MailAnswerInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailAnswerView> {
    this.limit.take(request, reply);
    return this.answers.answerMail(token, input);
  }

  /** What readers said to this deadline, the last first. */
  @Needs('reminder.read')
  @Get('deadlines/:id/answers')
  list(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<AnswerListView> {
    return this.queries.list(id, this.clock.today(who.timeZone));
  }

  /** The caller's own answer to this deadline. */
  @Needs('reminder.answer')
  @HttpCode(200)
  @Post('deadlines/:id/answers')
  async answerOne(
    @Param('id', IdPipe) id: string,
    @Body() input: AnswerInput,
    @CurrentWho() who: Who,
  ): Promise<AnswerListView> {
    await this.answers.answerOne(id, input);
    return this.queries.list(id, this.clock.today(who.timeZone));
  }
}
