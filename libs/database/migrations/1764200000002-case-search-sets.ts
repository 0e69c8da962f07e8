import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CASE_SETS } from './case-search-sets.js';
import { CASE_TYPED } from './case-search-typed.js';

/**
 * Counts of cases read every row for its client; to count two hundred cases that have several common words five thousand
 * were passed; and while somebody typed, each kind of hit weighed the same words anew. Now a count reads the index alone,
 * words that meet are counted where their sets meet (case-search-sets.ts), and which products have all words is asked
 * once for cases, certificates, products and bookings (case-search-typed.ts).
 */
export class CaseSearchSets1764200000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(INDEXES);
    await db.query(CASE_SETS);
    await db.query(CASE_TYPED);
  }

  async down(): Promise<void> {
    throw new Error('The search of cases has no way back: restore the backup instead.');
  }
}

/** The client goes along, by which a count tells companies and a policy its readers. */
const INDEXES = `
  drop index applications_by_next_due, applications_by_kind, applications_by_status, applications_by_stage, applications_by_turn;
  create index applications_by_next_due on applications (tenant_id, next_due_on, id) include (client_id);
  create index applications_by_kind on applications (tenant_id, kind, next_due_on, id) include (client_id);
  create index applications_by_status on applications (tenant_id, status, next_due_on, id) include (client_id);
  create index applications_by_stage on applications (tenant_id, stage_key, next_due_on, id) include (client_id) where ended_on is null;
  create index applications_by_turn on applications (tenant_id, turn, next_due_on, id) include (client_id) where ended_on is null;
`;
