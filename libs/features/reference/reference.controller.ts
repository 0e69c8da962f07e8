import { Controller, Get, Query } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { AnyPerson } from '#platform/http/marks';
import { CalendarList, CatalogueClassList, DeadlineRuleList, RecordsQuery, ReferenceRecordList } from './reference.dto.js'; // prettier-ignore
import { toClassViews, toRuleViews, toYearViews } from './reference-views.js';
import { VersionsQueries } from './versions.queries.js';

/** The rules of the field as the product applies them, with their sources. The same for every tenant. */
@Controller('api/reference')
export class ReferenceController {
  constructor(
    private readonly references: ReferenceStore,
    private readonly versions: VersionsQueries,
  ) {}

  /** Product classes of the CCC catalogue. */
  @AnyPerson()
  @Get('classes')
  classes(): CatalogueClassList {
    return { items: toClassViews(this.references.known()) };
  }

  /** Rules that state days, each with its basis and source. */
  @AnyPerson()
  @Get('rules')
  rules(): DeadlineRuleList {
    return { items: toRuleViews(this.references.known()) };
  }

  /** Holidays and make-up working days, and how sure each year is. */
  @AnyPerson()
  @Get('calendar')
  calendar(): CalendarList {
    return { items: toYearViews(this.references.known()) };
  }

  /** The records of one kind in force in a version, as they were published: to be checked against their sources. */
  @AnyPerson()
  @Get('records')
  records(@Query() query: RecordsQuery): Promise<ReferenceRecordList> {
    return this.versions.records(query);
  }
}
