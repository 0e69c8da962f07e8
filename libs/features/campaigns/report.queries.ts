import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { campaignForecast, type CampaignForecast } from '#domain/campaigns/forecast';
import { isDone, MEMBER_STEPS, type MemberStep } from '#domain/campaigns/step';
import type { FinishedSpan } from '#domain/cases/forecast-range';
import { addDays, type Day } from '#domain/day';
import { NotFound } from '#domain/errors';
import type { Party } from '#domain/reference/scheme';
import type { CampaignView } from './campaigns.dto.js';
import { SPANS } from './board.queries.js';
import { LettersQueries, type LetterAddress } from './letters.queries.js';

/** Rows of a report: more than the management of a client reads, few enough for a mail. */
export const OPEN_AT_MOST = 150;
/** Named for each step that something came to within the week. */
const CHANGED_AT_MOST = 6;
/** How far back "what has changed" looks. */
export const DAYS_BACK = 7;

export interface OpenLine {
  number: string;
  product: string | null;
  productZh: string | null;
  step: MemberStep;
  /** of its case; null: it has none that is open */
  turn: Party | null;
  since: Day;
  expectedOn: Day | null;
}

export interface StepChange {
  /** where they stood when the week began; `planned`: nowhere yet, null: not recorded */
  from: MemberStep | null;
  step: MemberStep;
  count: number;
  numbers: string[];
}

/** What a report to one client says, as of a day. */
export interface ReportFacts {
  client: LetterAddress;
  today: Day;
  since: Day;
  total: number;
  counts: Record<MemberStep, number>;
  forecast: CampaignForecast;
  changes: StepChange[];
  open: OpenLine[];
  openCount: number;
  /** by ground */
  excused: { ground: string; count: number }[];
}

/** How a campaign stands for one client. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly db: Db,
    private readonly letters: LettersQueries,
  ) {}

  /** @throws NotFound for a client without a member */
  async facts(campaign: CampaignView, clientId: string, today: Day): Promise<ReportFacts> {
    const since = addDays(today, -DAYS_BACK);
    const [client, counted, open, changes, excused, [course], spans] = await Promise.all([
      this.letters.client(clientId),
      this.db.read<{ step: MemberStep; members: number }>(COUNTS, [campaign.id, clientId]),
      this.db.read<OpenLine>(OPEN, [campaign.id, clientId, OPEN_AT_MOST]),
      this.db.read<StepChange>(CHANGES, [campaign.id, clientId, since, CHANGED_AT_MOST]),
      this.db.read<{ ground: string; count: number }>(EXCUSED, [campaign.id, clientId]),
      this.db.read<Course>(COURSE, [campaign.id, clientId]),
      campaign.schemeKey === null ? [] : this.db.read<FinishedSpan>(SPANS, [campaign.schemeKey]),
    ]);
    if (counted.length === 0) throw new NotFound('client');
    const counts = Object.fromEntries(MEMBER_STEPS.map((step) => [step, 0])) as Record<MemberStep, number>;
    for (const { step, members } of counted) counts[step] = members;
    const total = sum(counted.map(({ members }) => members));
    const remaining = sum(counted.map(({ step, members }) => (isDone(step) ? 0 : members)));
    const { finished, lastExpectedOn } = course!;
    const { deadlineOn, startedAt } = campaign;
    const startedOn = startedAt?.slice(0, 10) ?? today;
    const forecast = campaignForecast({ today, startedOn, deadlineOn, remaining, finished, spans, lastExpectedOn });
    return { client, today, since, total, counts, forecast, changes, open, openCount: remaining, excused };
  }
}

interface Course {
  finished: { on: Day; members: number }[];
  lastExpectedOn: Day | null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

const MINE = `m.tenant_id = (select current_tenant()) and m.campaign_id = $1 and m.client_id = $2`;

/** The place of a step in the order of the domain. */
const AT = (step: string) => `array_position(array['${MEMBER_STEPS.join("', '")}'], ${step})`;

const COUNTS = {
  name: 'campaigns.report-counts',
  text: `select m.step, count(*)::int as members from campaign_members m where ${MINE} group by m.step`,
};

/** What waits longest stands first within its step; what needs a decision before everything else. */
const OPEN = {
  name: 'campaigns.report-open',
  text: `select coalesce(c.number, p.name) as number, case when c.id is not null then p.name end as product,
      case when c.id is not null then p.name_zh end as "productZh", m.step, case when a.ended_on is null then a.turn end as turn,
      coalesce(case when a.ended_on is null then a.turn_since end, m.step_since) as since, m.expected_on as "expectedOn"
    from campaign_members m
    join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
    left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
    left join applications a on a.tenant_id = m.tenant_id and a.id = m.application_id
    where ${MINE} and m.step not in ('finished', 'excused')
    order by ${AT('m.step')}, m.step_since, c.number_key, p.name limit $3`,
};

/**
 * From where a member stood when the week began to where it stands now: what it went through between is not told. The
 * first move of the week says from where; one that came back to its step has not moved.
 */
const CHANGES = {
  name: 'campaigns.report-changes',
  text: `select w.from_step as "from", m.step, count(*)::int as count, (array_agg(coalesce(c.number, p.name) order by c.number_key, p.name))[1:$4::int] as numbers
    from campaign_members m
    join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
    left join certificates c on c.tenant_id = m.tenant_id and c.id = m.certificate_id
    left join lateral (select v.from_step from campaign_step_moves v
      where v.tenant_id = m.tenant_id and v.member_id = m.id and v.moved_on > $3::date order by v.seq limit 1) w on true
    where ${MINE} and m.step_since > $3::date and m.step <> 'planned' and w.from_step is distinct from m.step
    group by w.from_step, m.step order by ${AT('m.step')} desc, ${AT('w.from_step')} desc nulls last`,
};

const EXCUSED = {
  name: 'campaigns.report-excused',
  text: `select m.excuse_ground as ground, count(*)::int as count from campaign_members m
    where ${MINE} and m.step = 'excused' group by m.excuse_ground order by 2 desc, 1`,
};

const COURSE = {
  name: 'campaigns.report-course',
  text: `select coalesce(json_agg(json_build_object('on', f.since, 'members', f.members)) filter (where f.step = 'finished'), '[]') as finished,
      case when bool_or(f.is_unknown) then null else max(f.expected) filter (where f.is_open) end as "lastExpectedOn"
    from (select m.step, m.step_since::text as since, count(*)::int as members, max(m.expected_on) as expected,
        m.step not in ('finished', 'excused', 'certified') as is_open,
        bool_or(m.expected_on is null and m.step not in ('finished', 'excused', 'certified')) as is_unknown
      from campaign_members m where ${MINE} group by m.step, m.step_since) f`,
};
