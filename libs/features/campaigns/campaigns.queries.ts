import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { pageStatement, type ListShape } from '#database/list-statement';
import { ReferenceStore } from '#database/reference/reference-store';
import type { MemberStep } from '#domain/campaigns/step';
import type { FinishedSpan } from '#domain/cases/forecast-range';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { toRecordViews } from '#features/regulatory-watch/regulatory-change-views';
import { Clock } from '#platform/clock';
import { decodeCursor, DEFAULT_PAGE_SIZE, toPage } from '#platform/http/page';
import { CampaignSource } from './campaign-source.js';
import type { CampaignProgress } from './board.dto.js';
import { COURSE, countsOf, forecastOf, spansOf, type CourseRow } from './campaign-course.js';
import type { CampaignLine, CampaignListQuery, CampaignPage } from './campaign-list.dto.js';
import type { CampaignHead, CampaignView } from './campaigns.dto.js';
import { tenantDay } from './tenant-day.js';

const SELECT = `g.id, g.name, g.state, g.change_key as "changeKey", g.entry_id as "entryId", e.instrument, g.case_kind as "caseKind",
  g.deadline_on as "deadlineOn", g.members_total as "membersTotal", g.members_done as "membersDone",
  g.started_at as "startedAt", g.closed_at as "closedAt", g.created_at as "createdAt"`;

const ENTRY = 'left join regulatory_entries e on e.tenant_id = g.tenant_id and e.id = g.entry_id';

/** Steps of made campaigns are counted from an index, in some 1 ms for 3,000 members; closed ones have no forecast any more. */
const LIST: ListShape<'-createdAt', 'state'> = {
  name: 'campaigns',
  select: `${SELECT}, counted.steps, course.course, spans.spans`,
  table: 'campaigns',
  as: 'g',
  joins: `${ENTRY}
    left join lateral (select coalesce(json_agg(s), '[]') as steps from (select m.step, count(*)::int as members from campaign_members m
      where m.tenant_id = g.tenant_id and m.campaign_id = g.id and g.state in ('running', 'closed') group by m.step) s)
      counted on g.state in ('running', 'closed')
    left join lateral (select to_json(c) as course from (select ${COURSE} where g.state = 'running') c) course on true
    left join lateral (select coalesce(json_agg(p), '[]') as spans from (${spansOf('g.scheme_key')}) p
      where g.state = 'running') spans on true`,
  sorts: { '-createdAt': { by: 'g.created_at', type: 'timestamptz', descending: true } },
  filters: { state: 'g.state = any ($?::text[])' },
};

const ONE = {
  name: 'campaigns.one',
  text: `select ${SELECT}, g.filter, g.scheme_key as "schemeKey", g.documents_due_on as "documentsDueOn", g.documents,
      g.owner_rule as "ownerRule", g.letter, g.cancels_declaration as "cancelsDeclaration", g.note, g.failure,
      g.created_done_at as "createdDoneAt", g.created_by as "createdById", m.name as "createdByName", g.version
    from campaigns g ${ENTRY}
    left join members m on m.tenant_id = g.tenant_id and m.id = g.created_by
    where g.tenant_id = (select current_tenant()) and g.id = $1`,
};

const PROGRESS = {
  name: 'campaigns.progress',
  text: `select g.state, g.members_total as "membersTotal", g.members_done as "membersDone", g.failure,
      (select count(*)::int from campaign_members m where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.step = 'failed') as failed,
      (select count(*)::int from campaign_letters l where l.tenant_id = g.tenant_id and l.campaign_id = g.id and l.kind = 'letter') as letters,
      g.started_at as "startedAt", g.created_done_at as "createdDoneAt"
    from campaigns g where g.tenant_id = (select current_tenant()) and g.id = $1`,
};

const THERE = {
  name: 'campaigns.there',
  text: `select 1 from campaigns where tenant_id = (select current_tenant()) and id = $1`,
};

@Injectable()
export class CampaignsQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly source: CampaignSource,
  ) {}

  /** The newest first. */
  async list(query: CampaignListQuery): Promise<CampaignPage> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, '-createdAt', 'instant');
    const { sql, params } = pageStatement(LIST, { sort: '-createdAt', filters: { state: query.state }, after, limit });
    const page = toPage(await this.db.read<ListRow>(sql, params), limit, '-createdAt', (row) => row.createdAt);
    const instruments = this.instruments();
    const today = await tenantDay(this.db, this.clock);
    return { ...page, items: page.items.map((row) => toLine(told(row, instruments), today)) };
  }

  /** @throws NotFound */
  async require(id: string): Promise<void> {
    const rows = await this.db.read(THERE, [id]);
    if (rows.length === 0) throw new NotFound('campaign');
  }

  /** @throws NotFound */
  async one(id: string): Promise<CampaignView> {
    const [found] = await this.db.read<CampaignView>(ONE, [id]);
    if (!found) throw new NotFound('campaign');
    const view = told(found, this.instruments());
    const excuseGrounds = [...(await this.source.excuses(view))];
    const scheme = view.schemeKey === null ? undefined : this.references.known().schemes.get(view.schemeKey);
    return { ...view, schemeNames: scheme?.names ?? null, excuseGrounds };
  }

  /** @throws NotFound */
  async progress(id: string): Promise<CampaignProgress> {
    const [found] = await this.db.read<CampaignProgress>(PROGRESS, [id]);
    if (!found) throw new NotFound('campaign');
    return found;
  }

  private instruments(): Map<string, string> {
    return new Map(toRecordViews(this.references.known()).map(({ key, instrument }) => [key, instrument]));
  }
}

interface ListRow extends CampaignHead {
  steps: { step: MemberStep; members: number }[] | null;
  course: CourseRow | null;
  spans: FinishedSpan[] | null;
}

function toLine({ steps, course, spans, ...head }: ListRow, today: Day): CampaignLine {
  if (course === null) return { ...head, counts: steps && countsOf(steps), forecast: null };
  const { remaining: _remaining, ...forecast } = forecastOf(course, spans ?? [], today);
  return { ...head, counts: steps && countsOf(steps), forecast };
}

/** Of a record that the reference data no longer has, its key is told. */
function told<Line extends CampaignHead>(line: Line, instruments: ReadonlyMap<string, string>): Line {
  const { changeKey, instrument } = line;
  return { ...line, instrument: changeKey === null ? instrument : (instruments.get(changeKey) ?? changeKey) };
}
