import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a change of design, supplier, site, name or quality system. */
@Entity({ name: 'product_changes', synchronize: false })
export class ProductChange {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'kind' })
  kind: 'design' | 'supplier' | 'site' | 'name' | 'quality-system' | 'model' | 'mark';

  @Column({ type: 'text', name: 'title' })
  title: string;

  @Column({ type: 'text', name: 'description', nullable: true })
  description: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  /** day from which changed goods shall leave the factory; null = not known */
  @Column({ type: 'date', name: 'planned_on', nullable: true })
  plannedOn: Day | null;

  @Column({ type: 'text', name: 'status' })
  status: 'open' | 'accepted' | 'withdrawn';

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
