import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is something one person must know of, mailed once. */
@Entity({ name: 'notices', synchronize: false })
export class Notice {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'uuid', name: 'audit_id', nullable: true })
  auditId: string | null;

  @Column({ type: 'uuid', name: 'booking_id', nullable: true })
  bookingId: string | null;

  @Column({ type: 'uuid', name: 'campaign_id', nullable: true })
  campaignId: string | null;

  @Column({ type: 'uuid', name: 'letter_id', nullable: true })
  letterId: string | null;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'uuid', name: 'deadline_id', nullable: true })
  deadlineId: string | null;

  @Column({ type: 'uuid', name: 'request_id', nullable: true })
  requestId: string | null;

  @Column({ type: 'uuid', name: 'comment_id', nullable: true })
  commentId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'laboratory_id', nullable: true })
  laboratoryId: string | null;

  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;

  @Column({ type: 'text', name: 'state' })
  state: 'planned' | 'sent' | 'refused' | 'withdrawn';

  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column({ type: 'jsonb', name: 'facts' })
  facts: object;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
