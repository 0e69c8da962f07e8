import type pg from 'pg';
import { reference, type Reference } from './read-reference.js';

/**
 * Brings the reference tables to what the files of this version say. Safe to run again: a record that is there is
 * overwritten, a rule or calendar day that is gone from the files is removed. A product class is never removed, because
 * products name it.
 *
 * @param owner a connection of the tables' owner
 * @param log told once, in words, when anything changed
 * @param content for tests; the files of this version when left out
 * @returns how many records changed
 */
export async function loadReference(
  owner: pg.ClientBase,
  log: (line: string) => void = () => {},
  content: Reference = reference(),
): Promise<number> {
  await owner.query('begin');
  try {
    const counts = [
      await loadClasses(owner, content),
      await loadRules(owner, content),
      await loadCalendar(owner, content),
    ];
    await owner.query('commit');
    const changed = counts.reduce((sum, count) => sum + count, 0);
    if (changed > 0) log(`reference data: ${changed} records changed`);
    return changed;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

async function loadClasses(owner: pg.ClientBase, content: Reference): Promise<number> {
  const rows = [...content.classes.values()].map((found) => ({
    code: found.code,
    name_en: found.names.en,
    name_zh: found.names.zh,
    name_de: found.names.de,
    rule: found.implementationRule,
    mode: found.conversion === null ? 'third-party' : 'self-declaration-ending',
    is_converting: found.conversion !== null,
    certainty: found.certainty,
    source: found.source,
  }));
  return upsert(owner, 'catalogue_classes', ['code'], rows);
}

async function loadRules(owner: pg.ClientBase, content: Reference): Promise<number> {
  const rows = content.rules.map(({ key, kind, basis, certainty, isDisputed, source, sourceUrl, ...parameters }) => ({
    code: key,
    kind,
    basis,
    certainty,
    is_disputed: isDisputed,
    parameters,
    source,
    source_url: sourceUrl,
  }));
  const gone = await owner.query('delete from deadline_rules where code <> all ($1)', [rows.map((row) => row.code)]);
  return (gone.rowCount ?? 0) + (await upsert(owner, 'deadline_rules', ['code'], rows));
}

async function loadCalendar(owner: pg.ClientBase, content: Reference): Promise<number> {
  const years = content.calendarYears.map(({ country, year, status, source }) => ({ country, year, status, source }));
  const days = content.calendarYears.flatMap(({ country, source, exceptions }) =>
    exceptions.map(({ day, kind, name }) => ({ country, day, kind, name: name ?? 'Make-up working day', source })),
  );
  const gone = await owner.query(
    `delete from calendar_days d using unnest($1::text[], $2::int[]) as listed (country, year)
     where d.country = listed.country and extract(year from d.day) = listed.year
       and not exists (select 1 from unnest($3::text[], $4::date[]) as kept (country, day) where kept.country = d.country and kept.day = d.day)`,
    [years.map((y) => y.country), years.map((y) => y.year), days.map((d) => d.country), days.map((d) => d.day)],
  );
  const changedYears = await upsert(owner, 'calendar_years', ['country', 'year'], years);
  return (gone.rowCount ?? 0) + changedYears + (await upsert(owner, 'calendar_days', ['country', 'day'], days));
}

/** Table and column names are constants of this file. Rows that are already equal are not written. */
async function upsert(
  owner: pg.ClientBase,
  table: string,
  keys: string[],
  rows: Record<string, unknown>[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = Object.keys(rows[0]!);
  const values = columns.filter((column) => !keys.includes(column));
  const list = (names: string[], prefix = '') => names.map((name) => `${prefix}${name}`).join(', ');
  const done = await owner.query(
    `insert into ${table} (${list(columns)})
     select ${list(columns)} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict (${list(keys)}) do update set ${values.map((name) => `${name} = excluded.${name}`).join(', ')}
     where (${list(values, `${table}.`)}) is distinct from (${list(values, 'excluded.')})`,
    [JSON.stringify(rows)],
  );
  return done.rowCount ?? 0;
}
