import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MemberStep } from '#domain/campaigns/step';
import type { Day } from '#domain/day';

/** A row is a member of a campaign that came from one step to another. Written by a trigger of `campaign_members`. */
@Entity({ name: 'campaign_step_moves', synchronize: false })
export class CampaignStepMove {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'bigint', name: 'seq', insert: false, update: false })
  seq: string;

  @Column({ type: 'uuid', name: 'member_id' })
  memberId: string;

  @Column({ type: 'text', name: 'from_step' })
  fromStep: MemberStep;

  @Column({ type: 'text', name: 'to_step' })
  toStep: MemberStep;

  /** in the zone of the tenant */
  @Column({ type: 'date', name: 'moved_on' })
  movedOn: Day;
}
