import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicabilityAnswer, Verdict } from '#domain/applicability/answer';
import type { ApplicabilityFacts } from '#domain/applicability/facts';
import type { Day } from '#domain/day';

/** A row is one answer to "does this need CCC on that day?", as it was given; it is never changed. */
@Entity({ name: 'applicability_checks', synchronize: false })
export class ApplicabilityCheck {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** with `sequence` the document number; per tenant and year without gaps */
  @Column({ type: 'integer', name: 'year' })
  year: number;

  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;

  @Column({ type: 'uuid', name: 'product_id', nullable: true })
  productId: string | null;

  @Column({ type: 'date', name: 'day' })
  day: Day;

  @Column({ type: 'jsonb', name: 'facts' })
  facts: ApplicabilityFacts;

  @Column({ type: 'text', name: 'verdict' })
  verdict: Verdict;

  @Column({ type: 'jsonb', name: 'answer' })
  answer: ApplicabilityAnswer;

  /** of the reference data it was answered with */
  @Column({ type: 'integer', name: 'reference_version' })
  referenceVersion: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  /** null = Homolog itself */
  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;
}
