import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { NotFound } from '#domain/errors';
import { decodeCursor, DEFAULT_PAGE_SIZE, type Page, toPage } from '#platform/http/page';
import type { PaperListQuery, PaperView } from './papers.dto.js';

const PAPER = `p.id, p.kind, p.title, p.status_change_id as "statusChangeId", p.added_at as "addedAt", p.removed_at as "removedAt",
    case when is_staff() then a.name end as "addedByName", case when is_staff() then r.name end as "removedByName",
    json_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes, 'sha256', f.sha256, 'mediaType', f.media_type) as file`;

/** What was removed lies out of a client's sight, its file too. */
const PAPERS = `certificate_papers p
    join files f on f.tenant_id = p.tenant_id and f.id = p.file_id
    left join members a on a.tenant_id = p.tenant_id and a.id = p.added_by
    left join members r on r.tenant_id = p.tenant_id and r.id = p.removed_by`;

const LIST: NamedSql = {
  name: 'certificate-papers.list',
  text: `select ${PAPER} from ${PAPERS}
    where p.tenant_id = current_tenant() and p.certificate_id = $1
      and (p.removed_at is null or (is_staff() and $2::boolean))
      and ($3::uuid is null or p.status_change_id = $3)
      and ($4::timestamptz is null or (p.added_at, p.id) < ($4, $5::uuid))
    order by p.added_at desc, p.id desc limit $6`,
};

const ONE: NamedSql = {
  name: 'certificate-papers.one',
  text: `select ${PAPER} from ${PAPERS} where p.tenant_id = current_tenant() and p.id = $1`,
};

const IS_THERE: NamedSql = {
  name: 'certificates.is-there',
  text: 'select 1 from certificates where tenant_id = current_tenant() and id = $1',
};

@Injectable()
export class PapersQueries {
  constructor(private readonly db: Db) {}

  /** The last one first. @throws NotFound; BadInput for a cursor that is none */
  async list(certificateId: string, query: PaperListQuery): Promise<Page<PaperView>> {
    const { limit = DEFAULT_PAGE_SIZE, statusChangeId = null, withRemoved } = query;
    const before = decodeCursor(query.cursor, 'addedAt', 'instant');
    const params = [certificateId, withRemoved === 'true', statusChangeId, before?.value ?? null, before?.id ?? null];
    const [found, rows] = await Promise.all([
      this.db.read(IS_THERE, [certificateId]),
      this.db.read<PaperView>(LIST, [...params, limit + 1]),
    ]);
    if (found.length === 0) throw new NotFound('certificate');
    return toPage(rows, limit, 'addedAt', ({ addedAt }) => addedAt);
  }

  /** @throws NotFound */
  async one(id: string): Promise<PaperView> {
    const [found] = await this.db.read<PaperView>(ONE, [id]);
    if (!found) throw new NotFound('certificate paper');
    return found;
  }
}
