import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { EscalationLink } from '#domain/deadlines/escalation';
import type { OverdueStep, PolicyStep } from '#domain/deadlines/policy';

/** A row is when whom we remind of deadlines of one kind, for the tenant, one client or one case; without it the default holds. */
@Entity({ name: 'reminder_policies', synchronize: false })
export class ReminderPolicy {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: DeadlineKind;

  /** null = of every basis that has none of its own at this level */
  @Column({ type: 'text', name: 'basis', nullable: true })
  basis: Basis | null;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'jsonb', name: 'steps' })
  steps: PolicyStep[];

  @Column({ type: 'jsonb', name: 'overdue', nullable: true })
  overdue: OverdueStep | null;

  /** who is asked in turn when nobody answers a legal step */
  @Column({ type: 'jsonb', name: 'escalation' })
  escalation: EscalationLink[];

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
