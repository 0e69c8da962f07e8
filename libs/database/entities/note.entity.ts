import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is an internal remark on a subject; a client-role session never sees it. */
@Entity({ name: 'notes', synchronize: false })
export class Note {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'product_id', nullable: true })
  productId: string | null;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'text', name: 'body' })
  body: string;

  @Column({ type: 'uuid', name: 'author_id', nullable: true })
  authorId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
