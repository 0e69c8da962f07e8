import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '#domain/day';
import type { DocumentRequestStatus } from '#domain/states/document-request-status';

/** A row is a document that is asked of a client. */
@Entity({ name: 'document_requests', synchronize: false })
export class DocumentRequest {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @Column({ type: 'text', name: 'stage_key' })
  stageKey: string;

  @Column({ type: 'text', name: 'title' })
  title: string;

  @Column({ type: 'text', name: 'title_zh', nullable: true })
  titleZh: string | null;

  @Column({ type: 'text', name: 'instructions', nullable: true })
  instructions: string | null;

  @Column({ type: 'uuid', name: 'template_file_id', nullable: true })
  templateFileId: string | null;

  @Column({ type: 'date', name: 'asked_on' })
  askedOn: Day;

  @Column({ type: 'date', name: 'due_on' })
  dueOn: Day;

  @Column({ type: 'text', name: 'status' })
  status: DocumentRequestStatus;

  @Column({ type: 'text', name: 'status_reason', nullable: true })
  statusReason: string | null;

  @Column({ type: 'timestamptz', name: 'first_seen_at', nullable: true })
  firstSeenAt: Date | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
