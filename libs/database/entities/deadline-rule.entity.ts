import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Basis, Certainty, DeadlineKind } from '#domain/deadline';

/** A row is a rule that states days, with its basis and source (reference data, no tenant). */
@Entity({ name: 'deadline_rules', synchronize: false })
export class DeadlineRule {
  @PrimaryColumn({ type: 'text', name: 'code' })
  code: string;

  @Column({ type: 'text', name: 'kind' })
  kind: DeadlineKind;

  @Column({ type: 'text', name: 'basis' })
  basis: Basis;

  @Column({ type: 'text', name: 'certainty' })
  certainty: Certainty;

  @Column({ type: 'boolean', name: 'is_disputed' })
  isDisputed: boolean;

  @Column({ type: 'jsonb', name: 'parameters' })
  parameters: Record<string, unknown>;

  @Column({ type: 'text', name: 'source' })
  source: string;

  @Column({ type: 'text', name: 'source_url', nullable: true })
  sourceUrl: string | null;
}
