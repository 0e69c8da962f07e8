import type { CaseTenant } from './cases-data.js';

type Put = (sql: string) => Promise<unknown>;

/** Two requests for each case, one of them answered with a file. Reads `bench_cases`. */
export async function fillPapers(put: Put, { tenant: t }: Pick<CaseTenant, 'tenant'>): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  await put(`insert into document_requests (tenant_id, id, application_id, client_id, stage_key, title, title_zh, asked_on, due_on, status, created_at)
    select ${tenantSql}, pg_temp.id('request', ${t}, n * 10 + r), b.id, b.client_id, 'documents', (array['Business licence', 'Wiring diagram'])[r],
      (array['营业执照', '电路图'])[r], began, began + 30, (array['accepted', 'requested'])[r], began
    from bench_cases b cross join generate_series(1, 2) r`);
  await put(`insert into files (tenant_id, id, client_id, is_client_visible, name, size_bytes, sha256, media_type, storage_key, state, created_at, stored_at, attached_at)
    select ${tenantSql}, pg_temp.id('file', ${t}, n), b.client_id, true, 'licence.pdf', 100000, repeat('0', 64), 'application/pdf', 'bench/' || n, 'stored', began, began, began
    from bench_cases b`);
  await put(`insert into document_versions (tenant_id, id, request_id, client_id, number, file_id, received_at, verdict, verdict_at)
    select ${tenantSql}, pg_temp.id('version', ${t}, n), pg_temp.id('request', ${t}, n * 10 + 1), b.client_id, 1, pg_temp.id('file', ${t}, n), began, 'accepted', began
    from bench_cases b`);
}

/** Five events and two comments of each case. Reads `bench_cases`. */
export async function fillConversations(put: Put, { tenant: t }: Pick<CaseTenant, 'tenant'>): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  await put(`insert into events (tenant_id, id, at, what, actor_id, client_id, application_id, facts)
    select ${tenantSql}, pg_temp.id('event', ${t}, b.n::bigint * 10000 + e), began + e * interval '1 day', 'application.moved', pg_temp.id('member', ${t}, 1),
      b.client_id, b.id, '{"act": "start", "from": "not-started", "to": "running"}'
    from bench_cases b cross join generate_series(1, 5) e`);
  await put(`insert into comments (tenant_id, id, application_id, client_id, audience, body, author_id, author_name, created_at)
    select ${tenantSql}, pg_temp.id('comment', ${t}, b.n::bigint * 10000 + c), b.id, b.client_id, (array['internal', 'client'])[c], 'The body has asked for the wiring diagram once more.',
      pg_temp.id('member', ${t}, 1), 'Consultant 1', began + c * interval '1 day'
    from bench_cases b cross join generate_series(1, 2) c`);
}

/** What has happened in one case, beyond what the fill gave to every case. */
export interface Busy {
  events: number;
  comments: number;
  /** stops and goes of the stage that runs, in pairs */
  stops: number;
  /** as many that were taken back */
  undone: number;
  requests: number;
  /** of each request */
  versions: number;
}

/** Lets much happen in case `n`, which is open and whose running stage is at position `stage`. Reads `bench_cases`. */
export async function fillBusyCase(put: Put, t: number, n: number, busy: Busy): Promise<void> {
  const tenantSql = `md5('tenant' || ${t})::uuid`;
  const at = (k: string) => `began::timestamptz + interval '30 days' + ${k} * interval '1 minute'`;
  await put(`insert into events (tenant_id, id, at, what, actor_id, client_id, application_id, facts)
    select ${tenantSql}, pg_temp.id('event', ${t}, ${n} * 10000 + 100 + e), ${at('e')}, 'application.moved', pg_temp.id('member', ${t}, 1), b.client_id, b.id,
      '{"act": "block", "from": "running", "to": "blocked", "blocker": "incomplete-file"}'
    from bench_cases b cross join generate_series(1, ${busy.events}) e where n = ${n}`);
  await put(`insert into comments (tenant_id, id, application_id, client_id, audience, body, author_id, author_name, created_at)
    select ${tenantSql}, pg_temp.id('comment', ${t}, ${n} * 10000 + 100 + c), b.id, b.client_id, 'internal', 'The laboratory has sent the second half of the report.',
      pg_temp.id('member', ${t}, 1), 'Consultant 1', ${at('c')}
    from bench_cases b cross join generate_series(1, ${busy.comments}) c where n = ${n}`);
  for (const [many, isUndone] of [
    [busy.undone, true],
    [busy.stops, false],
  ] as const) {
    await put(`insert into case_moves (tenant_id, id, application_id, stage_id, act, from_status, to_status, moved_on, blocker, member_id, moved_at, undone_at)
      select ${tenantSql}, gen_random_uuid(), b.id, s.id, case when m % 2 = 1 then 'block' else 'resume' end, case when m % 2 = 1 then 'running' else 'blocked' end,
        case when m % 2 = 1 then 'blocked' else 'running' end, least(s.started_on + m, current_date), case when m % 2 = 1 then 'incomplete-file' end,
        pg_temp.id('member', ${t}, 1), ${at('m')}, ${isUndone ? at('m') : 'null'}
      from bench_cases b join application_stages s on s.tenant_id = ${tenantSql} and s.application_id = b.id and s.status = 'running'
        cross join generate_series(1, ${many}) m where n = ${n} order by m`);
  }
  await put(`insert into document_requests (tenant_id, id, application_id, client_id, stage_key, title, title_zh, asked_on, due_on, status, created_at)
    select ${tenantSql}, pg_temp.id('request', ${t}, ${n} * 10000000 + r), b.id, b.client_id, 'documents', 'Document ' || r, '文件' || r, began, began + 30, 'received', ${at('r')}
    from bench_cases b cross join generate_series(1, ${busy.requests}) r where n = ${n}`);
  await put(`insert into files (tenant_id, id, client_id, is_client_visible, name, size_bytes, sha256, media_type, storage_key, state, created_at, stored_at, attached_at)
    select ${tenantSql}, pg_temp.id('file', ${t}, ${n} * 10000000 + r * 100 + v), b.client_id, true, 'report.pdf', 100000, repeat('0', 64), 'application/pdf',
      'bench/' || r || '-' || v, 'stored', began, began, began
    from bench_cases b cross join generate_series(1, ${busy.requests}) r cross join generate_series(1, ${busy.versions}) v where n = ${n}`);
  await put(`insert into document_versions (tenant_id, id, request_id, client_id, number, file_id, received_at)
    select ${tenantSql}, pg_temp.id('version', ${t}, ${n} * 10000000 + r * 100 + v), pg_temp.id('request', ${t}, ${n} * 10000000 + r), b.client_id, v,
      pg_temp.id('file', ${t}, ${n} * 10000000 + r * 100 + v), ${at('v')}
    from bench_cases b cross join generate_series(1, ${busy.requests}) r cross join generate_series(1, ${busy.versions}) v where n = ${n}`);
}
