import type { Db } from '#database/db';
import { addDays, type Day } from '#domain/day';
import { DEADLINE_KINDS } from '#domain/deadlines/deadline';
import type { ImportDates } from './register-import.dto.js';

/** The days that an import brought and that still wait for it, by kind; inside its transaction those of the import itself. */
export async function datesBrought(db: Db, importId: string, today: Day): Promise<ImportDates[]> {
  const rows = await db.query<ImportDates>(BROUGHT, [
    importId,
    today,
    addDays(today, 7),
    addDays(today, 30),
    addDays(today, 90),
  ]);
  return rows.sort((a, b) => DEADLINE_KINDS.indexOf(a.kind) - DEADLINE_KINDS.indexOf(b.kind));
}

const BROUGHT = `
  select kind, count(*)::int as count, (count(*) filter (where state = 'met'))::int as met,
    (count(*) filter (where state = 'open' and due_on < $2))::int as overdue,
    (count(*) filter (where state = 'open' and due_on between $2 and $3))::int as week,
    (count(*) filter (where state = 'open' and due_on > $3 and due_on <= $4))::int as month,
    (count(*) filter (where state = 'open' and due_on > $4 and due_on <= $5))::int as quarter,
    min(due_on) filter (where state = 'open' and due_on >= $2) as "firstOn"
  from deadlines where tenant_id = current_tenant() and held_by_import_id = $1 and state <> 'withdrawn'
  group by kind`;
