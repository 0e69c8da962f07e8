import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is one state of the reference data, with what it changed against the one before. Never edited. */
@Entity({ name: 'reference_versions', synchronize: false })
export class ReferenceVersion {
  @PrimaryColumn({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'text', name: 'origin' })
  origin: 'release' | 'upload';

  @Column({ type: 'text', name: 'file_name', nullable: true })
  fileName: string | null;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'jsonb', name: 'changes' })
  changes: unknown;

  @Column({ type: 'timestamptz', name: 'published_at' })
  publishedAt: Date;

  @Column({ type: 'text', name: 'published_by', nullable: true })
  publishedBy: string | null;
}
