import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Language, Role } from '#domain/permissions';

/** A row is a person's place in a tenant. Without `userId`: named in a register or invited, not yet joined. */
@Entity({ name: 'members', synchronize: false })
export class Member {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'user_id', nullable: true })
  userId: string | null;

  @Column({ type: 'text', name: 'email' })
  email: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'role' })
  role: Role;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'text', name: 'country' })
  country: string;

  @Column({ type: 'text', name: 'invitation_hash', nullable: true })
  invitationHash: string | null;

  @Column({ type: 'timestamptz', name: 'invited_at', nullable: true })
  invitedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'invitation_expires_at', nullable: true })
  invitationExpiresAt: Date | null;

  @Column({ type: 'timestamptz', name: 'joined_at', nullable: true })
  joinedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'left_at', nullable: true })
  leftAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
