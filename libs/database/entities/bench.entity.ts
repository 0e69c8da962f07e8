import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is a test bench of a laboratory. */
@Entity({ name: 'benches', synchronize: false })
export class Bench {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'laboratory_id' })
  laboratoryId: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'integer', name: 'capacity' })
  capacity: number;

  /** working hours in the zone of the laboratory */
  @Column({ type: 'time', name: 'opens_at' })
  opensAt: string;

  @Column({ type: 'time', name: 'closes_at' })
  closesAt: string;

  @Column({ type: 'boolean', name: 'works_weekends' })
  worksWeekends: boolean;

  @Column({ type: 'boolean', name: 'is_closed' })
  isClosed: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
