import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Language } from '#domain/permissions';

/** A row is one envelope: what falls on one address's same morning. Owed until sent, refused or withdrawn. */
@Entity({ name: 'mails', synchronize: false })
export class Mail {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'to_email' })
  toEmail: string;

  @Column({ type: 'text', name: 'to_name' })
  toName: string;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'timestamptz', name: 'send_at' })
  sendAt: Date;

  @Column({ type: 'text', name: 'alone_key', nullable: true })
  aloneKey: string | null;

  @Column({ type: 'text', name: 'state' })
  state: 'owed' | 'sent' | 'refused' | 'withdrawn';

  /** of a withdrawn one: `merged` when its content went with another mail to the same address */
  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: 'merged' | null;

  @Column({ type: 'boolean', name: 'is_held' })
  isHeld: boolean;

  @Column({ type: 'timestamptz', name: 'next_attempt_at' })
  nextAttemptAt: Date;

  /** made by the database from the address */
  @Column({ type: 'text', name: 'domain', insert: false, update: false })
  domain: string;

  @Column({ type: 'integer', name: 'attempts' })
  attempts: number;

  @Column({ type: 'text', name: 'message_id' })
  messageId: string;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column({ type: 'text', name: 'server_answer', nullable: true })
  serverAnswer: string | null;

  /** when the page behind its link was first read */
  @Column({ type: 'timestamptz', name: 'answer_opened_at', nullable: true })
  answerOpenedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'answer_last_opened_at', nullable: true })
  answerLastOpenedAt: Date | null;

  @Column({ type: 'integer', name: 'answer_openings' })
  answerOpenings: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
