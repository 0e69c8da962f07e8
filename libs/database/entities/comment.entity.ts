import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { CommentAudience } from '#domain/cases/comment';

/** A row is what somebody said about a case, an audit or a booking. */
@Entity({ name: 'comments', synchronize: false })
export class Comment {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'uuid', name: 'audit_id', nullable: true })
  auditId: string | null;

  @Column({ type: 'uuid', name: 'booking_id', nullable: true })
  bookingId: string | null;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'audience' })
  audience: CommentAudience;

  @Column({ type: 'text', name: 'body' })
  body: string;

  @Column({ type: 'uuid', name: 'mentions', array: true })
  mentions: string[];

  @Column({ type: 'uuid', name: 'author_id', nullable: true })
  authorId: string | null;

  /** as it was when it was said: a client does not see the members of the tenant */
  @Column({ type: 'text', name: 'author_name' })
  authorName: string;

  @Column({ type: 'boolean', name: 'is_from_client' })
  isFromClient: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
