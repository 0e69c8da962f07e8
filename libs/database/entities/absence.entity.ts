import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a time in which a member is away and somebody stands in. */
@Entity({ name: 'absences', synchronize: false })
export class Absence {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'member_id' })
  memberId: string;

  /** first and last day away */
  @Column({ type: 'date', name: 'from_on' })
  fromOn: Day;

  @Column({ type: 'date', name: 'to_on' })
  toOn: Day;

  /** null = the deputy of each case */
  @Column({ type: 'uuid', name: 'deputy_id', nullable: true })
  deputyId: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
