/**
 * The two walls as SQL, used by migrations only. Because merged migrations are never edited, neither is the meaning of
 * these functions: a new kind of wall is a new function.
 */

/** A bare sub-select is evaluated once per statement, so the index on tenant_id serves. */
const TENANT = 'tenant_id = (select current_tenant())';
/**
 * Said with `is not null`, because the planner takes that for nearly always true. Taken for a coin toss, as a bare
 * boolean is, it expects half of the rows at every table of a join and reads and sorts the whole tenant for a page.
 */
const STAFF = '(select nullif(is_staff(), false)) is not null';

const enable = (table: string) => `alter table ${table} enable row level security;`;

const grant = (table: string, rights: string) => `grant ${rights} on ${table} to homolog_app;`;

/** A table that a client-role session may not see at all. */
export function internalTable(table: string, rights = 'select, insert, update'): string {
  return `${enable(table)}
    create policy staff_only on ${table} for all to homolog_app
      using (${TENANT} and ${STAFF}) with check (${TENANT} and ${STAFF});
    ${grant(table, rights)}`;
}

/**
 * A table that a client-role session reads as far as `clientSees` is true for its own company, and never writes.
 *
 * @param clientSees SQL over the row's columns and `current_client()`
 */
export function clientVisibleTable(table: string, clientSees: string, rights = 'select, insert, update'): string {
  return `${enable(table)}
    create policy reads on ${table} for select to homolog_app
      using (${TENANT} and (${STAFF} or (${clientSees})));
    create policy staff_inserts on ${table} for insert to homolog_app
      with check (${TENANT} and ${STAFF});
    create policy staff_updates on ${table} for update to homolog_app
      using (${TENANT} and ${STAFF}) with check (${TENANT} and ${STAFF});
    create policy staff_deletes on ${table} for delete to homolog_app
      using (${TENANT} and ${STAFF});
    ${grant(table, rights)}`;
}

/** A table without tenant that everybody reads and only the owner writes. */
export function referenceTable(table: string): string {
  return `grant select on ${table} to homolog_app;`;
}
