import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Basis, Certainty, Counted, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';

/** A row is a day owed by exactly one subject, with the rule that states it and how it was counted. */
@Entity({ name: 'deadlines', synchronize: false })
export class Deadline {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'uuid', name: 'audit_id', nullable: true })
  auditId: string | null;

  @Column({ type: 'uuid', name: 'booking_id', nullable: true })
  bookingId: string | null;

  @Column({ type: 'uuid', name: 'sample_id', nullable: true })
  sampleId: string | null;

  @Column({ type: 'uuid', name: 'entry_id', nullable: true })
  entryId: string | null;

  @Column({ type: 'uuid', name: 'determination_id', nullable: true })
  determinationId: string | null;

  @Column({ type: 'uuid', name: 'approval_id', nullable: true })
  approvalId: string | null;

  @Column({ type: 'uuid', name: 'cb_report_id', nullable: true })
  cbReportId: string | null;

  /** which of several of one kind: id of the document request or finding, or stage/deadline key; empty where there is one */
  @Column({ type: 'text', name: 'item' })
  item: string;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'text', name: 'kind' })
  kind: DeadlineKind;

  @Column({ type: 'date', name: 'due_on' })
  dueOn: Day;

  @Column({ type: 'text', name: 'basis' })
  basis: Basis;

  @Column({ type: 'text', name: 'rule' })
  rule: string;

  @Column({ type: 'text', name: 'source' })
  source: string;

  @Column({ type: 'text', name: 'certainty' })
  certainty: Certainty;

  @Column({ type: 'jsonb', name: 'counted' })
  counted: Counted;

  @Column({ type: 'boolean', name: 'is_disputed' })
  isDisputed: boolean;

  @Column({ type: 'text', name: 'state' })
  state: DeadlineState;

  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column({ type: 'timestamptz', name: 'met_at', nullable: true })
  metAt: Date | null;

  @Column({ type: 'uuid', name: 'met_by', nullable: true })
  metBy: string | null;

  @Column({ type: 'uuid', name: 'held_by_import_id', nullable: true })
  heldByImportId: string | null;

  /** of a day that moved: the id of the row that was first, by which calendars elsewhere know it; null = its own */
  @Column({ type: 'uuid', name: 'calendar_id', nullable: true })
  calendarId: string | null;

  /** how often its day or state has changed */
  @Column({ type: 'integer', name: 'calendar_sequence' })
  calendarSequence: number;

  /** when it changed last; null = not since it was made, or its successor carries the entry on */
  @Column({ type: 'timestamptz', name: 'calendar_changed_at', nullable: true })
  calendarChangedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
