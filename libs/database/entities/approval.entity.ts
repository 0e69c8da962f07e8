import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { ApprovalStatus } from '#domain/states/approval-status';

/** A row is an approval, filing or label beside CCC. */
@Entity({ name: 'approvals', synchronize: false })
export class Approval {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'project_id', nullable: true })
  projectId: string | null;

  @Column({ type: 'uuid', name: 'product_id', nullable: true })
  productId: string | null;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  /** key of the approval kind in the reference data (miit-announcement, energy-label, srrc ...) */
  @Column({ type: 'text', name: 'kind' })
  kind: string;

  @Column({ type: 'text', name: 'title', nullable: true })
  title: string | null;

  @Column({ type: 'text', name: 'number', nullable: true })
  number: string | null;

  @Column({ type: 'text', name: 'authority', nullable: true })
  authority: string | null;

  @Column({ type: 'text', name: 'status' })
  status: ApprovalStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'date', name: 'filed_on', nullable: true })
  filedOn: Day | null;

  @Column({ type: 'date', name: 'expected_on', nullable: true })
  expectedOn: Day | null;

  @Column({ type: 'date', name: 'granted_on', nullable: true })
  grantedOn: Day | null;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil: Day | null;

  @Column({ type: 'date', name: 'next_audit_on', nullable: true })
  nextAuditOn: Day | null;

  /** day from which its filing is counted where no certificate of ours begins it: publication of the MIIT announcement */
  @Column({ type: 'date', name: 'basis_on', nullable: true })
  basisOn: Day | null;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  fileId: string | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'date', name: 'next_due_on' })
  nextDueOn: Day;

  @Column({ type: 'text', name: 'next_due_kind', nullable: true })
  nextDueKind: DeadlineKind | null;

  @Column({ type: 'text', name: 'next_due_basis', nullable: true })
  nextDueBasis: Basis | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
