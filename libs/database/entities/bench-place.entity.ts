import { Entity, PrimaryColumn } from 'typeorm';

/** A row is one place at a bench; a booking stands on exactly one. */
@Entity({ name: 'bench_places', synchronize: false })
export class BenchPlace {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'bench_id' })
  benchId: string;

  @PrimaryColumn({ type: 'integer', name: 'place' })
  place: number;
}
