import type { NamedSql } from './db.js';

/** One order of a list: the column (or indexed expression) it sorts by, with the id behind it. */
export interface ListSort {
  by: string;
  descending?: boolean;
  /** type of `by` for the cursor's value, which arrives as text */
  type: 'date' | 'text' | 'timestamptz';
}

/**
 * A list as constant pieces of SQL. No input ever becomes text of a statement: a request only chooses pieces, its
 * values are parameters.
 */
export interface ListShape<Sort extends string, Filter extends string> {
  /** first part of the statements' names */
  name: string;
  select: string;
  /** the table whose rows are listed, and the name by which all pieces call it */
  table: string;
  as: string;
  /** what the rows found are told with; must neither drop nor repeat a row */
  joins: string;
  sorts: Readonly<Record<Sort, ListSort>>;
  /** condition of each filter on the table's row; `$?` stands for its value, if it has one */
  filters: Readonly<Record<Filter, string>>;
  /** filters by which people look so often that the statement is kept prepared */
  prepared?: readonly Filter[];
}

export interface ListChoice<Sort extends string, Filter extends string> {
  sort: Sort;
  /** values by filter; undefined = not filtered */
  filters: Partial<Record<Filter, unknown>>;
  after: { value: string | null; id: string } | null;
  /** rows wanted; one more is fetched so that the page knows whether there is a next one */
  limit: number;
}

/** Two sizes stand in the text, because a page size as a parameter is planned anew each time (docs/decisions/0003-reads.md). */
const SMALL_PAGE = 50;
const LARGE_PAGE = 200;

/**
 * The statement of one page of a list: first its rows by an index range, then what is told with them. (In one step the
 * planner multiplies the selectivities of tenant and id, expects few rows and sorts the whole tenant instead.)
 * The common shapes are named, so that they are prepared once per connection; a rare combination of filters has no name
 * and is planned for its values.
 */
export function pageStatement<Sort extends string, Filter extends string>(
  shape: ListShape<Sort, Filter>,
  choice: ListChoice<Sort, Filter>,
): { sql: NamedSql; params: unknown[] } {
  const { conditions, params, names } = conditionsOf(shape, choice.filters);
  const { by, descending, type } = shape.sorts[choice.sort];
  if (choice.after) {
    params.push(choice.after.value, choice.after.id);
    const compared = descending ? '<' : '>';
    conditions.push(`(${by}, ${shape.as}.id) ${compared} ($${params.length - 1}::${type}, $${params.length}::uuid)`);
  }
  const size = choice.limit <= SMALL_PAGE ? SMALL_PAGE : LARGE_PAGE;
  const direction = descending ? ' desc' : '';
  const order = `order by ${by}${direction}, ${shape.as}.id${direction}`;
  const isCommon = size === SMALL_PAGE && names.every((name) => shape.prepared?.includes(name)) && names.length < 2;
  return {
    sql: {
      name: isCommon ? [shape.name, choice.sort, ...names, ...(choice.after ? ['after'] : [])].join('.') : '',
      text: `select ${shape.select}
        from (select * from ${shape.table} ${shape.as} where ${conditions.join(' and ')} ${order} limit ${size + 1}) ${shape.as}
        ${shape.joins} ${order}`,
    },
    params,
  };
}

/**
 * The filtered rows of a list, for counting: `select ... from <this> counted`.
 *
 * @param by what the list's indexes are ordered by: rows then come by an index of the tenant's own. Without it the planner,
 *   expecting the limit to be reached soon, may read the rows of all tenants to find those of a small one
 */
export function filteredRows<Sort extends string, Filter extends string>(
  shape: ListShape<Sort, Filter>,
  select: string,
  filters: Partial<Record<Filter, unknown>>,
  limit: number,
  by?: string,
): { text: string; params: unknown[] } {
  const { conditions, params } = conditionsOf(shape, filters);
  const order = by ? `order by ${by}` : '';
  return {
    text: `(select ${select} from ${shape.table} ${shape.as} where ${conditions.join(' and ')} ${order} limit ${Math.trunc(limit)})`,
    params,
  };
}

function conditionsOf<Sort extends string, Filter extends string>(
  shape: ListShape<Sort, Filter>,
  filters: Partial<Record<Filter, unknown>>,
): { conditions: string[]; params: unknown[]; names: Filter[] } {
  const conditions = [`${shape.as}.tenant_id = (select current_tenant())`];
  const params: unknown[] = [];
  const names: Filter[] = [];
  for (const name of Object.keys(shape.filters) as Filter[]) {
    const value = filters[name];
    if (value === undefined) continue;
    names.push(name);
    if (shape.filters[name].includes('$?')) params.push(value);
    conditions.push(`(${shape.filters[name].replaceAll('$?', () => `$${params.length}`)})`);
  }
  return { conditions, params, names };
}
