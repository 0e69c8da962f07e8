import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { FactoryClass } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { AuditKind, AuditStatus } from '#domain/states/audit-status';

/** A row is a factory inspection, to come or held. */
@Entity({ name: 'audits', synchronize: false })
export class Audit {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** the client who answers the findings; others see the audit through audit_certificates */
  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'factory_id' })
  factoryId: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'text', name: 'kind' })
  kind: AuditKind;

  @Column({ type: 'boolean', name: 'is_unannounced' })
  isUnannounced: boolean;

  @Column({ type: 'boolean', name: 'is_remote' })
  isRemote: boolean;

  @Column({ type: 'text', name: 'body', nullable: true })
  body: string | null;

  @Column({ type: 'text', name: 'status' })
  status: AuditStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'date', name: 'planned_from', nullable: true })
  plannedFrom: Day | null;

  @Column({ type: 'date', name: 'planned_to', nullable: true })
  plannedTo: Day | null;

  @Column({ type: 'date', name: 'held_from', nullable: true })
  heldFrom: Day | null;

  @Column({ type: 'date', name: 'held_to', nullable: true })
  heldTo: Day | null;

  @Column({ type: 'numeric', name: 'person_days', nullable: true })
  personDays: string | null;

  /** [{ name, body }] */
  @Column({ type: 'jsonb', name: 'inspectors' })
  inspectors: { name: string; body: string | null }[];

  @Column({ type: 'text', name: 'language', nullable: true })
  language: string | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  closedOn: Day | null;

  @Column({ type: 'text', name: 'class_after', nullable: true })
  classAfter: FactoryClass | null;

  /** from when the class after holds */
  @Column({ type: 'date', name: 'class_after_on', nullable: true })
  classAfterOn: Day | null;

  @Column({ type: 'date', name: 'next_due_on' })
  nextDueOn: Day;

  @Column({ type: 'text', name: 'next_due_kind', nullable: true })
  nextDueKind: DeadlineKind | null;

  @Column({ type: 'text', name: 'next_due_basis', nullable: true })
  nextDueBasis: Basis | null;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  /** how often day, time or state have changed: what calendars elsewhere compare */
  @Column({ type: 'integer', name: 'calendar_sequence' })
  calendarSequence: number;

  /** when they changed last; null = not since it was made */
  @Column({ type: 'timestamptz', name: 'calendar_changed_at', nullable: true })
  calendarChangedAt: Date | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
