import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Language, TenantKind } from '#domain/permissions';

/** A row is a consultancy or a manufacturer: the outer wall. */
@Entity({ name: 'tenants', synchronize: false })
export class Tenant {
  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: TenantKind;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'name_zh', nullable: true })
  nameZh: string | null;

  @Column({ type: 'text', name: 'country' })
  country: string;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  /** with which version of the reference data its days were last counted; 0 = they are to be counted anew */
  @Column({ type: 'integer', name: 'reference_version', default: 0 })
  referenceVersion: number;

  /** until then a worker is counting them */
  @Column({ type: 'timestamptz', name: 'restating_until', nullable: true })
  restatingUntil: Date | null;

  /** whether addresses of certificate checks answer */
  @Column({ type: 'boolean', name: 'has_public_checks' })
  hasPublicChecks: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
