import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { finishedByWeek } from '#domain/campaigns/forecast';
import type { MemberStep } from '#domain/campaigns/step';
import type { FinishedSpan } from '#domain/cases/forecast-range';
import { NotFound } from '#domain/errors';
import { Clock } from '#platform/clock';
import type { CampaignForecastView, CampaignFunnel, FunnelCounts } from './board.dto.js';
import { COURSE, countsOf, forecastOf, spansOf, type CourseRow } from './campaign-course.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { tenantDay } from './tenant-day.js';

/** Clients told one by one; the rest is counted. */
const MOST_CLIENTS = 200;

/** Counts alone, from the index: no row of a member is read. */
const COUNTS = {
  name: 'campaigns.counts',
  text: `select client_id as "clientId", step, count(*)::int as members from campaign_members
    where tenant_id = (select current_tenant()) and campaign_id = $1 group by client_id, step`,
};

const CLIENTS = {
  name: 'campaigns.clients-of-counts',
  text: `select id, legal_name as "clientName", legal_name_zh as "clientNameZh" from clients
    where tenant_id = (select current_tenant()) and id = any ($1::uuid[])`,
};

const COURSE_OF_ONE = {
  name: 'campaigns.course',
  text: `select ${COURSE}, g.scheme_key as "schemeKey" from campaigns g where g.tenant_id = (select current_tenant()) and g.id = $1`,
};

export const SPANS = { name: 'campaigns.spans', text: spansOf('$1') };

/** What the board of a campaign shows above its members. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly campaigns: CampaignsQueries,
  ) {}

  /** How many members stand where, in all and by client. @throws NotFound */
  async funnel(id: string): Promise<CampaignFunnel> {
    const [rows] = await Promise.all([
      this.db.read<{ clientId: string; step: MemberStep; members: number }>(COUNTS, [id]),
      this.campaigns.require(id),
    ]);
    const byClient = new Map<string, typeof rows>();
    for (const row of rows) byClient.set(row.clientId, [...(byClient.get(row.clientId) ?? []), row]);
    const clients = [...byClient].map(([clientId, own]) => ({
      clientId,
      members: membersOf(own),
      counts: countsOf(own),
    }));
    const left = ({ members, counts }: { members: number; counts: FunnelCounts }) => members - counts.finished - counts.excused; // prettier-ignore
    const first = clients
      .sort((a, b) => left(b) - left(a) || b.members - a.members || a.clientId.localeCompare(b.clientId))
      .slice(0, MOST_CLIENTS);
    const names = await this.db.read<{ id: string; clientName: string; clientNameZh: string | null }>(CLIENTS, [first.map(({ clientId }) => clientId)]); // prettier-ignore
    const nameOf = new Map(names.map(({ id: clientId, ...name }) => [clientId, name]));
    return {
      members: membersOf(rows),
      counts: countsOf(rows),
      clients: first.map((client) => ({ ...client, ...nameOf.get(client.clientId)! })),
      clientCount: byClient.size,
    };
  }

  /** When it will be over. @throws NotFound */
  async forecast(id: string): Promise<CampaignForecastView> {
    const [course] = await this.db.read<CourseRow & { schemeKey: string | null }>(COURSE_OF_ONE, [id]);
    if (!course) throw new NotFound('campaign');
    const today = await tenantDay(this.db, this.clock);
    const { schemeKey, deadlineOn, members, finished, lastExpectedOn } = course;
    const spans = schemeKey === null ? [] : await this.db.read<FinishedSpan>(SPANS, [schemeKey]);
    const found = forecastOf(course, spans, today);
    return { ...found, deadlineOn, members, lastExpectedOn, weeks: finishedByWeek({ today, finished }) };
  }
}

function membersOf(rows: readonly { members: number }[]): number {
  return rows.reduce((sum, { members }) => sum + members, 0);
}
