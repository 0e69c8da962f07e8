import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { SampleStatus } from '#domain/states/sample-status';

/** A row is a test sample on its way to the laboratory, through the test and to its end. */
@Entity({ name: 'samples', synchronize: false })
export class Sample {
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

  @Column({ type: 'uuid', name: 'booking_id', nullable: true })
  bookingId: string | null;

  @Column({ type: 'text', name: 'label' })
  label: string;

  @Column({ type: 'text', name: 'models', array: true })
  models: string[];

  @Column({ type: 'integer', name: 'quantity' })
  quantity: number;

  @Column({ type: 'text', name: 'status' })
  status: SampleStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'date', name: 'status_on', nullable: true })
  statusOn: Day | null;

  @Column({ type: 'text', name: 'place', nullable: true })
  place: string | null;

  @Column({ type: 'text', name: 'carrier', nullable: true })
  carrier: string | null;

  @Column({ type: 'text', name: 'tracking_number', nullable: true })
  trackingNumber: string | null;

  @Column({ type: 'text', name: 'customs_declaration', nullable: true })
  customsDeclaration: string | null;

  @Column({ type: 'date', name: 'temporary_import_on', nullable: true })
  temporaryImportOn: Day | null;

  @Column({ type: 'date', name: 'temporary_import_extended_on', nullable: true })
  temporaryImportExtendedOn: Day | null;

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
