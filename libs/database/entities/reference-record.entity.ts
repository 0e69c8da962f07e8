import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is one record of the reference data in one layer, from the version that began it to the one that ended it. */
@Entity({ name: 'reference_records', synchronize: false })
export class ReferenceRecord {
  @PrimaryColumn({ type: 'bigint', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'layer' })
  layer: 'release' | 'upload';

  @Column({ type: 'text', name: 'kind' })
  kind: string;

  @Column({ type: 'text', name: 'key' })
  key: string;

  @Column({ type: 'date', name: 'valid_from', nullable: true })
  validFrom: Day | null;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo: Day | null;

  @Column({ type: 'text', name: 'source', nullable: true })
  source: string | null;

  @Column({ type: 'boolean', name: 'is_removed' })
  isRemoved: boolean;

  @Column({ type: 'jsonb', name: 'fields' })
  fields: Record<string, unknown>;

  @Column({ type: 'integer', name: 'since_version' })
  sinceVersion: number;

  @Column({ type: 'integer', name: 'until_version', nullable: true })
  untilVersion: number | null;
}
