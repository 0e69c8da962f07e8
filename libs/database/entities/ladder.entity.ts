import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DeadlineKind } from '#domain/deadlines/deadline';

/** A row is a tenant's own reminder steps for one kind of deadline; without it the default holds. */
@Entity({ name: 'ladders', synchronize: false })
export class Ladder {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'kind' })
  kind: DeadlineKind;

  @Column({ type: 'integer', name: 'offsets', array: true })
  offsets: number[];

  @Column({ type: 'integer', name: 'overdue_every_days', nullable: true })
  overdueEveryDays: number | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
