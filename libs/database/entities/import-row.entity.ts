import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is one row of an uploaded register as it was read, with its faults and warnings. */
@Entity({ name: 'import_rows', synchronize: false })
export class ImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @Column({ type: 'uuid', name: 'import_id' })
  importId: string;

  @PrimaryColumn({ type: 'uuid', name: 'id' })
  id: string;

  @Column({ type: 'integer', name: 'row_number' })
  rowNumber: number;

  @Column({ type: 'jsonb', name: 'cells' })
  cells: Record<string, unknown>;

  @Column({ type: 'jsonb', name: 'faults' })
  faults: unknown[];

  @Column({ type: 'jsonb', name: 'warnings' })
  warnings: unknown[];
}
