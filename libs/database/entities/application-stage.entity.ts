import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import type { Party } from '#domain/reference/scheme';
import type { StageBlocker, StageStatus } from '#domain/states/stage-status';

/** A row is one stage of a case, copied from the scheme in force on its first day; a repeated stage is a row of its own. */
@Entity({ name: 'application_stages', synchronize: false })
export class ApplicationStage {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'key' })
  key: string;

  @Column({ type: 'integer', name: 'attempt' })
  attempt: number;

  @Column({ type: 'integer', name: 'position' })
  position: number;

  @Column({ type: 'jsonb', name: 'names' })
  names: Words;

  @Column({ type: 'text', name: 'party' })
  party: Party;

  @Column({ type: 'text', name: 'needs', array: true })
  needs: string[];

  @Column({ type: 'text', name: 'needs_in_parallel', array: true, nullable: true })
  needsInParallel: string[] | null;

  @Column({ type: 'boolean', name: 'is_optional' })
  isOptional: boolean;

  @Column({ type: 'boolean', name: 'is_after_certificate' })
  isAfterCertificate: boolean;

  @Column({ type: 'text', name: 'status' })
  status: StageStatus;

  /** of the plan as agreed; what is expected now is computed */
  @Column({ type: 'date', name: 'planned_from', nullable: true })
  plannedFrom: Day | null;

  @Column({ type: 'date', name: 'planned_to', nullable: true })
  plannedTo: Day | null;

  @Column({ type: 'date', name: 'started_on', nullable: true })
  startedOn: Day | null;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  endedOn: Day | null;

  @Column({ type: 'text', name: 'blocker', nullable: true })
  blocker: StageBlocker | null;

  @Column({ type: 'date', name: 'blocked_on', nullable: true })
  blockedOn: Day | null;
}
