import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { Discharge } from '#domain/states/determination-status';

/** A row is what became of some of the goods that came in under an exemption, with its proof. Never changed. */
@Entity({ name: 'determination_discharges', synchronize: false })
export class DeterminationDischarge {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'determination_id' })
  determinationId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'manner' })
  manner: Discharge;

  @Column({ type: 'date', name: 'discharged_on' })
  dischargedOn: Day;

  @Column({ type: 'integer', name: 'quantity' })
  quantity: number;

  @Column({ type: 'uuid', name: 'proof_file_id' })
  proofFileId: string;

  @Column({ type: 'text', name: 'note', nullable: true })
  note: string | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
