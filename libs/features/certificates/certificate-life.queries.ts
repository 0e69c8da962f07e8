import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { NotFound } from '#domain/errors';
import { decodeCursor, DEFAULT_PAGE_SIZE, toPage, type Page, type PageQuery } from '#platform/http/page';
import type { StatusChangeView, VersionView } from './certificate-life.dto.js';

const EXISTS = {
  name: 'certificates.exists',
  text: 'select 1 from certificates where tenant_id = current_tenant() and id = $1',
};

const VERSIONS = {
  name: 'certificates.versions',
  text: `select v.id, v.number, v.cause, v.holds_from as "holdsFrom", v.facts as says,
           case when p.id is not null then json_build_object('id', p.id, 'name', p.name, 'nameZh', p.name_zh) end as product,
           case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'nameZh', f.name_zh) end as factory,
           case when a.id is not null then json_build_object('id', a.id, 'number', a.number) end as application,
           v.reason, case when is_staff() then m.name end as by, v.recorded_at as "recordedAt"
         from certificate_versions v
         left join products p on p.tenant_id = v.tenant_id and p.id = (v.facts->>'productId')::uuid
         left join factories f on f.tenant_id = v.tenant_id and f.id = (v.facts->>'factoryId')::uuid
         left join applications a on a.tenant_id = v.tenant_id and a.id = v.application_id
         left join members m on m.tenant_id = v.tenant_id and m.id = v.member_id
         where v.tenant_id = current_tenant() and v.certificate_id = $1 and v.number < $2::bigint
         order by v.number desc limit $3`,
};

const CHANGES = {
  name: 'certificates.status-changes',
  text: `select s.id, s.seq::text as seq, s.act, s.from_status as "fromStatus", s.to_status as "toStatus", s.holds_from as "holdsFrom",
           s.ground, s.reason, s.suspended_until as "suspendedUntil", s.is_automatic as "isAutomatic",
           case when is_staff() then m.name end as by, s.recorded_at as "recordedAt", s.taken_back_at as "takenBackAt",
           case when is_staff() then u.name end as "takenBackBy", case when is_staff() then s.taken_back_reason end as "takenBackReason",
           s.taken_back_at is null and not exists (select 1 from certificate_status_changes l where l.tenant_id = s.tenant_id
             and l.certificate_id = s.certificate_id and l.seq > s.seq and l.taken_back_at is null) as "isLast",
           coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'title', r.title) order by r.added_at, r.id)
             from certificate_papers r where r.tenant_id = s.tenant_id and r.status_change_id = s.id and r.removed_at is null), '[]') as papers
         from certificate_status_changes s
         left join members m on m.tenant_id = s.tenant_id and m.id = s.member_id
         left join members u on u.tenant_id = s.tenant_id and u.id = s.taken_back_by
         where s.tenant_id = current_tenant() and s.certificate_id = $1 and s.seq < $2::bigint
           and (is_staff() or s.taken_back_at is null)
         order by s.seq desc limit $3`,
};

const LAST = '9223372036854775807';

/** What a certificate said and in which states it was. */
@Injectable()
export class CertificateLifeQueries {
  constructor(private readonly db: Db) {}

  /** @throws NotFound */
  async versions(id: string, query: PageQuery): Promise<Page<VersionView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const before = decodeCursor(query.cursor, 'number', 'count')?.value ?? LAST;
    const [found, rows] = await Promise.all([
      this.db.read(EXISTS, [id]),
      this.db.read<VersionView>(VERSIONS, [id, before, limit + 1]),
    ]);
    if (found.length === 0) throw new NotFound('certificate');
    return toPage(rows, limit, 'number', ({ number }) => String(number));
  }

  /** @throws NotFound */
  async statusChanges(id: string, query: PageQuery): Promise<Page<StatusChangeView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const before = decodeCursor(query.cursor, 'seq', 'count')?.value ?? LAST;
    const [found, rows] = await Promise.all([
      this.db.read(EXISTS, [id]),
      this.db.read<StatusChangeView & { seq?: string }>(CHANGES, [id, before, limit + 1]),
    ]);
    if (found.length === 0) throw new NotFound('certificate');
    const page = toPage(rows, limit, 'seq', ({ seq }) => seq!);
    for (const row of page.items) delete row.seq;
    return page;
  }
}
