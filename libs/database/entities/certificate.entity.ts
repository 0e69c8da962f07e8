import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Scheme } from '#domain/certificate';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';

/** A row is a certificate or a self-declaration, live or ended. */
@Entity({ name: 'certificates', synchronize: false })
export class Certificate {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'product_id' })
  productId: string;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'text', name: 'scheme' })
  scheme: Scheme;

  @Column({ type: 'text', name: 'number' })
  number: string;

  @Column({ type: 'text', name: 'number_key' })
  numberKey: string;

  @Column({ type: 'text', name: 'body', nullable: true })
  body: string | null;

  @Column({ type: 'date', name: 'issued_on', nullable: true })
  issuedOn: Day | null;

  @Column({ type: 'date', name: 'valid_until', nullable: true })
  validUntil: Day | null;

  @Column({ type: 'text', name: 'status' })
  status: CertificateStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  /** reason code of CNCA-00C-001; null = not recorded */
  @Column({ type: 'text', name: 'status_ground', nullable: true })
  statusGround: string | null;

  /** day from which the status holds; null = valid, or not recorded */
  @Column({ type: 'date', name: 'status_on', nullable: true })
  statusOn: Day | null;

  /** prepared the case where another body issued; null = the one that issued */
  @Column({ type: 'text', name: 'handled_by', nullable: true })
  handledBy: string | null;

  /** edition on the certificate; null = not recorded */
  @Column({ type: 'text', name: 'standard', nullable: true })
  standard: string | null;

  @Column({ type: 'text', name: 'implementation_rule', nullable: true })
  implementationRule: string | null;

  @Column({ type: 'text', name: 'holder_name', nullable: true })
  holderName: string | null;

  @Column({ type: 'text', name: 'holder_name_zh', nullable: true })
  holderNameZh: string | null;

  @Column({ type: 'text', name: 'manufacturer_name', nullable: true })
  manufacturerName: string | null;

  @Column({ type: 'text', name: 'manufacturer_name_zh', nullable: true })
  manufacturerNameZh: string | null;

  /** models on the certificate; null = not recorded */
  @Column({ type: 'text', name: 'models', array: true, nullable: true })
  models: string[] | null;

  /** last day of the suspension by its notice; null = not known */
  @Column({ type: 'date', name: 'suspended_until', nullable: true })
  suspendedUntil: Day | null;

  /** last valid day after which a person said that it goes on all the same */
  @Column({ type: 'date', name: 'expiry_taken_back_for', nullable: true })
  expiryTakenBackFor: Day | null;

  @Column({ type: 'uuid', name: 'replaces_id', nullable: true })
  replacesId: string | null;

  @Column({ type: 'date', name: 'next_due_on' })
  nextDueOn: Day;

  @Column({ type: 'text', name: 'next_due_kind', nullable: true })
  nextDueKind: DeadlineKind | null;

  @Column({ type: 'text', name: 'next_due_basis', nullable: true })
  nextDueBasis: Basis | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
