import type { Day } from '../day.js';
import { countDeadline } from '../deadlines/counted.js';
import type { Counted, StatedDeadline } from '../deadlines/deadline.js';
import type { RuleBook } from '../deadlines/deadline-rules.js';
import { repeatsDuration } from '../plan/limits.js';
import type { Plan } from '../plan/plan.js';
import type { Limit } from '../reference/record.js';
import type { SchemeDefinition, StageDeadline, StageDefinition } from '../reference/scheme.js';
import { isOpenApplication, type ApplicationStatus } from '../states/application-status.js';
import { isOwedByClient, type DocumentRequestStatus } from '../states/document-request-status.js';
import { certification } from './after-certificate.js';
import { stageStates, type CaseHistory, type StageState } from './stage-history.js';
import { lastTakenUp } from './stage-needs.js';

/** A case as far as the days that it owes follow from it. */
export interface CaseFacts {
  status: ApplicationStatus;
  /** day on which the body took the application; null = not yet */
  acceptedOn: Day | null;
  history: CaseHistory;
  requests: readonly { id: string; dueOn: Day; status: DocumentRequestStatus; askedOn: Day }[];
}

/** The stage that meets what the factory owes: counted there from its last inspection (deadline-rules.ts). */
const FOLLOW_UP = 'follow-up';
/** Key by which the schemes name the last day of the initial inspection after the type test. */
const INSPECTION_AFTER_TEST = 'inspection-latest';

type China = Pick<RuleBook, 'china'>;
type LastAttempts = ReadonlyMap<string, StageState | null>;

/**
 * The days that a case owes: the documents that were asked for, the limit from acceptance to certificate, and what its
 * stages bring about. An ended case owes none, but a certificate has met what it ended (its own limit among it), and still
 * waits for a first inspection that the body lets come after it. Days that only an event or an audit brings about are stated
 * with those, follow-ups with the factory. Limits of the rules run in China.
 *
 * @param plan of the case; the tenant's own planning values stand in it. Null: the scheme's are used
 * @returns by due day; what was fulfilled already `isMet`
 */
export function caseDeadlines(
  facts: CaseFacts,
  scheme: SchemeDefinition,
  plan: Plan | null,
  { china }: China,
): StatedDeadline[] {
  const isOpen = isOpenApplication(facts.status);
  if (!isOpen && facts.status !== 'certified') return [];
  const last = lastAttempts(facts.history);
  const limit = caseLimit(facts, last, scheme, { china });
  const certifiedOn = certification(facts.history)?.on ?? null;
  const waits = new Set(facts.history.stages.filter((stage) => stage.isAfterCertificate).map(({ key }) => key));
  const ofStages = scheme.stages.flatMap((stage) =>
    stage.deadlines
      .flatMap((deadline) => stageDeadline(scheme, stage, deadline, { last, plan, china, certifiedOn }))
      .filter(({ metBy, due }) => isOpen || due.isMet || waits.has(metBy))
      .map(({ due }) => due),
  );
  const own = [...requestsDue(facts), ...(limit ? [limit] : [])].filter(({ isMet }) => isOpen || isMet);
  return [...own, ...ofStages].sort(byDueDay);
}

function lastAttempts(history: CaseHistory): LastAttempts {
  const states = stageStates(history);
  const keys = [...new Set(history.stages.map(({ key }) => key))];
  return new Map(
    keys.map((key) => {
      const attempts = history.stages.filter((stage) => stage.key === key);
      return [key, lastTakenUp(attempts, states)];
    }),
  );
}

/** Days that we set ourselves when we ask. What was waived is owed no more. */
function requestsDue({ requests }: CaseFacts): StatedDeadline[] {
  return requests
    .filter(({ status }) => status !== 'waived')
    .map(({ id, dueOn, status }) => ({
      kind: 'document-request',
      item: id,
      dueOn,
      basis: 'planning',
      rule: 'case.document-request',
      source: 'none',
      certainty: 'unverified',
      counted: { start: 'named' },
      isDisputed: false,
      isMet: !isOwedByClient(status),
    }));
}

/** Counted from the acceptance, or where its day was not recorded from the end of the stage that it ends. */
function caseLimit(
  { acceptedOn }: CaseFacts,
  last: LastAttempts,
  { key, overallLimit }: SchemeDefinition,
  { china }: China,
): StatedDeadline | null {
  if (!overallLimit) return null;
  const { fromStage, toStage } = overallLimit;
  const isMet = isGiven(last.get(toStage));
  if (acceptedOn !== null)
    return stated('case-limit', `${key}/overall`, overallLimit, ['accepted', acceptedOn], china, isMet);
  const from = last.get(fromStage);
  if (from?.status !== 'done') return null;
  const limit = stated('case-limit', `${key}/overall`, overallLimit, ['stage-end', from.endedOn!], china, isMet);
  return { ...limit, counted: { ...limit.counted, stage: fromStage } };
}

/** None where its start or its number is unknown, and where no stage of the case meets it. */
function stageDeadline(
  scheme: SchemeDefinition,
  stage: StageDefinition,
  deadline: StageDeadline,
  { last, plan, china, certifiedOn }: Circumstances,
): { metBy: string; due: StatedDeadline }[] {
  const { from, metBy, key } = deadline;
  const limit = limitOf(stage, deadline, plan);
  if (metBy === null || limit === null) return [];
  const start = startOf(from, metBy, last, certifiedOn);
  if (start === null) return [];
  const item = `${stage.key}/${key}`;
  const kind = key === INSPECTION_AFTER_TEST ? 'inspection-after-test' : 'stage-due';
  const due = stated(kind, `${scheme.key}/${item}`, limit, start, china, isGiven(last.get(metBy)));
  const counted = typeof from === 'object' ? { ...due.counted, stage: from.stage } : due.counted;
  return [{ metBy, due: kind === 'stage-due' ? { ...due, item, counted } : { ...due, counted } }];
}

interface Circumstances {
  last: LastAttempts;
  plan: Plan | null;
  china: China['china'];
  certifiedOn: Day | null;
}

/** What the count begins with and when; null where it has not come, or is not the case's to count from. */
function startOf(
  from: StageDeadline['from'],
  metBy: string,
  last: LastAttempts,
  certifiedOn: Day | null,
): ['stage-start' | 'stage-end' | 'issued', Day] | null {
  if (from === 'certificate') return certifiedOn === null || metBy === FOLLOW_UP ? null : ['issued', certifiedOn];
  if (typeof from !== 'object') return null;
  const on = dayOf(last.get(from.stage), from.edge);
  return on === null ? null : [from.edge === 'start' ? 'stage-start' : 'stage-end', on];
}

/** A planning value that only says the stage's own duration again follows what the tenant or the case has set in its place. */
function limitOf(stage: StageDefinition, deadline: StageDeadline, plan: Plan | null): Limit | null {
  const planned = plan?.stages.find(({ key }) => key === stage.key)?.duration;
  if (!planned || planned.origin === 'reference' || !repeatsDuration(stage, deadline)) return withSource(deadline);
  const { amount, unit, basis, certainty, source } = planned;
  return { amount, unit, basis, certainty, source, note: null };
}

function withSource({ limit, source }: StageDeadline): Limit | null {
  return limit?.source === 'none' ? { ...limit, source } : limit;
}

/** A test that failed brings no day about: its repetition does. */
function dayOf(state: StageState | null | undefined, edge: 'start' | 'end'): Day | null {
  if (!state || state.status === 'failed') return null;
  if (edge === 'start') return state.startedOn;
  return state.status === 'done' ? state.endedOn : null;
}

function isGiven(state: StageState | null | undefined): boolean {
  return state?.status === 'done' || state?.status === 'skipped';
}

function stated(
  kind: StatedDeadline['kind'],
  rule: string,
  limit: Limit,
  [start, from]: [Exclude<Counted['start'], 'named'>, Day],
  china: China['china'],
  isMet: boolean,
): StatedDeadline {
  const { amount, unit, basis, certainty, source, note } = limit;
  const { dueOn, counted } = countDeadline(start, from, amount, unit, china);
  const explained = note === null ? counted : { ...counted, note };
  return { kind, dueOn, basis, rule, source, certainty, counted: explained, isDisputed: false, isMet };
}

function byDueDay(one: StatedDeadline, other: StatedDeadline): number {
  return one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn);
}
