import type pg from 'pg';
import { shippedReference } from '#database/reference/read-book';
import { fillConversations, fillPapers } from './cases-papers.js';

/** Owners of cases, in every tenant as many, so that a board by owner has as many columns. */
export const OWNERS = 8;
/** Cases of one client, in every tenant as many. */
const CASES_PER_CLIENT = 150;
const SCHEME = 'ccc-standard';
/** The one whose name no other has; of client 2. */
const RARE_PRODUCT = 4;

/** How a tenant of `cases` cases is made; everything is derived from the number of a thing, so that each fill gives the same. */
export interface CaseTenant {
  /** its number */
  tenant: number;
  cases: number;
  clients: number;
  /** half as many as cases */
  products: number;
}

export function caseTenant(tenant: number, cases: number): CaseTenant {
  return { tenant, cases, clients: Math.max(3, Math.round(cases / CASES_PER_CLIENT)), products: cases / 2 };
}

/**
 * Ids that grow with the number, as those of the product grow with time: `pg_temp.id(noun, tenant, number)`. And the
 * first day of a case: `pg_temp.began(number)`, spread over two years before today.
 */
export async function prepareFill(owner: pg.Client): Promise<void> {
  await owner.query(`
    set synchronous_commit = off;
    create function pg_temp.id(p_noun text, p_tenant integer, p_number bigint) returns uuid language sql immutable
      return (lpad(to_hex(1700000000000 + p_number * 1000), 12, '0') || '7' || substr(md5(p_noun || p_tenant || '-' || p_number), 1, 3)
        || '8' || substr(md5(p_noun || p_tenant || '-' || p_number), 4, 15))::uuid;
    create function pg_temp.began(p_case integer) returns date language sql stable
      return current_date - 30 - (p_case * 7919) % 700;`);
}

/**
 * A tenant with clients, factories, products, certificates, cases with their stages, moves, events, deadlines, document
 * requests, comments, and inspections and bookings. Every second product stands in two cases of its client; of ten cases
 * six are open, in each of the stages.
 */
export async function fillCaseTenant(owner: pg.Client, of: CaseTenant): Promise<void> {
  const put = (sql: string) => owner.query(sql);
  await fillRegisters(put, of);
  await fillCases(put, owner, of);
  // What refers to these is right as it is made; looking each reference up would take longer than all the rest.
  await put(`set session_replication_role = replica`);
  await fillHistories(put, of);
  await fillPapers(put, of);
  await fillConversations(put, of);
  await fillSites(put, of);
  await put(`reset session_replication_role`);
}

type Put = (sql: string) => Promise<unknown>;

const words = (...list: string[]) => `array[${list.map((word) => `'${word}'`).join(', ')}]`;
const STEMS = words(
  'Brandner',
  'Lindauer',
  'Nordlicht',
  'Weissenbach',
  'Oberland',
  'Kestrel',
  'Falkenried',
  'Grenoble',
);
const STEMS_ZH = words('布兰德纳', '林道', '北光', '白溪', '高地', '红隼', '鹰岭', '格勒诺布尔');
const TRADES = words('Lighting', 'Automotive', 'Electronics', 'Safety Systems', 'Components', 'Appliances');
const TRADES_ZH = words('照明', '汽车', '电子', '安全系统', '部件', '家电');
/** Clients with an odd number make these and are companies of one form, those with an even number the others: two common words need not meet. */
const GOODS = [
  words('Safety belt', 'Child restraint', 'Headlamp', 'Rear lamp'),
  words('LED driver', 'Power adapter', 'Electric kettle', 'Lithium cell'),
];
const GOODS_ZH = [
  words('汽车安全带', '儿童约束系统', '前照灯', '后位灯'),
  words('驱动电源', '电源适配器', '电热水壶', '锂电池'),
];

async function fillRegisters(put: Put, { tenant, clients, products }: CaseTenant): Promise<void> {
  const t = tenant;
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  await put(`insert into tenants (id, kind, name, country, language, time_zone, created_at)
    values (${tenantSql}, 'consultancy', 'Consultancy ${t}', 'DE', 'en', 'Europe/Berlin', '2024-01-01T00:00:00Z')`);
  await put(`insert into members (tenant_id, id, email, name, role, language, time_zone, country, created_at)
    select ${tenantSql}, pg_temp.id('member', ${t}, m), 'member' || m || '@example.com', 'Consultant ' || m, 'consultant', 'en',
      'Europe/Berlin', 'DE', '2024-01-01T00:00:00Z' from generate_series(1, ${OWNERS}) m`);
  await put(`insert into clients (tenant_id, id, legal_name, legal_name_zh, name_key, country, created_at)
    select ${tenantSql}, pg_temp.id('client', ${t}, c),
      (${STEMS})[1 + c % 8] || ' ' || (${TRADES})[1 + c % 6] || ' ' || c || case when c % 2 = 1 then ' GmbH' else ' AG' end,
      (${STEMS_ZH})[1 + c % 8] || (${TRADES_ZH})[1 + c % 6] || c || case when c % 2 = 1 then '有限公司' else '股份公司' end,
      'client ' || c, 'DE', '2024-01-01T00:00:00Z' from generate_series(1, ${clients}) c`);
  await put(`insert into factories (tenant_id, id, name, name_zh, name_key, country, factory_code, factory_class, created_at)
    select ${tenantSql}, pg_temp.id('factory', ${t}, f), (${STEMS})[1 + f % 8] || ' plant ' || f, (${STEMS_ZH})[1 + f % 8] || '工厂' || f,
      'plant ' || f, 'CN', 'A' || lpad(f::text, 6, '0'), (array['A', 'B', 'C'])[1 + f % 3], '2024-01-01T00:00:00Z'
    from generate_series(1, ${clients * 2}) f`);
  await put(`insert into client_factories (tenant_id, client_id, factory_id)
    select ${tenantSql}, pg_temp.id('client', ${t}, 1 + (f - 1) % ${clients}), pg_temp.id('factory', ${t}, f) from generate_series(1, ${clients * 2}) f`);
  await put(`insert into products (tenant_id, id, client_id, factory_id, class_code, name, name_zh, manufacturer, models, standard, unit_key, created_at)
    select ${tenantSql}, pg_temp.id('product', ${t}, p), pg_temp.id('client', ${t}, c), pg_temp.id('factory', ${t}, c), '1104',
      case when p = ${RARE_PRODUCT} then 'Hydrogen valve' when c % 2 = 1 then (${GOODS[0]})[1 + p % 4] else (${GOODS[1]})[1 + p % 4] end || ' ' || p,
      case when p = ${RARE_PRODUCT} then '氢气阀门' when c % 2 = 1 then (${GOODS_ZH[0]})[1 + p % 4] else (${GOODS_ZH[1]})[1 + p % 4] end || p,
      'Works ' || c, array['HM-' || p || 'A', 'HM-' || p || 'B'], 'GB 14166-2024', 'unit ' || p, '2024-01-01T00:00:00Z'
    from (select p, 1 + (p / 4) % ${clients} as c from generate_series(1, ${products}) p) p`);
  await put(`insert into laboratories (tenant_id, id, name, name_zh, city, country, time_zone, ccc_designated, cnas, cma, created_at)
    select ${tenantSql}, pg_temp.id('laboratory', ${t}, l), 'Test centre ' || l, '检测中心' || l, 'Shanghai', 'CN', 'Asia/Shanghai', 'yes', 'yes', 'yes', '2024-01-01T00:00:00Z'
    from generate_series(1, 5) l`);
  await put(`insert into certificates (tenant_id, id, client_id, product_id, responsible_id, scheme, number, number_key, body, issued_on, valid_until, status, next_due_on, created_at)
    select p.tenant_id, pg_temp.id('certificate', ${t}, n), p.client_id, p.id, pg_temp.id('member', ${t}, 1 + n % ${OWNERS}), 'ccc',
      (2022011109000000 + n)::text, (2022011109000000 + n)::text, 'CQC', current_date - 1000 - (n % 500)::integer, current_date + 300 + (n % 1000)::integer,
      'valid', current_date + 100 + ((n * 7919) % 900)::integer, '2024-01-01T00:00:00Z'
    from generate_series(1, ${products}) n join products p on p.tenant_id = ${tenantSql} and p.id = pg_temp.id('product', ${t}, n)`);
}

/** Stages before the certificate that every case goes through, in their order. */
function steps() {
  const scheme = shippedReference().schemes.get(SCHEME)!;
  return scheme.stages.map((stage, position) => ({
    key: stage.key,
    names: stage.names,
    party: stage.party,
    needs: stage.needs,
    needsInParallel: stage.needsInParallel,
    isOptional: stage.isOptional,
    isAfterCertificate: stage.isAfterCertificate,
    position,
  }));
}

async function fillCases(put: Put, owner: pg.Client, { tenant: t, cases }: CaseTenant): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  const stages = steps();
  const way = stages.filter(({ isOptional, isAfterCertificate }) => !isOptional && !isAfterCertificate);
  await owner.query('create temporary table if not exists bench_stages (stage jsonb, position integer, rank integer)');
  await owner.query('truncate bench_stages');
  for (const stage of stages) {
    const rank = way.findIndex(({ key }) => key === stage.key);
    await owner.query('insert into bench_stages values ($1, $2, $3)', [
      JSON.stringify(stage),
      stage.position,
      rank < 0 ? null : rank,
    ]);
  }
  // What a case is: of ten, four have ended; an open one stands at the step of its number.
  await put(
    `create temporary table if not exists bench_cases (n integer primary key, id uuid, client_id uuid, product_id uuid, is_open boolean, at integer, began date)`,
  );
  await put('truncate bench_cases');
  await put(`insert into bench_cases
    select n, pg_temp.id('case', ${t}, n), p.client_id, p.id, n % 10 < 6, case when n % 10 < 6 then (n / 10) % ${way.length} else ${way.length} end, pg_temp.began(n)
    from generate_series(1, ${cases}) n
    join products p on p.tenant_id = ${tenantSql} and p.id = pg_temp.id('product', ${t}, 1 + n % ${cases / 2})`);
  await put('analyze bench_cases, bench_stages');
  await put(`insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version, handled_by,
      issued_by, applicant_name, applicant_name_zh, manufacturer_name, manufacturer_name_zh, factory_id, owner_id, status, started_on, wish_on,
      accepted_on, ended_on, planned_end_on, stage_key, turn, turn_since, forecast_on, next_due_on, next_due_kind, next_due_basis, created_at, created_by)
    select ${tenantSql}, b.id, 2024 + n % 3, n, b.client_id, b.product_id,
      (array['new', 'new', 'new', 'change', 'extension', 'renewal'])[1 + n % 6], '${SCHEME}', (select max(number) from reference_versions), 'CQC', 'CQC',
      k.legal_name, k.legal_name_zh, k.legal_name, k.legal_name_zh, p.factory_id, case when n % 9 > 0 then pg_temp.id('member', ${t}, 1 + (n / 10) % ${OWNERS}) end,
      case when is_open then 'running' else 'certified' end, began, began + 200, began + 20, case when not is_open then began + 25 end, began + 180,
      w.stage ->> 'key', coalesce(w.stage ->> 'party', 'consultancy'), began + 20, case when is_open then current_date + (n % 200) end,
      case when is_open then current_date - 20 + (n * 7919) % 400 else 'infinity' end, case when is_open then 'document-request' end,
      case when is_open then 'practice' end, b.began, pg_temp.id('member', ${t}, 1)
    from bench_cases b join clients k on k.tenant_id = ${tenantSql} and k.id = b.client_id
      join products p on p.tenant_id = ${tenantSql} and p.id = b.product_id
      left join bench_stages w on b.is_open and w.rank = b.at order by n`);
  await put(`insert into application_units (tenant_id, application_id, product_id, client_id, position)
    select ${tenantSql}, b.id, b.product_id, b.client_id, 1 from bench_cases b order by n`);
  await put(`insert into application_units (tenant_id, application_id, product_id, client_id, position)
    select ${tenantSql}, b.id, f.id, b.client_id, 2
    from bench_cases b join lateral (select 1 + b.n % ${cases / 2} as p) p on b.n % 10 = 7
      join products f on f.tenant_id = ${tenantSql} and f.id = pg_temp.id('product', ${t}, p.p / 4 * 4 + (p.p + 1) % 4) order by b.n`);
}

/** Stages, moves and deadlines of each case. Reads `bench_cases` and `bench_stages`. */
async function fillHistories(put: Put, { tenant: t }: CaseTenant): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  await put(`insert into application_stages (tenant_id, id, application_id, client_id, key, position, names, party, needs, needs_in_parallel,
      is_optional, is_after_certificate, status, planned_from, planned_to, started_on, ended_on)
    select ${tenantSql}, pg_temp.id('stage', ${t}, n * 100 + s.position), b.id, b.client_id, s.stage ->> 'key', s.position, s.stage -> 'names',
      s.stage ->> 'party', array(select jsonb_array_elements_text(s.stage -> 'needs')), null, (s.stage ->> 'isOptional')::boolean,
      (s.stage ->> 'isAfterCertificate')::boolean,
      case when s.rank < b.at then 'done' when s.rank = b.at then 'running' else 'not-started' end,
      began + s.position * 20, began + s.position * 20 + 19, case when s.rank <= b.at then began + s.rank * 2 end,
      case when s.rank < b.at then began + s.rank * 2 + 2 end
    from bench_cases b cross join bench_stages s order by n, s.position`);
  // The case itself (submitted, accepted, begun), then each step it has gone through, the last one only begun.
  await put(`insert into case_moves (tenant_id, id, application_id, stage_id, act, from_status, to_status, moved_on, member_id, moved_at)
    select ${tenantSql}, pg_temp.id('move', ${t}, b.n * 100 + m.place), b.id, m.stage_id, m.act, m.from_status, m.to_status, m.moved_on, pg_temp.id('member', ${t}, 1), m.moved_on
    from bench_cases b cross join lateral (
      select 1 as place, null::uuid as stage_id, 'submit' as act, 'draft' as from_status, 'submitted' as to_status, began as moved_on
      union all select 2, null, 'accept', 'submitted', 'accepted', began
      union all select 3, null, 'start', 'accepted', 'running', began
      union all select 4 + s.rank * 2, pg_temp.id('stage', ${t}, b.n * 100 + s.position), 'start', 'not-started', 'running', began + s.rank * 2
        from bench_stages s where s.rank <= b.at
      union all select 5 + s.rank * 2, pg_temp.id('stage', ${t}, b.n * 100 + s.position), 'complete', 'running', 'done', began + s.rank * 2 + 2
        from bench_stages s where s.rank < b.at
      union all select 90, null, 'certify', 'running', 'certified', began + 25 where not is_open) m
    order by b.n, m.place`);
  await put(`insert into deadlines (tenant_id, id, application_id, client_id, kind, item, due_on, basis, rule, source, certainty, counted, state, created_at)
    select ${tenantSql}, pg_temp.id('deadline', ${t}, n * 10 + d), b.id, b.client_id, (array['stage-due', 'case-limit'])[d], d::text,
      current_date - 20 + (n * 7919 + d * 60) % 400, (array['practice', 'legal'])[d], 'order-117', 'Order 117', 'official',
      '{"start": "2026-01-01", "amount": 90, "unit": "days", "result": "2026-04-01", "skipped": []}', case when is_open then 'open' else 'withdrawn' end, began
    from bench_cases b cross join generate_series(1, 2) d`);
}

/** A quarter as many inspections as clients have factories and years, and a booking for every fifth case. */
async function fillSites(put: Put, { tenant: t, cases, clients }: CaseTenant): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  await put(`insert into audits (tenant_id, id, client_id, factory_id, application_id, kind, status, planned_from, planned_to, held_from, held_to, responsible_id, created_at)
    select ${tenantSql}, pg_temp.id('audit', ${t}, b.n), b.client_id, pg_temp.id('factory', ${t}, 1 + b.n % ${clients * 2}), b.id, 'initial',
      case when is_open then 'planned' else 'passed' end, d.day, d.day + 1, case when not is_open then d.day end, case when not is_open then d.day + 1 end,
      pg_temp.id('member', ${t}, 1 + n % ${OWNERS}), began
    from bench_cases b cross join lateral (select case when is_open then current_date + (n * 31) % 300 else current_date - 100 - (n * 31) % 600 end as day) d
    where b.n <= ${cases} and b.n % 10 in (3, 8)`);
  await put(`insert into bookings (tenant_id, id, client_id, product_id, application_id, laboratory_id, starts_at, ends_at, status, eligibility, responsible_id, created_at)
    select ${tenantSql}, pg_temp.id('booking', ${t}, n), b.client_id, b.product_id, b.id, pg_temp.id('laboratory', ${t}, 1 + n % 5),
      d.day + time '01:00', d.day + time '09:00', 'done', '{}', pg_temp.id('member', ${t}, 1 + n % ${OWNERS}), began
    from bench_cases b cross join lateral (select current_date + 100 - (n * 31) % 700 as day) d
    where b.n <= ${cases} and b.n % 5 = 2`);
}

/** Ids of the tenant's things by number, as the fill made them. */
export async function idOf(owner: pg.Client, noun: string, tenant: number, number: number): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('select pg_temp.id($1, $2, $3) as id', [noun, tenant, number]);
  return rows[0]!.id;
}
