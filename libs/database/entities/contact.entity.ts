import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Language } from '#domain/permissions';

/** A row is a person at a client company who gets mail. The same address at two clients is two contacts. */
@Entity({ name: 'contacts', synchronize: false })
export class Contact {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  /** works at this factory of the client; null = at the company itself */
  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'email' })
  email: string;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
