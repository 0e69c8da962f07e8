import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is the public address of the check of one certificate. */
@Entity({ name: 'certificate_checks', synchronize: false })
export class CertificateCheck {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'token' })
  token: string;

  @Column({ type: 'boolean', name: 'is_on' })
  isOn: boolean;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
