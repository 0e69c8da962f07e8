import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is one way in which the CCC mark is put on the goods of a certificate. */
@Entity({ name: 'marks', synchronize: false })
export class Mark {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'form' })
  form: 'standard-label' | 'printed' | 'moulded';

  @Column({ type: 'text', name: 'factory_code', nullable: true })
  factoryCode: string | null;

  @Column({ type: 'numeric', name: 'height_mm', nullable: true })
  heightMm: number | null;

  /** where on the goods or their packing the mark stands */
  @Column({ type: 'text', name: 'place', nullable: true })
  place: string | null;

  @Column({ type: 'uuid', name: 'photo_file_id', nullable: true })
  photoFileId: string | null;

  /** first day on which goods leave with it; null = not used yet */
  @Column({ type: 'date', name: 'used_from', nullable: true })
  usedFrom: Day | null;

  @Column({ type: 'date', name: 'used_until', nullable: true })
  usedUntil: Day | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
