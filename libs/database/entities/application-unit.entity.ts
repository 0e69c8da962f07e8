import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is one certification unit of a case, with the certificate it starts from and the one it ended in. */
@Entity({ name: 'application_units', synchronize: false })
export class ApplicationUnit {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'application_id' })
  applicationId: string;

  @PrimaryColumn({ type: 'uuid', name: 'product_id' })
  productId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'position' })
  position: number;

  /** the certificate or declaration that the case changes, extends, renews or converts */
  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  /** what the case ended in; the same row where a certificate was replaced in place */
  @Column({ type: 'uuid', name: 'issued_certificate_id', nullable: true })
  issuedCertificateId: string | null;
}
