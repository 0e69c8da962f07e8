import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is a file in the store, or on its way there. */
@Entity({ name: 'files', synchronize: false })
export class StoredFile {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'boolean', name: 'is_client_visible' })
  isClientVisible: boolean;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'bigint', name: 'size_bytes' })
  sizeBytes: string;

  @Column({ type: 'text', name: 'sha256', nullable: true })
  sha256: string | null;

  @Column({ type: 'text', name: 'media_type', nullable: true })
  mediaType: string | null;

  @Column({ type: 'text', name: 'storage_key' })
  storageKey: string;

  @Column({ type: 'text', name: 'state' })
  state: 'uploading' | 'stored' | 'refused' | 'removed';

  @Column({ type: 'jsonb', name: 'refusal', nullable: true })
  refusal: { code: string; facts: object } | null;

  @Column({ type: 'uuid', name: 'uploaded_by', nullable: true })
  uploadedBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'stored_at', nullable: true })
  storedAt: Date | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
