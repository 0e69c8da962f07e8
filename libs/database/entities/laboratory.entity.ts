import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { YesNoUnknown } from '#domain/reference/actors';

/** A row is a laboratory the tenant works with, of its own or known to the reference data. */
@Entity({ name: 'laboratories', synchronize: false })
export class Laboratory {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'reference_key', nullable: true })
  referenceKey: string | null;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'name_zh', nullable: true })
  nameZh: string | null;

  @Column({ type: 'text', name: 'city', nullable: true })
  city: string | null;

  @Column({ type: 'text', name: 'country' })
  country: string;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'text', name: 'ccc_designated' })
  cccDesignated: YesNoUnknown;

  @Column({ type: 'text', name: 'cnas' })
  cnas: YesNoUnknown;

  @Column({ type: 'text', name: 'cma' })
  cma: YesNoUnknown;

  /** day on which somebody looked the three marks up; null = as the reference data says */
  @Column({ type: 'date', name: 'checked_on', nullable: true })
  checkedOn: Day | null;

  @Column({ type: 'text', name: 'basis_note', nullable: true })
  basisNote: string | null;

  @Column({ type: 'text', name: 'email', nullable: true })
  email: string | null;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
