import { campaignForecast, type CampaignForecast } from '#domain/campaigns/forecast';
import type { MemberStep } from '#domain/campaigns/step';
import type { FinishedSpan } from '#domain/cases/forecast-range';
import type { Day } from '#domain/day';
import type { FunnelCounts } from './board.dto.js';

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

/** How many members stand where; a step may come several times, of several clients. */
export function countsOf(rows: Iterable<{ step: MemberStep; members: number }>): FunnelCounts {
  const counts: FunnelCounts = { planned: 0, open: 0, told: 0, documentsIn: 0, filed: 0, certified: 0, finished: 0, excused: 0, failed: 0 }; // prettier-ignore
  for (const { step, members } of rows) counts[COUNT_OF[step]] += members;
  return counts;
}

/** How a campaign came to where it is, as `COURSE` tells it. */
export interface CourseRow {
  deadlineOn: Day;
  startedAt: string | null;
  /** of all steps */
  members: number;
  excused: number;
  finished: { on: Day; members: number }[];
  lastExpectedOn: Day | null;
}

/** Of a campaign `g`; each from an index, no row of a member is read. */
export const COURSE = `
  g.deadline_on as "deadlineOn", g.started_at as "startedAt", g.members_total as members,
  (select count(*)::int from campaign_members m
    where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.step = 'excused') as excused,
  coalesce((select json_agg(f order by f."on") from (select m.step_since as "on", count(*)::int as members from campaign_members m
    where m.tenant_id = g.tenant_id and m.campaign_id = g.id and m.step = 'finished' group by 1) f), '[]') as finished,
  (select m.expected_on from campaign_members m where m.tenant_id = g.tenant_id and m.campaign_id = g.id
    and m.step in ('failed', 'planned', 'open', 'told', 'documents-in', 'filed') order by m.expected_on desc limit 1) as "lastExpectedOn"`;

/** The newest cases of a procedure that ended in a certificate. @param scheme SQL of its key */
export const spansOf = (scheme: string) => `
  select ended_on - started_on as "actualDays", planned_end_on - started_on as "plannedDays" from applications
  where tenant_id = (select current_tenant()) and scheme_key = ${scheme} and status = 'certified' and planned_end_on is not null
  order by ended_on desc limit 200`;

/** When a campaign will be over, and how many members are left until then. */
export function forecastOf(
  { deadlineOn, startedAt, members, excused, finished, lastExpectedOn }: CourseRow,
  spans: readonly FinishedSpan[],
  today: Day,
): CampaignForecast & { remaining: number } {
  const remaining = members - excused - finished.reduce((sum, day) => sum + day.members, 0);
  const startedOn = startedAt === null ? today : startedAt.slice(0, 10);
  // A draft has nobody yet: nothing is done by that.
  const left = members > 0 ? remaining : 1;
  return { ...campaignForecast({ today, startedOn, deadlineOn, remaining: left, finished, spans, lastExpectedOn }), remaining }; // prettier-ignore
}
