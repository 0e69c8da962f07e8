import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#domain/permissions';

/** A row is a document on the reminders of one deadline, as it was made. Never changed. */
@Entity({ name: 'reminder_proofs', synchronize: false })
export class ReminderProof {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'deadline_id' })
  deadlineId: string;

  /** client: only the lines of contacts of the client */
  @Column({ type: 'text', name: 'readers' })
  readers: 'all' | 'client';

  @Column({ type: 'text', name: 'language' })
  language: Language;

  /** what the document says, as JSON text */
  @Column({ type: 'text', name: 'data' })
  data: string;

  /** of the UTF-8 bytes of `data`, hexadecimal */
  @Column({ type: 'text', name: 'sha256' })
  sha256: string;

  @Column({ type: 'timestamptz', name: 'made_at' })
  madeAt: Date;

  @Column({ type: 'uuid', name: 'made_by' })
  madeBy: string;
}
