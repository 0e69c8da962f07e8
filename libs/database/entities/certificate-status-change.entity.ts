import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { CertificateAct, CertificateStatus } from '#domain/states/certificate-status';

/** A row is one change of the status of a certificate; taken back, it stays, marked. */
@Entity({ name: 'certificate_status_changes', synchronize: false })
export class CertificateStatusChange {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'certificate_id' })
  certificateId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'bigint', name: 'seq', insert: false, update: false })
  seq: string;

  @Column({ type: 'text', name: 'act' })
  act: CertificateAct;

  @Column({ type: 'text', name: 'from_status' })
  fromStatus: CertificateStatus;

  @Column({ type: 'text', name: 'to_status' })
  toStatus: CertificateStatus;

  /** null = not recorded */
  @Column({ type: 'date', name: 'holds_from', nullable: true })
  holdsFrom: Day | null;

  @Column({ type: 'text', name: 'ground', nullable: true })
  ground: string | null;

  @Column({ type: 'text', name: 'reason', nullable: true })
  reason: string | null;

  @Column({ type: 'date', name: 'suspended_until', nullable: true })
  suspendedUntil: Day | null;

  /** the calendar did it: the last valid day had passed in China */
  @Column({ type: 'boolean', name: 'is_automatic' })
  isAutomatic: boolean;

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId: string | null;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column({ type: 'timestamptz', name: 'taken_back_at', nullable: true })
  takenBackAt: Date | null;

  @Column({ type: 'uuid', name: 'taken_back_by', nullable: true })
  takenBackBy: string | null;

  @Column({ type: 'text', name: 'taken_back_reason', nullable: true })
  takenBackReason: string | null;
}
