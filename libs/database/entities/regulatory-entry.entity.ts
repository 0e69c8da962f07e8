import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';

/** A row is an announcement, rule, standard or draft that the tenant keeps or follows. */
@Entity({ name: 'regulatory_entries', synchronize: false })
export class RegulatoryEntry {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** the record of the reference data that is followed; null = an entry of the tenant itself */
  @Column({ type: 'text', name: 'reference_key', nullable: true })
  referenceKey: string | null;

  @Column({ type: 'text', name: 'kind' })
  kind: 'mode' | 'implementation-rule' | 'standard' | 'consultation' | 'other';

  @Column({ type: 'text', name: 'status' })
  status: 'draft' | 'in-force' | 'withdrawn';

  @Column({ type: 'text', name: 'instrument' })
  instrument: string;

  @Column({ type: 'text', name: 'title' })
  title: string;

  @Column({ type: 'text', name: 'title_zh', nullable: true })
  titleZh: string | null;

  @Column({ type: 'text', name: 'summary', nullable: true })
  summary: string | null;

  @Column({ type: 'text', name: 'source_url', nullable: true })
  sourceUrl: string | null;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  fileId: string | null;

  @Column({ type: 'text', name: 'certainty' })
  certainty: 'official' | 'secondary' | 'unverified';

  @Column({ type: 'date', name: 'announced_on', nullable: true })
  announcedOn: Day | null;

  @Column({ type: 'date', name: 'effective_on', nullable: true })
  effectiveOn: Day | null;

  @Column({ type: 'date', name: 'new_applications_only_from', nullable: true })
  newApplicationsOnlyFrom: Day | null;

  @Column({ type: 'date', name: 'deadline_on', nullable: true })
  deadlineOn: Day | null;

  /** last day on which views on a draft or consultation are taken */
  @Column({ type: 'date', name: 'views_until', nullable: true })
  viewsUntil: Day | null;

  /** null = any class */
  @Column({ type: 'text', name: 'class_codes', array: true, nullable: true })
  classCodes: string[] | null;

  /** null = any scheme */
  @Column({ type: 'text', name: 'schemes', array: true, nullable: true })
  schemes: Scheme[] | null;

  @Column({ type: 'text', name: 'replaced_standards', array: true })
  replacedStandards: string[];

  @Column({ type: 'text', name: 'new_standard', nullable: true })
  newStandard: string | null;

  @Column({ type: 'text', name: 'replaced_rule', nullable: true })
  replacedRule: string | null;

  @Column({ type: 'text', name: 'new_rule', nullable: true })
  newRule: string | null;

  @Column({ type: 'date', name: 'applies_to_issued_before', nullable: true })
  appliesToIssuedBefore: Day | null;

  @Column({ type: 'date', name: 'views_sent_on', nullable: true })
  viewsSentOn: Day | null;

  @Column({ type: 'text', name: 'withdrawn_reason', nullable: true })
  withdrawnReason: string | null;

  /** its status before it was withdrawn */
  @Column({ type: 'text', name: 'withdrawn_from', nullable: true })
  withdrawnFrom: 'draft' | 'in-force' | null;

  @Column({ type: 'uuid', name: 'responsible_id', nullable: true })
  responsibleId: string | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
