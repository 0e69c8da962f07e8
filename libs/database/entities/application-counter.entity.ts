import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is the last case number given in a year. */
@Entity({ name: 'application_counters', synchronize: false })
export class ApplicationCounter {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'integer', name: 'year' })
  year: number;

  @Column({ type: 'integer', name: 'last' })
  last: number;
}
