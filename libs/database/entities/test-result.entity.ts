import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is one result of a booked test. */
@Entity({ name: 'test_results', synchronize: false })
export class TestResult {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'booking_id' })
  bookingId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'text', name: 'outcome' })
  outcome: 'passed' | 'failed';

  @Column({ type: 'text', name: 'failed_items', nullable: true })
  failedItems: string | null;

  @Column({ type: 'text', name: 'report_number', nullable: true })
  reportNumber: string | null;

  @Column({ type: 'text', name: 'standard', nullable: true })
  standard: string | null;

  @Column({ type: 'date', name: 'reported_on' })
  reportedOn: Day;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  fileId: string | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
