import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerLimit } from '#platform/http/caller-limit';
import { Anyone, IdPipe, Needs } from '#platform/http/marks';
import { AnswerInput, AnswerListView, MailAnswerInput, MailAnswerView } from './reminder-answers.dto.js';
import { ReminderAnswersService } from './reminder-answers.service.js';

/** Calls per minute and caller's address: a firm behind one address, reading its mail at eight. */
const CALLS = 120;
const WINDOW_MS = 60_000;

@Controller('api')
export class ReminderAnswersController {
  private readonly limit = new CallerLimit(CALLS, WINDOW_MS);

  constructor(private readonly answers: ReminderAnswersService) {}

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
  list(@Param('id', IdPipe) id: string): Promise<AnswerListView> {
    return this.answers.list(id);
  }

  /** The caller's own answer to this deadline. */
  @Needs('reminder.answer')
  @HttpCode(200)
  @Post('deadlines/:id/answers')
  answerOne(@Param('id', IdPipe) id: string, @Body() input: AnswerInput): Promise<AnswerListView> {
    return this.answers.answerOne(id, input);
  }
}
