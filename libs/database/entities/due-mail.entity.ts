import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is an owed mail whose time has come, from when the sweep found it until it is settled or put off. */
@Entity({ name: 'due_mails', synchronize: false })
export class DueMail {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'mail_id' })
  mailId: string;

  /** who receives it, as far as the limits of delivery go */
  @Column({ type: 'text', name: 'domain' })
  domain: string;

  @Column({ type: 'timestamptz', name: 'due_at' })
  dueAt: Date;

  /** claimed (rung for) or taken until then */
  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil: Date | null;

  /** since when it is in the hands of a worker */
  @Column({ type: 'timestamptz', name: 'taken_at', nullable: true })
  takenAt: Date | null;
}
