import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Certainty } from '#domain/deadlines/deadline';

/** A row is a product class of the CCC catalogue (reference data, no tenant). */
@Entity({ name: 'catalogue_classes', synchronize: false })
export class CatalogueClass {
  @PrimaryColumn({ type: 'text', name: 'code' })
  code: string;

  @Column({ type: 'text', name: 'name_en' })
  nameEn: string;

  @Column({ type: 'text', name: 'name_zh' })
  nameZh: string;

  @Column({ type: 'text', name: 'name_de' })
  nameDe: string;

  @Column({ type: 'text', name: 'rule', nullable: true })
  rule: string | null;

  @Column({ type: 'text', name: 'mode' })
  mode: string;

  @Column({ type: 'boolean', name: 'is_converting' })
  isConverting: boolean;

  @Column({ type: 'text', name: 'certainty' })
  certainty: Certainty;

  @Column({ type: 'text', name: 'source' })
  source: string;
}
