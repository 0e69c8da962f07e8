import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a certificate, or a product without one, in a campaign. */
@Entity({ name: 'campaign_members', synchronize: false })
export class CampaignMember {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'campaign_id' })
  campaignId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'uuid', name: 'certificate_id', nullable: true })
  certificateId: string | null;

  @Column({ type: 'uuid', name: 'product_id' })
  productId: string;

  /** how far it is; follows from its letter, case and declaration and is kept for the board: certified, and finished once the declaration is cancelled too, where it must be */
  @Column({ type: 'text', name: 'step' })
  step: 'planned' | 'open' | 'told' | 'documents-in' | 'filed' | 'certified' | 'finished' | 'excused' | 'failed';

  @Column({ type: 'date', name: 'step_since' })
  stepSince: Day;

  /** kept by the database; sorts what needs a hand first, then the least far, of those the longest at it */
  @Column({ type: 'text', name: 'laggard_key', select: false, insert: false, update: false })
  laggardKey: string;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  /** the letter that named it */
  @Column({ type: 'uuid', name: 'letter_id', nullable: true })
  letterId: string | null;

  @Column({ type: 'text', name: 'todo' })
  todo: string;

  @Column({ type: 'text', name: 'excuse_ground', nullable: true })
  excuseGround: string | null;

  @Column({ type: 'text', name: 'excuse_reason', nullable: true })
  excuseReason: string | null;

  @Column({ type: 'uuid', name: 'excused_by', nullable: true })
  excusedBy: string | null;

  @Column({ type: 'jsonb', name: 'failure', nullable: true })
  failure: object | null;

  @Column({ type: 'timestamptz', name: 'chased_at', nullable: true })
  chasedAt: Date | null;

  @Column({ type: 'date', name: 'expected_on', nullable: true })
  expectedOn: Day | null;

  /** when its case and requests were made, or the making failed; null = not yet */
  @Column({ type: 'timestamptz', name: 'made_at', nullable: true })
  madeAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
