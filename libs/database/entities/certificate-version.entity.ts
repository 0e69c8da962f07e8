import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateSays, VersionCause } from '#domain/certificates/versions';
import type { Day } from '#domain/day';

/** A row is what a certificate says from a day on, whole. */
@Entity({ name: 'certificate_versions', synchronize: false })
export class CertificateVersion {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'integer', name: 'number' })
  number: number;

  @Column({ type: 'text', name: 'cause' })
  cause: VersionCause;

  /** null = not recorded */
  @Column({ type: 'date', name: 'holds_from', nullable: true })
  holdsFrom: Day | null;

  @Column({ type: 'jsonb', name: 'facts' })
  facts: CertificateSays;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId: string | null;

  @Column({ type: 'text', name: 'reason', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;
}
