import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { BookingStatus } from '#domain/states/booking-status';

/** A row is a test at a laboratory, from its request to its end. */
@Entity({ name: 'bookings', synchronize: false })
export class Booking {
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

  @Column({ type: 'uuid', name: 'laboratory_id' })
  laboratoryId: string;

  @Column({ type: 'uuid', name: 'bench_id', nullable: true })
  benchId: string | null;

  @Column({ type: 'integer', name: 'place', nullable: true })
  place: number | null;

  @Column({ type: 'timestamptz', name: 'starts_at', nullable: true })
  startsAt: Date | null;

  @Column({ type: 'timestamptz', name: 'ends_at', nullable: true })
  endsAt: Date | null;

  @Column({ type: 'text', name: 'status' })
  status: BookingStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'date', name: 'option_until', nullable: true })
  optionUntil: Day | null;

  @Column({ type: 'date', name: 'wished_from', nullable: true })
  wishedFrom: Day | null;

  @Column({ type: 'date', name: 'wished_to', nullable: true })
  wishedTo: Day | null;

  @Column({ type: 'text', name: 'test', nullable: true })
  test: string | null;

  @Column({ type: 'text', name: 'standard', nullable: true })
  standard: string | null;

  /** laboratory x product x day as it was answered when booked: marks with yes, no, unknown and the reason */
  @Column({ type: 'jsonb', name: 'eligibility' })
  eligibility: object;

  @Column({ type: 'text', name: 'override_reason', nullable: true })
  overrideReason: string | null;

  @Column({ type: 'uuid', name: 'overridden_by', nullable: true })
  overriddenBy: string | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'date', name: 'started_on', nullable: true })
  startedOn: Day | null;

  @Column({ type: 'date', name: 'finished_on', nullable: true })
  finishedOn: Day | null;

  @Column({ type: 'date', name: 'next_due_on' })
  nextDueOn: Day;

  @Column({ type: 'text', name: 'next_due_kind', nullable: true })
  nextDueKind: DeadlineKind | null;

  @Column({ type: 'text', name: 'next_due_basis', nullable: true })
  nextDueBasis: Basis | null;

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
