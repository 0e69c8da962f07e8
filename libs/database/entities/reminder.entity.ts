import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { StepUnit } from '#domain/deadlines/policy';

/** A row is one step of one deadline for one reader (contact, member or laboratory): a promise to mail. An unsent row is owed. */
@Entity({ name: 'reminders', synchronize: false })
export class Reminder {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'deadline_id' })
  deadlineId: string;

  /** before the due day, counted in `stepUnit`; negative = overdue */
  @Column({ type: 'integer', name: 'step_days' })
  stepDays: number;

  @Column({ type: 'text', name: 'step_unit' })
  stepUnit: StepUnit;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'laboratory_id', nullable: true })
  laboratoryId: string | null;

  @Column({ type: 'text', name: 'reason' })
  reason: 'responsible' | 'client-contact' | 'deputy' | 'manager' | 'laboratory' | 'factory';

  /** the marked address whose reminder this one replaces; null: the reader's own */
  @Column({ type: 'text', name: 'instead_of', nullable: true })
  insteadOf: string | null;

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
