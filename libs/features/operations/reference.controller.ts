import { Controller, Get } from '@nestjs/common';
import { AnyPerson } from '#platform/http/marks';
import { CalendarList, CatalogueClassList, DeadlineRuleList } from './operations.dto.js';
import { ReferenceQueries } from './reference.queries.js';

/** The rules of the field as the product applies them, with their sources. The same for every tenant. */
@Controller('api/reference')
export class ReferenceController {
  constructor(private readonly reference: ReferenceQueries) {}

  /** Product classes of the CCC catalogue. */
  @AnyPerson()
  @Get('classes')
  classes(): Promise<CatalogueClassList> {
    return this.reference.classes();
  }

  /** Rules that state days, each with its basis and source. */
  @AnyPerson()
  @Get('rules')
  rules(): Promise<DeadlineRuleList> {
    return this.reference.rules();
  }

  /** Holidays and make-up working days, and how sure each year is. */
  @AnyPerson()
  @Get('calendar')
  calendar(): Promise<CalendarList> {
    return this.reference.calendar();
  }
}
