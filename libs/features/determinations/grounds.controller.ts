import { Controller, Get } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { daysOfGround } from '#domain/determinations/determination-deadlines';
import type { ReferenceBook } from '#domain/reference/book';
import { holdsOn } from '#domain/reference/record';
import { Clock } from '#platform/clock';
import { Needs } from '#platform/http/marks';
import type { BackingView } from './grounds.dto.js';
import { GroundList } from './grounds.dto.js';

@Controller('api/determination-grounds')
export class GroundsController {
  constructor(
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
  ) {}

  /** The grounds in force in China today, with the conditions of each. The same for every tenant. */
  @Needs('determination.read')
  @Get()
  list(): GroundList {
    const book = this.references.known();
    const today = this.clock.today('Asia/Shanghai');
    return {
      items: book.exemptions
        .filter((one) => holdsOn(one, today))
        .map((ground) => {
          const { key, kind, names, conditions, applicant, authority, note, certainty, source } = ground;
          const { promisedExport: asksPromisedExport, display: asksDisplay } = daysOfGround(ground);
          return {
            ...{ key, kind, names, applicant, authority, note, certainty, source, asksPromisedExport, asksDisplay },
            conditions: conditions.map(({ key: condition, text }) => ({ key: condition, text })),
          };
        }),
      notForSale: backing(book, 'obligation', today),
      validity: backing(book, 'exemption-validity', today),
    };
  }
}

function backing({ principles }: ReferenceBook, key: string, today: string): BackingView | null {
  const found = principles.find((one) => one.key === key && holdsOn(one, today));
  return found ? { basis: found.basis, certainty: found.certainty, source: found.source, note: found.note } : null;
}
