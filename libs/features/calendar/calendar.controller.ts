import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AnyPerson } from '#platform/http/marks';
import { AddInput, BetweenInput, CalendarYearView, CountedDayView, CountedSpanView } from './calendar.dto.js';
import { CalendarService } from './calendar.service.js';

/** Working calendars of countries: what a day is, and counting that explains itself. Belongs to no tenant. */
@Controller('api/calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  /** The day that lies so many working days, calendar days, weeks, months or years from a day, and why. */
  @AnyPerson()
  @Post('add')
  @HttpCode(200)
  add(@Body() input: AddInput): CountedDayView {
    return this.calendar.add(input);
  }

  /** How many working days, calendar days and months lie between two days, and the holidays among them. */
  @AnyPerson()
  @Post('between')
  @HttpCode(200)
  between(@Body() input: BetweenInput): CountedSpanView {
    return this.calendar.between(input);
  }

  /** A year: its holidays and make-up days, how sure they are, where they come from and what is not known. */
  @AnyPerson()
  @Get(':country/:year')
  year(@Param('country') country: string, @Param('year') year: string): CalendarYearView {
    return this.calendar.year(country, year);
  }
}
