import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is the annual fee of a certificate for one year. */
@Entity({ name: 'certificate_fees', synchronize: false })
export class CertificateFee {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'year' })
  year: number;

  @Column({ type: 'numeric', name: 'amount', nullable: true })
  amount: number | null;

  @Column({ type: 'text', name: 'currency', nullable: true })
  currency: string | null;

  @Column({ type: 'date', name: 'due_on' })
  dueOn: Day;

  @Column({ type: 'date', name: 'paid_on', nullable: true })
  paidOn: Day | null;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
