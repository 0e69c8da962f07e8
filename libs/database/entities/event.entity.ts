import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row says who did what, when, to which subject. Written in the transaction of the act, never changed. */
@Entity({ name: 'events', synchronize: false })
export class Event {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'timestamptz', name: 'at' })
  at: Date;

  @Column({ type: 'text', name: 'what' })
  what: string;

  @Column({ type: 'uuid', name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'product_id', nullable: true })
  productId: string | null;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'uuid', name: 'audit_id', nullable: true })
  auditId: string | null;

  @Column({ type: 'uuid', name: 'booking_id', nullable: true })
  bookingId: string | null;

  @Column({ type: 'uuid', name: 'change_id', nullable: true })
  changeId: string | null;

  @Column({ type: 'uuid', name: 'entry_id', nullable: true })
  entryId: string | null;

  @Column({ type: 'uuid', name: 'campaign_id', nullable: true })
  campaignId: string | null;

  @Column({ type: 'uuid', name: 'determination_id', nullable: true })
  determinationId: string | null;

  @Column({ type: 'uuid', name: 'approval_id', nullable: true })
  approvalId: string | null;

  @Column({ type: 'uuid', name: 'project_id', nullable: true })
  projectId: string | null;

  @Column({ type: 'uuid', name: 'laboratory_id', nullable: true })
  laboratoryId: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'import_id', nullable: true })
  importId: string | null;

  @Column({ type: 'jsonb', name: 'facts' })
  facts: Record<string, unknown>;
}
