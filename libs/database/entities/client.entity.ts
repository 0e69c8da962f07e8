import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is a client company of a tenant; a manufacturer's tenant has itself as its one client (`isOwn`). */
@Entity({ name: 'clients', synchronize: false })
export class Client {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'legal_name' })
  legalName: string;

  @Column({ type: 'text', name: 'legal_name_zh', nullable: true })
  legalNameZh: string | null;

  @Column({ type: 'text', name: 'name_key' })
  nameKey: string;

  @Column({ type: 'text', name: 'address', nullable: true })
  address: string | null;

  @Column({ type: 'text', name: 'address_zh', nullable: true })
  addressZh: string | null;

  @Column({ type: 'text', name: 'country' })
  country: string;

  @Column({ type: 'boolean', name: 'is_own' })
  isOwn: boolean;

  /** made by the database from the texts that people search; never read or written here */
  @Column({ type: 'text', name: 'search_text', nullable: true, select: false, insert: false, update: false })
  searchText?: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
