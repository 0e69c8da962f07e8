import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { campaignForecast, finishedByWeek } from '#domain/campaigns/forecast';
import type { MemberStep } from '#domain/campaigns/step';
import type { FinishedSpan } from '#domain/cases/forecast-range';
import type { Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import { Clock } from '#platform/clock';
import type { CampaignForecastView, CampaignFunnel, FunnelClientView, FunnelCounts } from './board.dto.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { tenantDay } from './tenant-day.js';

/** Clients told one by one; the rest is counted. */
const MOST_CLIENTS = 200;

const COUNT_OF: Record<MemberStep, keyof FunnelCounts> = {
  planned: 'planned',
  open: 'open',
  told: 'told',
  'documents-in': 'documentsIn',
  filed: 'filed',
  certified: 'certified',
  finished: 'finished',
  excused: 'excused',
  failed: 'failed',
};

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

const COURSE = {
  name: 'campaigns.course',
  text: `select g.deadline_on as "deadlineOn", g.started_at as "startedAt", g.members_total as members, g.scheme_key as "schemeKey",
      (select count(*)::int from campaign_members m
        where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.step = 'excused') as excused,
      coalesce((select json_agg(f order by f."on") from (select m.step_since as "on", count(*)::int as members from campaign_members m
        where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.step = 'finished' group by 1) f), '[]') as finished,
      (select m.expected_on from campaign_members m where m.tenant_id = g.tenant_id and m.campaign_id = g.id
        and m.step in ('failed', 'planned', 'open', 'told', 'documents-in', 'filed') order by m.expected_on desc limit 1) as "lastExpectedOn"
    from campaigns g where g.tenant_id = (select current_tenant()) and g.id = $1`,
};

/** The newest cases of a procedure that ended in a certificate. */
export const SPANS = {
  name: 'campaigns.spans',
  text: `select ended_on - started_on as "actualDays", planned_end_on - started_on as "plannedDays" from applications
    where tenant_id = (select current_tenant()) and scheme_key = $1 and status = 'certified' and planned_end_on is not null
    order by ended_on desc limit 200`,
};

interface CourseRow {
  deadlineOn: Day;
  startedAt: string | null;
  members: number;
  schemeKey: string | null;
  excused: number;
  finished: { on: Day; members: number }[];
  lastExpectedOn: Day | null;
}

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
    const all = noCounts();
    const byClient = new Map<string, Omit<FunnelClientView, 'clientName' | 'clientNameZh'>>();
    for (const { clientId, step, members } of rows) {
      const client = byClient.get(clientId) ?? { clientId, members: 0, counts: noCounts() };
      byClient.set(clientId, client);
      client.members += members;
      client.counts[COUNT_OF[step]] += members;
      all[COUNT_OF[step]] += members;
    }
    const left = ({ members, counts }: { members: number; counts: FunnelCounts }) => members - counts.finished - counts.excused; // prettier-ignore
    const first = [...byClient.values()]
      .sort((a, b) => left(b) - left(a) || b.members - a.members || a.clientId.localeCompare(b.clientId))
      .slice(0, MOST_CLIENTS);
    const names = await this.db.read<{ id: string; clientName: string; clientNameZh: string | null }>(CLIENTS, [first.map(({ clientId }) => clientId)]); // prettier-ignore
    const nameOf = new Map(names.map(({ id: clientId, ...name }) => [clientId, name]));
    return {
      members: rows.reduce((sum, { members }) => sum + members, 0),
      counts: all,
      clients: first.map((client) => ({ ...client, ...nameOf.get(client.clientId)! })),
      clientCount: byClient.size,
    };
  }

  /** When it will be over. @throws NotFound */
  async forecast(id: string): Promise<CampaignForecastView> {
    const [course] = await this.db.read<CourseRow>(COURSE, [id]);
    if (!course) throw new NotFound('campaign');
    const today = await tenantDay(this.db, this.clock);
    const { deadlineOn, startedAt, members, schemeKey, excused, finished, lastExpectedOn } = course;
    const spans = schemeKey === null ? [] : await this.db.read<FinishedSpan>(SPANS, [schemeKey]);
    const remaining = members - excused - finished.reduce((sum, day) => sum + day.members, 0);
    const startedOn = startedAt === null ? today : startedAt.slice(0, 10);
    // A draft has nobody yet: nothing is done by that.
    const isListed = members > 0;
    const found = campaignForecast({ today, startedOn, deadlineOn, remaining: isListed ? remaining : 1, finished, spans, lastExpectedOn }); // prettier-ignore
    return { ...found, deadlineOn, members, remaining, lastExpectedOn, weeks: finishedByWeek({ today, finished }) };
  }
}

function noCounts(): FunnelCounts {
  return { planned: 0, open: 0, told: 0, documentsIn: 0, filed: 0, certified: 0, finished: 0, excused: 0, failed: 0 };
}
