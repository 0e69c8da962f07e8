import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is the hours at which a tenant's reminders leave, in each reader's own day; without it our defaults hold. */
@Entity({ name: 'reminder_settings', synchronize: false })
export class ReminderSettings {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'integer', name: 'morning_hour' })
  morningHour: number;

  @Column({ type: 'integer', name: 'quiet_from' })
  quietFrom: number;

  @Column({ type: 'integer', name: 'quiet_to' })
  quietTo: number;

  /** 1 = Monday */
  @Column({ type: 'integer', name: 'outlook_weekday' })
  outlookWeekday: number;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
