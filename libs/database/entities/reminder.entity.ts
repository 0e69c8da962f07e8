import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is one step of one deadline for one person: a promise to mail. An unsent row is owed. */
@Entity({ name: 'reminders', synchronize: false })
export class Reminder {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'deadline_id' })
  deadlineId: string;

  @Column({ type: 'integer', name: 'step_days' })
  stepDays: number;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'text', name: 'reason' })
  reason: 'responsible' | 'client-contact' | 'manager';

  @Column({ type: 'date', name: 'send_on' })
  sendOn: Day;

  @Column({ type: 'timestamptz', name: 'send_at' })
  sendAt: Date;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'date', name: 'moved_from', nullable: true })
  movedFrom: Day | null;

  @Column({ type: 'text', name: 'moved_because', nullable: true })
  movedBecause: string | null;

  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;

  @Column({ type: 'text', name: 'state' })
  state: 'planned' | 'sent' | 'refused' | 'withdrawn';

  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column({ type: 'boolean', name: 'is_held' })
  isHeld: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
