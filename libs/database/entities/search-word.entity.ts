import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is a place where a word begins that a subject is found by. Written by triggers of the database alone. */
@Entity({ name: 'search_words', synchronize: false })
export class SearchWord {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'text', name: 'kind' })
  kind: 'application' | 'sequence' | 'names' | 'certificate' | 'product' | 'client' | 'factory' | 'laboratory';

  /** the text from there on: folded, without separators, 40 characters at most */
  @PrimaryColumn({ type: 'text', name: 'word' })
  word: string;

  @PrimaryColumn({ type: 'uuid', name: 'subject_id' })
  subjectId: string;

  /** whose product or names it is; null for other kinds */
  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  clientId: string | null;
}
