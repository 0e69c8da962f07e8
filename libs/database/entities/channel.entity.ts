import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ChannelKind, ChannelTopic } from '#domain/mail/channel';
import type { Language } from '#domain/permissions';

/** A row is another way in which one person, or the whole team, hears what was mailed. */
@Entity({ name: 'channels', synchronize: false })
export class Channel {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** null: the team's */
  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'text', name: 'kind' })
  kind: ChannelKind;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'text', name: 'language' })
  language: Language;

  /** all that is shown of its address */
  @Column({ type: 'text', name: 'host' })
  host: string;

  @Column({ type: 'text', name: 'sealed_target', select: false })
  sealedTarget: string;

  @Column({ type: 'text', name: 'topics', array: true })
  topics: ChannelTopic[];

  @Column({ type: 'boolean', name: 'is_on' })
  isOn: boolean;

  @Column({ type: 'timestamptz', name: 'last_at', nullable: true })
  lastAt: Date | null;

  @Column({ type: 'text', name: 'last_state', nullable: true })
  lastState: 'sent' | 'delayed' | 'refused' | null;

  @Column({ type: 'text', name: 'last_answer', nullable: true })
  lastAnswer: string | null;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  removedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
