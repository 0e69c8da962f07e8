import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Plan, PlanOptions } from '#domain/plan/plan';

/** What a stored plan is counted with, beside its scheme and its day. */
export interface RoutePlanOptions extends PlanOptions {
  /** whose working days the client's stages are counted in; null: the tenant's own country */
  clientCountry: string | null;
  /** of a backward plan: first day on which anything can be done */
  notBefore: Day | null;
}

/** A row is a procedure planned for a product class: its days as last counted. Only staff sees it. */
@Entity({ name: 'route_plans', synchronize: false })
export class RoutePlan {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'product_id', nullable: true })
  productId: string | null;

  @Column({ type: 'text', name: 'class_key' })
  classKey: string;

  @Column({ type: 'text', name: 'scheme_key' })
  schemeKey: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'direction' })
  direction: 'forward' | 'backward';

  /** forward: the first day; backward: the wished day of the certificate */
  @Column({ type: 'date', name: 'anchor_on' })
  anchorOn: Day;

  @Column({ type: 'jsonb', name: 'options' })
  options: RoutePlanOptions;

  @Column({ type: 'jsonb', name: 'computed' })
  computed: Plan;

  @Column({ type: 'boolean', name: 'is_provisional' })
  isProvisional: boolean;

  @Column({ type: 'integer', name: 'reference_version' })
  referenceVersion: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
