import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is one certification unit: class, names, models and the standard it is certified to. */
@Entity({ name: 'products', synchronize: false })
export class Product {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'text', name: 'class_code' })
  classCode: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'name_zh', nullable: true })
  nameZh: string | null;

  @Column({ type: 'text', name: 'manufacturer' })
  manufacturer: string;

  @Column({ type: 'text', name: 'models', array: true })
  models: string[];

  @Column({ type: 'text', name: 'standard', nullable: true })
  standard: string | null;

  @Column({ type: 'text', name: 'unit_key' })
  unitKey: string;

  /** made by the database from the texts that people search; never read or written here */
  @Column({ type: 'text', name: 'search_text', nullable: true, select: false, insert: false, update: false })
  searchText?: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
