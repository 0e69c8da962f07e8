import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { FactoryClass } from '#domain/certificate';
import type { Day } from '#domain/day';

/** A row is a production site. It belongs to the tenant; `client_factories` says which clients see it. */
@Entity({ name: 'factories', synchronize: false })
export class Factory {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'name_zh', nullable: true })
  nameZh: string | null;

  @Column({ type: 'text', name: 'name_key' })
  nameKey: string;

  @Column({ type: 'text', name: 'address', nullable: true })
  address: string | null;

  @Column({ type: 'text', name: 'address_zh', nullable: true })
  addressZh: string | null;

  @Column({ type: 'text', name: 'country' })
  country: string;

  @Column({ type: 'text', name: 'factory_code', nullable: true })
  factoryCode: string | null;

  @Column({ type: 'text', name: 'factory_class', nullable: true })
  factoryClass: FactoryClass | null;

  @Column({ type: 'date', name: 'last_follow_up_on', nullable: true })
  lastFollowUpOn: Day | null;

  @Column({ type: 'date', name: 'next_due_on', nullable: true })
  nextDueOn: Day | null;

  /** made by the database from the texts that people search; never read or written here */
  @Column({ type: 'text', name: 'search_text', nullable: true, select: false, insert: false, update: false })
  searchText?: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
