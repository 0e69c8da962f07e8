import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { ConditionAnswers } from '#domain/determinations/conditions';
import type { DeterminationKind, DeterminationStatus } from '#domain/states/determination-status';

/** A row is an exemption, or a determination that no certificate is needed. */
@Entity({ name: 'determinations', synchronize: false })
export class Determination {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'product_id' })
  productId: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  /** the applicability check that reasons it */
  @Column({ type: 'uuid', name: 'check_id', nullable: true })
  checkId: string | null;

  @Column({ type: 'text', name: 'kind' })
  kind: DeterminationKind;

  /** key of the ground in the reference data (rd_test, end_user_repair ...); null of out-of-catalogue */
  @Column({ type: 'text', name: 'ground', nullable: true })
  ground: string | null;

  @Column({ type: 'text', name: 'status' })
  status: DeterminationStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'text', name: 'number', nullable: true })
  number: string | null;

  @Column({ type: 'text', name: 'applicant_name', nullable: true })
  applicantName: string | null;

  @Column({ type: 'text', name: 'authority', nullable: true })
  authority: string | null;

  @Column({ type: 'text', name: 'purpose' })
  purpose: string;

  @Column({ type: 'integer', name: 'quantity' })
  quantity: number;

  @Column({ type: 'text', name: 'unit', nullable: true })
  unit: string | null;

  /** where the goods are kept or used */
  @Column({ type: 'text', name: 'place', nullable: true })
  place: string | null;

  @Column({ type: 'date', name: 'applied_on', nullable: true })
  appliedOn: Day | null;

  @Column({ type: 'date', name: 'granted_on', nullable: true })
  grantedOn: Day | null;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil: Day | null;

  @Column({ type: 'date', name: 'imported_on', nullable: true })
  importedOn: Day | null;

  @Column({ type: 'date', name: 'promised_export_on', nullable: true })
  promisedExportOn: Day | null;

  @Column({ type: 'date', name: 'display_until', nullable: true })
  displayUntil: Day | null;

  /** condition of the ground -> answer */
  @Column({ type: 'jsonb', name: 'conditions' })
  conditions: ConditionAnswers;

  /** sum of its discharges */
  @Column({ type: 'integer', name: 'discharged_quantity' })
  dischargedQuantity: number;

  @Column({ type: 'uuid', name: 'paper_file_id', nullable: true })
  paperFileId: string | null;

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
