import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is a marked address: mails do not reach it, or its reader complained. Lifted rows stay as history. */
@Entity({ name: 'suppressed_addresses', synchronize: false })
export class SuppressedAddress {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** lower case */
  @Column({ type: 'text', name: 'email' })
  email: string;

  @Column({ type: 'text', name: 'reason' })
  reason: 'bounce' | 'complaint';

  @Column({ type: 'text', name: 'status', nullable: true })
  status: string | null;

  /** the server's own words */
  @Column({ type: 'text', name: 'answer', nullable: true })
  answer: string | null;

  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;

  @Column({ type: 'timestamptz', name: 'since' })
  since: Date;

  @Column({ type: 'timestamptz', name: 'lifted_at', nullable: true })
  liftedAt: Date | null;

  @Column({ type: 'uuid', name: 'lifted_by', nullable: true })
  liftedBy: string | null;

  @Column({ type: 'text', name: 'lifted_note', nullable: true })
  liftedNote: string | null;
}
