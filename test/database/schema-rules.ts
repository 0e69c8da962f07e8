import type pg from 'pg';

interface ForeignKey {
  name: string;
  table: string;
  columns: string[];
  parent: string;
  parentColumns: string[];
}

interface Catalog {
  /** all tables of the schema `public` */
  tables: { name: string; isWalled: boolean; columns: string[]; primaryKey: string[] }[];
  policies: { table: string; name: string; roles: string[]; command: string; using: string; check: string }[];
  foreignKeys: ForeignKey[];
  /** columns of each index in order; partial ones too, where the condition is only "is not null" of its columns */
  indexes: { table: string; columns: string[] }[];
}

const TABLES = `
  select c.relname as name, c.relrowsecurity as "isWalled",
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select array_agg(a.attname::text order by k.ordinality) from pg_index i,
      unnest(i.indkey::int[]) with ordinality k (attnum, ordinality)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '{}') as "primaryKey"
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;

const POLICIES = `
  select tablename as table, policyname as name, roles::text[] as roles, cmd as command,
    coalesce(qual, '') as using, coalesce(with_check, '') as check
  from pg_policies where schemaname = 'public'`;

const names = (columns: string, relation: string) => `(select array_agg(a.attname::text order by k.ordinality)
  from unnest(${columns}) with ordinality k (attnum, ordinality)
  join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum)`;

const FOREIGN_KEYS = `
  select f.conname as name, c.relname as table, p.relname as parent,
    ${names('f.conkey', 'f.conrelid')} as columns, ${names('f.confkey', 'f.confrelid')} as "parentColumns"
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
  where f.contype = 'f' and c.relnamespace = 'public'::regnamespace`;

const INDEXES = `
  select c.relname as table, ${names('i.indkey::int2[]', 'i.indrelid')} as columns
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace
    and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\([a-z_]+ IS NOT NULL\\)$')`;

async function readCatalog(owner: pg.ClientBase): Promise<Catalog> {
  const rows = async <R>(sql: string) => (await owner.query(sql)).rows as R[];
  return {
    tables: await rows(TABLES),
    policies: await rows(POLICIES),
    foreignKeys: await rows(FOREIGN_KEYS),
    indexes: await rows(INDEXES),
  };
}

/**
 * What is wrong with the walls of the schema `public`, one sentence per fault. A table that carries `tenant_id` is a
 * tenant table.
 */
export async function schemaFaults(owner: pg.ClientBase): Promise<string[]> {
  const catalog = await readCatalog(owner);
  const tenantTables = catalog.tables.filter((table) => table.columns.includes('tenant_id'));
  const isTenantTable = (name: string) => tenantTables.some((table) => table.name === name);
  return [
    ...tenantTables.flatMap((table) => wallFaults(table, catalog)),
    ...catalog.foreignKeys.flatMap((key) => [
      ...(isTenantTable(key.table) && isTenantTable(key.parent) ? compositeFaults(key) : []),
      ...indexFaults(key, catalog.indexes),
    ]),
  ];
}

/** The conditions a policy has by its command; one that is left out would be true for every row. */
const PARTS: Record<string, ('using' | 'check')[]> = {
  ALL: ['using', 'check'],
  SELECT: ['using'],
  INSERT: ['check'],
  UPDATE: ['using', 'check'],
  DELETE: ['using'],
};

function wallFaults(table: Catalog['tables'][number], { policies, foreignKeys }: Catalog): string[] {
  const faults: string[] = [];
  const of = policies.filter((policy) => policy.table === table.name && policy.roles.includes('homolog_app'));
  if (!table.isWalled) faults.push(`${table.name}: row security is not enabled`);
  if (!of.some(({ command }) => command === 'ALL' || command === 'SELECT'))
    faults.push(`${table.name}: no policy lets homolog_app read`);
  if (policies.some((policy) => policy.table === table.name && policy.roles.includes('public')))
    faults.push(`${table.name}: a policy is for everybody`);
  for (const policy of of) {
    const parts = PARTS[policy.command]!.map((part) => policy[part]);
    if (!parts.every((part) => part.includes('current_tenant()')))
      faults.push(`${table.name}: policy ${policy.name} does not ask for the tenant`);
    if (!parts.every((part) => /is_staff\(\)|current_client\(\)|current_member\(\)/.test(part)))
      faults.push(`${table.name}: policy ${policy.name} does not ask for the audience`);
    if (policy.command !== 'SELECT' && !parts.every((part) => part.includes('is_staff()')))
      faults.push(`${table.name}: policy ${policy.name} lets others than staff write`);
  }
  if (table.primaryKey[0] !== 'tenant_id' || table.primaryKey.length < 2)
    faults.push(`${table.name}: the primary key is (${table.primaryKey.join(', ')}), it must begin with tenant_id`);
  if (!foreignKeys.some((key) => key.table === table.name && key.columns.includes('tenant_id')))
    faults.push(`${table.name}: nothing ties tenant_id to a tenant`);
  return faults;
}

function compositeFaults(key: ForeignKey): string[] {
  const at = key.columns.indexOf('tenant_id');
  return at !== -1 && key.parentColumns[at] === 'tenant_id'
    ? []
    : [`${key.table}: foreign key ${key.name} to ${key.parent} does not carry tenant_id`];
}

/** An index serves when the columns it begins with are of the key, beyond the tenant alone. */
function indexFaults(key: ForeignKey, indexes: Catalog['indexes']): string[] {
  const own = key.columns.filter((column) => column !== 'tenant_id');
  const serves = (columns: string[]) => {
    const [first, second] = columns;
    if (own.length === 0) return first === 'tenant_id';
    return own.includes(first!) || (first === 'tenant_id' && own.includes(second!));
  };
  return indexes.some((index) => index.table === key.table && serves(index.columns))
    ? []
    : [`${key.table}: no index serves the foreign key (${key.columns.join(', ')}) to ${key.parent}`];
}
