import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is a tenant's own amount for a planning value; without it our default holds. */
@Entity({ name: 'planning_values', synchronize: false })
export class PlanningValueRow {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** e.g. `stage:ccc-standard/documents` */
  @Column({ type: 'text', name: 'key' })
  key: string;

  /** in the unit of the value */
  @Column({ type: 'integer', name: 'amount' })
  amount: number;

  @Column({ type: 'text', name: 'reason', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', name: 'set_by', nullable: true })
  setBy: string | null;

  @Column({ type: 'timestamptz', name: 'set_at' })
  setAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
