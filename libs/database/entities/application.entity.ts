import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { ApplicationKind } from '#domain/cases/application';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import type { Party } from '#domain/reference/scheme';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { StageBlocker } from '#domain/states/stage-status';

/** A row is a case: the request of an applicant to a certification body, with where it stands. */
@Entity({ name: 'applications', synchronize: false })
export class Application {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'integer', name: 'number_year' })
  numberYear: number;

  @Column({ type: 'integer', name: 'number_seq' })
  numberSeq: number;

  @Column({ type: 'text', name: 'number', insert: false, update: false })
  number: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  /** the leading certification unit; all of them stand in application_units */
  @Column({ type: 'uuid', name: 'product_id' })
  productId: string;

  @Column({ type: 'text', name: 'kind' })
  kind: ApplicationKind;

  @Column({ type: 'text', name: 'scheme_key' })
  schemeKey: string;

  @Column({ type: 'text', name: 'variant_code', nullable: true })
  variantCode: string | null;

  /** the reference data whose scheme and stages the case was begun with */
  @Column({ type: 'integer', name: 'reference_version' })
  referenceVersion: number;

  @Column({ type: 'text', name: 'handled_by', nullable: true })
  handledBy: string | null;

  @Column({ type: 'text', name: 'issued_by', nullable: true })
  issuedBy: string | null;

  @Column({ type: 'text', name: 'applicant_name' })
  applicantName: string;

  @Column({ type: 'text', name: 'applicant_name_zh', nullable: true })
  applicantNameZh: string | null;

  @Column({ type: 'text', name: 'manufacturer_name' })
  manufacturerName: string;

  @Column({ type: 'text', name: 'manufacturer_name_zh', nullable: true })
  manufacturerNameZh: string | null;

  /** the same for cases of one client with the same applicant and manufacturer; the subject of their words */
  @Column({ type: 'uuid', name: 'names_id', select: false, insert: false, update: false })
  namesId?: string;

  @Column({ type: 'uuid', name: 'factory_id', nullable: true })
  factoryId: string | null;

  @Column({ type: 'uuid', name: 'contact_id', nullable: true })
  contactId: string | null;

  @Column({ type: 'uuid', name: 'owner_id', nullable: true })
  ownerId: string | null;

  @Column({ type: 'uuid', name: 'deputy_id', nullable: true })
  deputyId: string | null;

  @Column({ type: 'text', name: 'status' })
  status: ApplicationStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'boolean', name: 'is_parallel' })
  isParallel: boolean;

  @Column({ type: 'date', name: 'started_on' })
  startedOn: Day;

  @Column({ type: 'date', name: 'wish_on', nullable: true })
  wishOn: Day | null;

  @Column({ type: 'date', name: 'accepted_on', nullable: true })
  acceptedOn: Day | null;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  endedOn: Day | null;

  @Column({ type: 'date', name: 'planned_end_on', nullable: true })
  plannedEndOn: Day | null;

  @Column({ type: 'text', name: 'stage_key', nullable: true })
  stageKey: string | null;

  /** whose turn it is now; follows from case_moves, kept for lists, with stage_key, blocker, forecast and next due */
  @Column({ type: 'text', name: 'turn' })
  turn: Party;

  @Column({ type: 'date', name: 'turn_since' })
  turnSince: Day;

  @Column({ type: 'text', name: 'blocker', nullable: true })
  blocker: StageBlocker | null;

  @Column({ type: 'date', name: 'forecast_on', nullable: true })
  forecastOn: Day | null;

  @Column({ type: 'boolean', name: 'forecast_is_at_least' })
  forecastIsAtLeast: boolean;

  @Column({ type: 'date', name: 'forecast_early_on', nullable: true })
  forecastEarlyOn: Day | null;

  @Column({ type: 'date', name: 'forecast_likely_on', nullable: true })
  forecastLikelyOn: Day | null;

  @Column({ type: 'date', name: 'forecast_late_on', nullable: true })
  forecastLateOn: Day | null;

  /** finished cases of the same procedure behind the three days of the range; null = too few to say */
  @Column({ type: 'integer', name: 'forecast_cases', nullable: true })
  forecastCases: number | null;

  /** day by which the law wants the certificate, by the plan as last counted; null = it names none */
  @Column({ type: 'date', name: 'legal_on', nullable: true })
  legalOn: Day | null;

  @Column({ type: 'date', name: 'next_due_on' })
  nextDueOn: Day;

  @Column({ type: 'text', name: 'next_due_kind', nullable: true })
  nextDueKind: DeadlineKind | null;

  @Column({ type: 'text', name: 'next_due_basis', nullable: true })
  nextDueBasis: Basis | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
