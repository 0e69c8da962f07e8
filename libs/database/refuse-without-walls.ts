import type pg from 'pg';

/** @throws Error when row-level security is not in force for the role of the pool: the program must not run then */
export async function refuseWithoutWalls(pool: pg.Pool): Promise<void> {
  const open = await pool.query<{ relname: string }>(`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      and not row_security_active(c.oid)`);
  const owned = await pool.query(
    `select 1 from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace limit 1`,
  );
  if (!open.rowCount && !owned.rowCount) return;
  const tables = open.rows.map((row) => row.relname).join(', ');
  throw new Error(
    `Row-level security is not in force for this database role${tables ? ` on: ${tables}` : ''}. Homolog does not run without its walls.`,
  );
}
