import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { BookingActs } from './booking-acts.js';
import { BookingActInput, BookingAfterAct, BookingEdit, BookingInput, BookingListQuery, BookingPage, BookingView, EligibilityQuery, ResultInput } from './bookings.dto.js'; // prettier-ignore
import { BookingsQueries } from './bookings.queries.js';
import { BookingsService } from './bookings.service.js';
import { EligibilityService } from './eligibility.service.js';
import { EligibilityView } from './laboratories.dto.js';
import { ResultsService } from './results.service.js';

@Controller('api')
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly acts: BookingActs,
    private readonly results: ResultsService,
    private readonly queries: BookingsQueries,
    private readonly eligibility: EligibilityService,
  ) {}

  @Needs('booking.read')
  @Get('bookings')
  list(@Query() query: BookingListQuery): Promise<BookingPage> {
    return this.queries.list(query);
  }

  /** Asks a laboratory for a test; with `act` its answer is recorded at once. */
  @Needs('booking.edit')
  @Post('bookings')
  create(@Body() input: BookingInput, @CurrentWho() { role }: Who): Promise<BookingAfterAct> {
    return this.bookings.create(input, role);
  }

  @Needs('booking.read')
  @Get('bookings/:id')
  one(@Param('id', IdPipe) id: string): Promise<BookingView> {
    return this.queries.one(id);
  }

  @Needs('booking.edit')
  @Patch('bookings/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: BookingEdit): Promise<BookingView> {
    return this.bookings.edit(id, input);
  }

  @Needs('booking.edit')
  @Post('bookings/:id/acts')
  @HttpCode(200)
  act(
    @Param('id', IdPipe) id: string,
    @Body() input: BookingActInput,
    @CurrentWho() { role }: Who,
  ): Promise<BookingAfterAct> {
    return this.acts.run(id, input, role);
  }

  @Needs('booking.edit')
  @Post('bookings/:id/results')
  addResult(@Param('id', IdPipe) id: string, @Body() input: ResultInput): Promise<BookingAfterAct> {
    return this.results.add(id, input);
  }

  /** Whether tests of a laboratory serve a CCC case of a product on a day, and why. */
  @Needs('laboratory.read')
  @Get('eligibility')
  async eligible(@Query() query: EligibilityQuery): Promise<EligibilityView> {
    const { answers, ...rest } = await this.eligibility.ask(query);
    return { ...rest, answers: [...answers] };
  }
}
