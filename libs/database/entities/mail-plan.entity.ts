import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { PlanTopic } from '#domain/mail/choices';

/** A row is the plan of one day, or the outlook of four weeks, for one person: a promise to mail, once a day. */
@Entity({ name: 'mail_plans', synchronize: false })
export class MailPlan {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: PlanTopic;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  /** the morning, where its reader is */
  @Column({ type: 'date', name: 'on_day' })
  onDay: Day;

  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;

  @Column({ type: 'text', name: 'state' })
  state: 'planned' | 'sent' | 'refused' | 'withdrawn';

  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

/** A row is when a person who may get a plan or an outlook is looked at next. */
@Entity({ name: 'mail_turns', synchronize: false })
export class MailTurn {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id', default: () => 'gen_random_uuid()' })
  id: string;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'timestamptz', name: 'next_at' })
  nextAt: Date;
}
