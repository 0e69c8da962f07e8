import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a day that moved because the rules or calendars did, not because anybody edited its subject. */
@Entity({ name: 'deadline_moves', synchronize: false })
export class DeadlineMove {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'plan_id', nullable: true })
  planId: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'uuid', name: 'audit_id', nullable: true })
  auditId: string | null;

  @Column({ type: 'uuid', name: 'determination_id', nullable: true })
  determinationId: string | null;

  @Column({ type: 'uuid', name: 'approval_id', nullable: true })
  approvalId: string | null;

  @Column({ type: 'uuid', name: 'cb_report_id', nullable: true })
  cbReportId: string | null;

  @Column({ type: 'uuid', name: 'sample_id', nullable: true })
  sampleId: string | null;

  /** a kind of deadline, of a case or plan its stage, limit or end, of an audit its finding: moves.dto.ts */
  @Column({ type: 'text', name: 'item' })
  item: string;

  @Column({ type: 'date', name: 'from_on', nullable: true })
  fromOn: Day | null;

  @Column({ type: 'date', name: 'to_on', nullable: true })
  toOn: Day | null;

  /** code and facts, in the order of weight */
  @Column({ type: 'jsonb', name: 'why' })
  why: { code: string; facts: Record<string, unknown> };

  @Column({ type: 'integer', name: 'reference_version' })
  referenceVersion: number;

  @Column({ type: 'timestamptz', name: 'moved_at' })
  movedAt: Date;
}
