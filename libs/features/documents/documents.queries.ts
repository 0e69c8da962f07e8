import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { NotFound } from '#domain/errors';
import { nameKey } from '#domain/register/text';
import type { Words } from '#domain/reference/record';
import { documentRequestActs, type DocumentRequestAct } from '#domain/states/document-request-status';
import { decodeCursor, DEFAULT_PAGE_SIZE, type Page, toPage } from '#platform/http/page';
import type { DocumentRequestListQuery, DocumentRequestView, UsualDocuments } from './documents.dto.js';

const FILE = (file: string) =>
  `json_build_object('id', ${file}.id, 'name', ${file}.name, 'sizeBytes', ${file}.size_bytes, 'sha256', ${file}.sha256, 'mediaType', ${file}.media_type)`;

const INSTANT = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A member's name is for those who see the member. */
const REQUEST = `
  r.id, r.application_id as "applicationId", r.stage_key as "stageKey", r.title, r.title_zh as "titleZh", r.instructions,
  case when t.id is not null then ${FILE('t')} end as template,
  r.asked_on as "askedOn", r.due_on as "dueOn", r.status, r.status_reason as "statusReason",
  r.first_seen_at as "firstSeenAt", r.created_at as "createdAt", r.version,
  coalesce((select json_agg(json_build_object('id', v.id, 'number', v.number, 'file', ${FILE('f')}, 'note', v.note,
      'receivedAt', ${INSTANT('v.received_at')}, 'receivedByName', m.name,
      'isOnBehalf', m.id is not null and m.client_id is null, 'verdict', v.verdict, 'verdictReason', v.verdict_reason,
      'verdictAt', ${INSTANT('v.verdict_at')}) order by v.number desc)
    from document_versions v
    join files f on f.tenant_id = v.tenant_id and f.id = v.file_id
    left join members m on m.tenant_id = v.tenant_id and m.id = v.received_by
    where v.tenant_id = r.tenant_id and v.request_id = r.id and v.client_id = r.client_id), '[]'::json) as versions
  from document_requests r
  left join files t on t.tenant_id = r.tenant_id and t.id = r.template_file_id`;

const ONES = {
  name: 'document-requests.ones',
  text: `select ${REQUEST} where r.tenant_id = current_tenant() and r.id = any ($1::uuid[]) order by r.created_at, r.id`,
};

const OF_CASE = {
  name: 'document-requests.of-case',
  text: `select ${REQUEST}
    where r.tenant_id = current_tenant() and r.application_id = $1
      and r.client_id = (select a.client_id from applications a where a.tenant_id = current_tenant() and a.id = $1)
      and ($2::text is null or r.stage_key = $2)
      and ($3::timestamptz is null or (r.created_at, r.id) > ($3, $4::uuid))
    order by r.created_at, r.id limit $5`,
};

const IS_CASE = {
  name: 'document-requests.is-case',
  text: `select scheme_key as "schemeKey", reference_version as "referenceVersion" from applications
    where tenant_id = current_tenant() and id = $1`,
};

const STAGES = {
  name: 'document-requests.stages',
  text: `select s.key, s.names, coalesce((select jsonb_agg(r.title) || jsonb_agg(r.title_zh)
      from document_requests r where r.tenant_id = s.tenant_id and r.application_id = s.application_id
        and r.client_id = s.client_id and r.stage_key = s.key), '[]'::jsonb) as titles
    from application_stages s where s.tenant_id = current_tenant() and s.application_id = $1 and s.attempt = 1
    order by s.position`,
};

@Injectable()
export class DocumentsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** Of one case, in the order of asking. @throws NotFound for a case behind a wall */
  async list(applicationId: string, query: DocumentRequestListQuery): Promise<Page<DocumentRequestView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, 'createdAt', 'instant');
    const [[found], rows] = await Promise.all([
      this.db.read(IS_CASE, [applicationId]),
      this.db.read<DocumentRequestView>(OF_CASE, [
        applicationId,
        query.stageKey ?? null,
        after?.value ?? null,
        after?.id ?? null,
        limit + 1,
      ]),
    ]);
    if (!found) throw new NotFound('application');
    const page = toPage(rows, limit, 'createdAt', (row) => row.createdAt);
    return { ...page, items: page.items.map((row) => this.withActs(row)) };
  }

  /** In the order of asking; those that are not there are left out. */
  async ones(ids: readonly string[]): Promise<DocumentRequestView[]> {
    const rows = await this.db.read<DocumentRequestView>(ONES, [ids]);
    return rows.map((row) => this.withActs(row));
  }

  /** @throws NotFound */
  async one(id: string): Promise<DocumentRequestView> {
    const [found] = await this.ones([id]);
    if (!found) throw new NotFound('document request');
    return found;
  }

  /** What the scheme names as needed, stage by stage; stages for which it names nothing are left out. @throws NotFound */
  async usual(applicationId: string): Promise<UsualDocuments> {
    const [[found], stages] = await Promise.all([
      this.db.read<{ schemeKey: string; referenceVersion: number }>(IS_CASE, [applicationId]),
      this.db.read<{ key: string; names: Words; titles: (string | null)[] }>(STAGES, [applicationId]),
    ]);
    if (!found) throw new NotFound('application');
    const { schemeKey, referenceVersion } = found;
    // As the data says it now; a scheme that is gone, as the case was begun with.
    const scheme =
      this.references.known().schemes.get(schemeKey) ??
      (await this.references.at(referenceVersion)).schemes.get(schemeKey);
    const inputs = new Map((scheme?.stages ?? []).map((stage) => [stage.key, stage.inputs]));
    const items = stages.map(({ key, names, titles }) => ({
      stageKey: key,
      stageNames: names,
      documents: (inputs.get(key) ?? []).map((words) => ({
        names: words,
        isAsked: Object.values(words).some((word) => titles.some((title) => nameKey(title ?? '') === nameKey(word))),
      })),
    }));
    return { items: items.filter(({ documents }) => documents.length > 0) };
  }

  private withActs(row: DocumentRequestView): DocumentRequestView {
    const acts: DocumentRequestAct[] = documentRequestActs(row.status);
    const isStaff = this.db.scope.audience === 'staff';
    return { ...row, acts: isStaff ? acts : acts.filter((act) => act === 'receive') };
  }
}
