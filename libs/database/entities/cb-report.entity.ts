import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ReportEnd } from '#domain/cases/cb-report';
import type { Day } from '#domain/day';

/** A row is a CB test report of a product. */
@Entity({ name: 'cb_reports', synchronize: false })
export class CbReport {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'product_id' })
  productId: string;

  /** the case in which it is handed in; null = none yet */
  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'text', name: 'number' })
  number: string;

  /** of the CB test certificate */
  @Column({ type: 'text', name: 'certificate_number', nullable: true })
  certificateNumber: string | null;

  /** the national certification body (NCB) that issued the certificate */
  @Column({ type: 'text', name: 'issuer' })
  issuer: string;

  @Column({ type: 'text', name: 'standard', nullable: true })
  standard: string | null;

  @Column({ type: 'date', name: 'issued_on' })
  issuedOn: Day;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'text', name: 'settled_as', nullable: true })
  settledAs: ReportEnd | null;

  @Column({ type: 'date', name: 'settled_on', nullable: true })
  settledOn: Day | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  /** the numbers as they are searched for; the database writes it */
  @Column({ type: 'text', name: 'search_text', nullable: true, select: false, insert: false, update: false })
  searchText?: string | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
