import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row says that a certificate hangs on an audit; the client wall follows it. */
@Entity({ name: 'audit_certificates', synchronize: false })
export class AuditCertificate {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'audit_id' })
  auditId: string;

  @PrimaryColumn({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;
}
