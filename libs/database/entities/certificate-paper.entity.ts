import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is a file that belongs to a certificate, or to the pack that restores it. */
@Entity({ name: 'certificate_papers', synchronize: false })
export class CertificatePaper {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'kind' })
  kind:
    | 'certificate'
    | 'annex'
    | 'test-report'
    | 'declaration'
    | 'suspension-notice'
    | 'restoration-application'
    | 'rectification-report'
    | 'cancellation-notice'
    | 'other';

  @Column({ type: 'text', name: 'title', nullable: true })
  title: string | null;

  /** the suspension whose restoration pack it belongs to */
  @Column({ type: 'uuid', name: 'status_change_id', nullable: true })
  statusChangeId: string | null;

  @Column({ type: 'uuid', name: 'file_id' })
  fileId: string;

  @Column({ type: 'uuid', name: 'added_by', nullable: true })
  addedBy: string | null;

  @Column({ type: 'timestamptz', name: 'added_at' })
  addedAt: Date;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  removedAt: Date | null;

  @Column({ type: 'uuid', name: 'removed_by', nullable: true })
  removedBy: string | null;
}
