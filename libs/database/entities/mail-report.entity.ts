import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailReportKind } from '#domain/mail/mail-report';

/** A row is what was reported of a mail after the server had taken it: the first of its kind. */
@Entity({ name: 'mail_reports', synchronize: false })
export class MailReport {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'mail_id' })
  mailId: string;

  @Column({ type: 'text', name: 'kind' })
  kind: MailReportKind;

  /** of RFC 3463, e.g. `5.1.1` */
  @Column({ type: 'text', name: 'status', nullable: true })
  status: string | null;

  /** the server's own words */
  @Column({ type: 'text', name: 'answer', nullable: true })
  answer: string | null;

  @Column({ type: 'text', name: 'came_by' })
  cameBy: 'smtp' | 'webhook';

  @Column({ type: 'timestamptz', name: 'at' })
  at: Date;
}
