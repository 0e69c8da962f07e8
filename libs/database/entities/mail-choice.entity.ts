import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailChoice as Choice, MailTopic } from '#domain/mail/choices';

/** A row is how one person wants the mails of one topic. Exactly one of member and contact is set. */
@Entity({ name: 'mail_choices', synchronize: false })
export class MailChoice {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'text', name: 'topic' })
  topic: MailTopic;

  @Column({ type: 'text', name: 'choice' })
  choice: Choice;

  /** the mail whose link was followed; null = chosen in the product */
  @Column({ type: 'uuid', name: 'mail_id', nullable: true })
  mailId: string | null;

  @Column({ type: 'timestamptz', name: 'chosen_at' })
  chosenAt: Date;
}
