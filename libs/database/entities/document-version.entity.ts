import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is one version of an asked document, as it was handed in. */
@Entity({ name: 'document_versions', synchronize: false })
export class DocumentVersion {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'request_id' })
  requestId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'uuid', name: 'file_id' })
  fileId: string;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt: Date;

  @Column({ type: 'uuid', name: 'received_by', nullable: true })
  receivedBy: string | null;

  @Column({ type: 'text', name: 'verdict', nullable: true })
  verdict: 'accepted' | 'returned' | null;

  @Column({ type: 'text', name: 'verdict_reason', nullable: true })
  verdictReason: string | null;

  @Column({ type: 'timestamptz', name: 'verdict_at', nullable: true })
  verdictAt: Date | null;
}
