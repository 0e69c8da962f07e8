import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a letter to one client, as it was written. */
@Entity({ name: 'campaign_letters', synchronize: false })
export class CampaignLetter {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'campaign_id' })
  campaignId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  /** of this kind to this client in this campaign; the letter is always number 1 */
  @Column({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'text', name: 'kind' })
  kind: 'letter' | 'chase';

  @Column({ type: 'text', name: 'language' })
  language: 'en' | 'de' | 'zh';

  @Column({ type: 'text', name: 'subject' })
  subject: string;

  @Column({ type: 'text', name: 'body' })
  body: string;

  @Column({ type: 'date', name: 'written_on' })
  writtenOn: Day;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
