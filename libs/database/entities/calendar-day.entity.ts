import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a day on which a country departs from Monday to Friday (reference data, no tenant). */
@Entity({ name: 'calendar_days', synchronize: false })
export class CalendarDay {
  @PrimaryColumn({ type: 'text', name: 'country' })
  country: string;

  @PrimaryColumn({ type: 'date', name: 'day' })
  day: Day;

  @Column({ type: 'text', name: 'kind' })
  kind: 'holiday' | 'make-up';

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'source' })
  source: string;
}
