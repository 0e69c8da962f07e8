import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a contact of a client who gets the weekly report of a campaign. */
@Entity({ name: 'campaign_reports', synchronize: false })
export class CampaignReport {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'campaign_id' })
  campaignId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'contact_id' })
  contactId: string;

  /** ISO: 1 = Monday */
  @Column({ type: 'integer', name: 'weekday' })
  weekday: number;

  @Column({ type: 'boolean', name: 'is_on' })
  isOn: boolean;

  @Column({ type: 'date', name: 'last_on', nullable: true })
  lastOn: Day | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
