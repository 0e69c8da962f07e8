import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is what a tenant's letters carry at head and foot; a tenant has one or none. */
@Entity({ name: 'letterheads', synchronize: false })
export class Letterhead {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** lines of the postal address */
  @Column({ type: 'text', name: 'address', nullable: true })
  address: string | null;

  @Column({ type: 'text', name: 'phone', nullable: true })
  phone: string | null;

  @Column({ type: 'text', name: 'email', nullable: true })
  email: string | null;

  @Column({ type: 'text', name: 'web', nullable: true })
  web: string | null;

  /** lines: register, number, managing directors */
  @Column({ type: 'text', name: 'registration', nullable: true })
  registration: string | null;

  /** lines of small print */
  @Column({ type: 'text', name: 'footer', nullable: true })
  footer: string | null;

  @Column({ type: 'bytea', name: 'logo', nullable: true, select: false })
  logo: Buffer | null;

  @Column({ type: 'text', name: 'logo_kind', nullable: true })
  logoKind: 'png' | 'jpeg' | null;

  /** pixels */
  @Column({ type: 'integer', name: 'logo_width', nullable: true })
  logoWidth: number | null;

  @Column({ type: 'integer', name: 'logo_height', nullable: true })
  logoHeight: number | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
