import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A CB test report of which new reference data moved the day is told among what moved, and found by its number. */
export class CbReportMoves1764200000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MOVES);
    await db.query(NUMBERS);
  }

  async down(): Promise<void> {
    throw new Error('The moves of CB test reports have no way back: restore the backup instead.');
  }
}

const MOVES = `
  alter table deadline_moves
    add column cb_report_id uuid,
    add foreign key (tenant_id, cb_report_id) references cb_reports (tenant_id, id),
    drop constraint deadline_moves_of_one_subject,
    add constraint deadline_moves_of_one_subject
      check (num_nonnulls(certificate_id, factory_id, plan_id, application_id, audit_id, sample_id, determination_id, approval_id, cb_report_id) = 1);
  create index deadline_moves_of_cb_report on deadline_moves (tenant_id, cb_report_id) where cb_report_id is not null;
`;

/** A part of a number may be typed; the index holds all that is compared and all that the walls ask for, so that no row is read. */
const NUMBERS = `
  alter table cb_reports add column search_text text
    generated always as (search_text(array[number, certificate_number])) stored;
  create index cb_reports_by_number on cb_reports (tenant_id, search_text) include (id, client_id);
`;
