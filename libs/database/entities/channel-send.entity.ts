import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#domain/permissions';

export const CHANNEL_SEND_STATES = ['owed', 'sent', 'refused', 'withdrawn'] as const;
export type ChannelSendState = (typeof CHANNEL_SEND_STATES)[number];

/** A row is a short message owed to a channel because a mail went: owed until sent, refused or withdrawn. */
@Entity({ name: 'channel_sends', synchronize: false })
export class ChannelSend {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'channel_id' })
  channelId: string;

  @Column({ type: 'uuid', name: 'mail_id' })
  mailId: string;

  /** subject of the mail */
  @Column({ type: 'text', name: 'title' })
  title: string;

  @Column({ type: 'text', name: 'link' })
  link: string;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'state' })
  state: ChannelSendState;

  @Column({ type: 'integer', name: 'attempts' })
  attempts: number;

  @Column({ type: 'timestamptz', name: 'next_attempt_at' })
  nextAttemptAt: Date;

  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil: Date | null;

  @Column({ type: 'text', name: 'answer', nullable: true })
  answer: string | null;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
