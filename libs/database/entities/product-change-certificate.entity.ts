import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';

/** A row is a certificate that a change touches, and what it needs there. */
@Entity({ name: 'product_change_certificates', synchronize: false })
export class ProductChangeCertificate {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'change_id' })
  changeId: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  /** change code of the body (01, 03, 04 ...), as in the variants of the change procedure */
  @Column({ type: 'text', name: 'code' })
  code: string;

  @Column({ type: 'text', name: 'state' })
  state: 'touched' | 'case-open' | 'accepted' | 'not-touched';

  @Column({ type: 'text', name: 'state_reason', nullable: true })
  stateReason: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  /** day from which changed goods may leave the factory under this certificate */
  @Column({ type: 'date', name: 'accepted_on', nullable: true })
  acceptedOn: Day | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
