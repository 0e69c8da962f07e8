import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a campaign: what an announcement or a filter asks of many certificates. */
@Entity({ name: 'campaigns', synchronize: false })
export class Campaign {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'name' })
  name: string;

  /** record of the reference data it comes from; else an entry of the tenant, or a filter of the list of certificates */
  @Column({ type: 'text', name: 'change_key', nullable: true })
  changeKey: string | null;

  @Column({ type: 'uuid', name: 'entry_id', nullable: true })
  entryId: string | null;

  @Column({ type: 'jsonb', name: 'filter', nullable: true })
  filter: object | null;

  @Column({ type: 'text', name: 'state' })
  state: 'draft' | 'creating' | 'running' | 'closed';

  @Column({ type: 'text', name: 'case_kind', nullable: true })
  caseKind: 'change' | 'extension' | 'renewal' | 'conversion' | null;

  @Column({ type: 'text', name: 'scheme_key', nullable: true })
  schemeKey: string | null;

  @Column({ type: 'date', name: 'deadline_on' })
  deadlineOn: Day;

  @Column({ type: 'date', name: 'documents_due_on', nullable: true })
  documentsDueOn: Day | null;

  /** [{ stageKey, title, titleZh, instructions }] asked for in every case */
  @Column({ type: 'jsonb', name: 'documents' })
  documents: object;

  /** { by: responsible | member | fewest, memberId?, memberIds? } */
  @Column({ type: 'jsonb', name: 'owner_rule' })
  ownerRule: object;

  /** { en: { subject, body }, de, zh }; null = no letter */
  @Column({ type: 'jsonb', name: 'letter', nullable: true })
  letter: object | null;

  @Column({ type: 'boolean', name: 'cancels_declaration' })
  cancelsDeclaration: boolean;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'integer', name: 'members_total' })
  membersTotal: number;

  /** members whose case, requests and letter stand; kept with each portion */
  @Column({ type: 'integer', name: 'members_done' })
  membersDone: number;

  @Column({ type: 'jsonb', name: 'failure', nullable: true })
  failure: object | null;

  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil: Date | null;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column({ type: 'uuid', name: 'started_by', nullable: true })
  startedBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_done_at', nullable: true })
  createdDoneAt: Date | null;

  /** when the steps of its members were last counted anew */
  @Column({ type: 'timestamptz', name: 'recounted_at', nullable: true })
  recountedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
