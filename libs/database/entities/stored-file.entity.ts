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

  /** of an upload under way: how much of it lies in the store, and under which keys, in order */
  @Column({ type: 'bigint', name: 'received_bytes' })
  receivedBytes: string;

  @Column({ type: 'text', name: 'part_keys', array: true })
  partKeys: string[];

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

  /** since when something (a version, a template, a finding) holds it; what nothing holds is swept after a day */
  @Column({ type: 'timestamptz', name: 'attached_at', nullable: true })
  attachedAt: Date | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
