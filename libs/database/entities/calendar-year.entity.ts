import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row says how sure a country's calendar of one year is (reference data, no tenant). */
@Entity({ name: 'calendar_years', synchronize: false })
export class CalendarYear {
  @PrimaryColumn({ type: 'text', name: 'country' })
  country: string;

  @PrimaryColumn({ type: 'integer', name: 'year' })
  year: number;

  @Column({ type: 'text', name: 'status' })
  status: 'official' | 'secondary' | 'partial' | 'unpublished';

  @Column({ type: 'text', name: 'source' })
  source: string;
}
