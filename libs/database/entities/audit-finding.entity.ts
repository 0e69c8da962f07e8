import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { FindingStatus, FindingVerification } from '#domain/states/audit-finding-status';
import type { FindingGrade } from '#domain/states/audit-status';

/** A row is a non-conformity found at an audit. */
@Entity({ name: 'audit_findings', synchronize: false })
export class AuditFinding {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'audit_id' })
  auditId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'text', name: 'grade' })
  grade: FindingGrade;

  @Column({ type: 'text', name: 'clause', nullable: true })
  clause: string | null;

  @Column({ type: 'text', name: 'description' })
  description: string;

  @Column({ type: 'text', name: 'description_zh', nullable: true })
  descriptionZh: string | null;

  @Column({ type: 'date', name: 'due_on', nullable: true })
  dueOn: Day | null;

  @Column({ type: 'text', name: 'status' })
  status: FindingStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'text', name: 'corrective_action', nullable: true })
  correctiveAction: string | null;

  @Column({ type: 'uuid', name: 'evidence_file_id', nullable: true })
  evidenceFileId: string | null;

  @Column({ type: 'text', name: 'evidence', nullable: true })
  evidence: string | null;

  @Column({ type: 'text', name: 'verification', nullable: true })
  verification: FindingVerification | null;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  endedOn: Day | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
