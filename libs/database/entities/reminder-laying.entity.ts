import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is a tenant whose planned reminders are being laid anew; it is gone when all are. */
@Entity({ name: 'reminder_layings', synchronize: false })
export class ReminderLaying {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  /** the last deadline of which they are, in the order of ids */
  @Column({ type: 'uuid', name: 'laid_to' })
  laidTo: string;

  @Column({ type: 'timestamptz', name: 'began_at' })
  beganAt: Date;

  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil: Date | null;
}
