import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CalendarFeedKind } from '#domain/calendar/feed';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';

/** A row is an address at which a calendar program reads days and bookings without a sign-in. */
@Entity({ name: 'calendar_feeds', synchronize: false })
export class CalendarFeed {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: CalendarFeedKind;

  /** who made it; it ends when they leave or change sides */
  @Column({ type: 'uuid', name: 'member_id' })
  memberId: string;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'text', name: 'name' })
  name: string;

  /** what its entries are written in */
  @Column({ type: 'text', name: 'language' })
  language: Language;

  @Column({ type: 'text', name: 'token_hash' })
  tokenHash: string;

  @Column({ type: 'date', name: 'last_used_on', nullable: true })
  lastUsedOn: Day | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column({ type: 'uuid', name: 'revoked_by', nullable: true })
  revokedBy: string | null;

  @Column({ type: 'text', name: 'ended_because', nullable: true })
  endedBecause: 'member-left' | 'role-changed' | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
