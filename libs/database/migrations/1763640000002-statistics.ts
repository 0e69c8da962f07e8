import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Statistics for the planner in the middle of a large import. A dry run writes thousands of rows and rolls them back;
 * if the server counts the tables just then, it takes them for empty although they have many pages, and plans the
 * import itself for one row in each table: ten times as slow, worse with every row. ANALYZE inside the import's own
 * transaction counts the rows written so far. It belongs to the owner, hence a function with the owner's rights; it takes
 * no parameter and shows nothing.
 *
 * Only where the tables are small: beyond SMALL_ROWS the statistics stand on other tenants' rows and are right. It does
 * not wait for a lock (another import or the server's own vacuum may hold it until its end) and then says false.
 */
export class Statistics1763640000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function refresh_statistics() returns boolean
        language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '100ms'
        as $$
        begin
          if (select max(reltuples) from pg_class where oid in ('certificates'::regclass, 'reminders'::regclass)) > ${SMALL_ROWS} then
            return false;
          end if;
          analyze clients, contacts, factories, client_factories, products, certificates, deadlines, reminders, mails;
          return true;
        exception when lock_not_available then
          return false;
        end $$;
      revoke all on function refresh_statistics() from public;
      grant execute on function refresh_statistics() to homolog_app;`);
  }

  async down(): Promise<void> {
    throw new Error('The statistics have no way back: drop the database instead.');
  }
}

const SMALL_ROWS = 200_000;
