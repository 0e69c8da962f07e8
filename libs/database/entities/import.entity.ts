import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A row is an uploaded register with its dry run and, once run, its outcome. */
@Entity({ name: 'imports', synchronize: false })
export class Import {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'text', name: 'file_name' })
  fileName: string;

  @Column({ type: 'text', name: 'file_hash' })
  fileHash: string;

  @Column({ type: 'bytea', name: 'file_content', nullable: true, select: false })
  fileContent: Buffer | null;

  @Column({ type: 'integer', name: 'file_size_bytes' })
  fileSizeBytes: number;

  @Column({ type: 'text', name: 'state' })
  state: 'checking' | 'faulty' | 'ready' | 'importing' | 'imported' | 'failed';

  @Column({ type: 'integer', name: 'rows_total', nullable: true })
  rowsTotal: number | null;

  @Column({ type: 'integer', name: 'rows_read' })
  rowsRead: number;

  @Column({ type: 'integer', name: 'rows_imported' })
  rowsImported: number;

  @Column({ type: 'jsonb', name: 'report', nullable: true })
  report: unknown;

  @Column({ type: 'jsonb', name: 'options', nullable: true })
  options: unknown;

  @Column({ type: 'jsonb', name: 'result', nullable: true })
  result: unknown;

  @Column({ type: 'text', name: 'failure_code', nullable: true })
  failureCode: string | null;

  @Column({ type: 'jsonb', name: 'failure_facts', nullable: true })
  failureFacts: unknown;

  @Column({ type: 'timestamptz', name: 'leased_until', nullable: true })
  leasedUntil: Date | null;

  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'executed_at', nullable: true })
  executedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'mails_confirmed_at', nullable: true })
  mailsConfirmedAt: Date | null;

  @Column({ type: 'uuid', name: 'mails_confirmed_by', nullable: true })
  mailsConfirmedBy: string | null;

  @VersionColumn({ type: 'integer', name: 'version' })
  version: number;
}
