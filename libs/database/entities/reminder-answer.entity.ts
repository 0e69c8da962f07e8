import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Answer } from '#domain/deadlines/answer';

/** A row is what one reader said to the reminders of one deadline. Never changed: a later one takes its place. */
@Entity({ name: 'reminder_answers', synchronize: false })
export class ReminderAnswer {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'deadline_id' })
  deadlineId: string;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'laboratory_id', nullable: true })
  laboratoryId: string | null;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'answer' })
  answer: Answer;

  @Column({ type: 'date', name: 'until', nullable: true })
  until: Day | null;

  /** the day where the reader is */
  @Column({ type: 'date', name: 'given_on' })
  givenOn: Day;

  @Column({ type: 'timestamptz', name: 'given_at' })
  givenAt: Date;

  /** the mail whose link was followed; null = answered in the product */
  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;
}
