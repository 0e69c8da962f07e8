import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Party } from '#domain/reference/scheme';
import type { StageBlocker } from '#domain/states/stage-status';

/** A row is one move of a stage, or of the case itself, in the order in which they were recorded. */
@Entity({ name: 'case_moves', synchronize: false })
export class CaseMove {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId: string;

  /** null = the case itself moved (submit, accept, hold ...) */
  @Column({ type: 'uuid', name: 'stage_id', nullable: true })
  stageId: string | null;

  @Column({ type: 'bigint', name: 'seq', insert: false, update: false })
  seq: string;

  @Column({ type: 'text', name: 'act' })
  act: string;

  @Column({ type: 'text', name: 'from_status' })
  fromStatus: string;

  @Column({ type: 'text', name: 'to_status' })
  toStatus: string;

  /** the day from which it holds; earlier than moved_at where it was backdated */
  @Column({ type: 'date', name: 'moved_on' })
  movedOn: Day;

  /** who acts next where the move says so (a blocker, a hold, a hand-over); null = as the stage says */
  @Column({ type: 'text', name: 'party', nullable: true })
  party: Party | null;

  @Column({ type: 'text', name: 'blocker', nullable: true })
  blocker: StageBlocker | null;

  @Column({ type: 'text', name: 'reason', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'timestamptz', name: 'moved_at' })
  movedAt: Date;

  @Column({ type: 'timestamptz', name: 'undone_at', nullable: true })
  undoneAt: Date | null;

  @Column({ type: 'uuid', name: 'undone_by', nullable: true })
  undoneBy: string | null;
}
