import type { Day } from '../day.js';
import { countDeadline } from '../deadlines/counted.js';
import type { Counted } from '../deadlines/deadline.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Limit } from '../reference/record.js';
import type { ApprovalStatus } from '../states/approval-status.js';

/** How a product of the project stands with CCC. `not-asked`: a determination says that it needs none. */
export const CERTIFICATION_STATES = ['certified', 'not-asked', 'suspended', 'in-case', 'none'] as const;
export type CertificationState = (typeof CERTIFICATION_STATES)[number];

/** CCC of one product of the project. */
export interface CertificationItem {
  productId: string;
  classCode: string;
  state: CertificationState;
  /** issue of the certificate or grant of the determination; null: unknown, or neither */
  doneOn: Day | null;
  /** of its open case; null: no day can be counted */
  forecast: {
    on: Day;
    /** a duration on its way is not known */
    isAtLeast: boolean;
    /** by how finished cases kept to their plans; null: too few of them */
    range: { earlyOn: Day; lateOn: Day } | null;
  } | null;
}

/** An approval of the project, with what its kind says. */
export interface ApprovalItem {
  id: string;
  kind: string;
  /** null: of the whole project */
  productId: string | null;
  status: ApprovalStatus;
  filedOn: Day | null;
  expectedOn: Day | null;
  grantedOn: Day | null;
  validUntil: Day | null;
  endsWith: 'grant' | 'filing';
  after: readonly string[];
  classKeys: readonly string[];
  filing: Limit | null;
  processing: Limit | null;
}

/** Why a link stands on its day. */
export const LINK_REASONS = [
  'issued',
  'not-asked',
  'granted',
  'filed',
  'forecast',
  'told',
  'filing-limit',
  'processing-limit',
  'no-case',
  'no-day',
  'day-passed',
  'before-its-cause',
  'suspended',
  'refused',
  'expired',
] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** One certificate or approval on the way. */
export interface ReadinessLink {
  /** `certificate:<product id>` or `approval:<id>` */
  key: string;
  /** `unknown`: nobody has named a day; `stopped`: it does not go on by itself (refused, expired, suspended) */
  state: 'done' | 'expected' | 'unknown' | 'stopped';
  /** done: the day it came; expected: the day; else the first day on which it could come */
  on: Day;
  isAtLeast: boolean;
  range: { earlyOn: Day; lateOn: Day } | null;
  reason: LinkReason;
  /** where a limit was counted: how */
  counted: Counted | null;
}

/** How one product's CCC stands on a day. A done one whose day is unknown is as if done today. */
export function certificationLink(key: string, item: CertificationItem, today: Day): ReadinessLink {
  const { state, doneOn, forecast } = item;
  if (state === 'certified' || state === 'not-asked')
    return done(key, doneOn ?? today, state === 'certified' ? 'issued' : 'not-asked');
  if (state === 'suspended') return open(key, 'stopped', today, 'suspended');
  if (state === 'none') return open(key, 'unknown', today, 'no-case');
  if (forecast === null) return open(key, 'unknown', today, 'no-day');
  const on = latest(forecast.on, today);
  const range = forecast.range && {
    earlyOn: latest(forecast.range.earlyOn, today),
    lateOn: latest(forecast.range.lateOn, on),
  };
  return { key, state: 'expected', on, isAtLeast: forecast.isAtLeast, range, reason: 'forecast', counted: null };
}

/**
 * How one approval stands on a day, after what it waits for.
 *
 * @param cause what begins it; null: nothing of the project does
 */
export function approvalLink(
  key: string,
  item: ApprovalItem,
  cause: ReadinessLink | null,
  today: Day,
  china: WorkingCalendar,
): ReadinessLink {
  const { status, endsWith, filedOn, grantedOn, validUntil } = item;
  const earliestOn = cause ? latest(cause.on, today) : today;
  if (status === 'refused') return open(key, 'stopped', earliestOn, 'refused');
  if (status === 'expired' || (status === 'granted' && validUntil !== null && validUntil < today))
    return open(key, 'stopped', earliestOn, 'expired');
  if (status === 'granted') return done(key, grantedOn ?? today, 'granted');
  if (status === 'filed' && endsWith === 'filing') return done(key, filedOn ?? today, 'filed');
  return status === 'filed' ? filedLink(key, item, today, china) : plannedLink(key, item, cause, earliestOn, china);
}

/** Decided by the day that was told, else by the limit of the authority. */
function filedLink(
  key: string,
  { expectedOn, filedOn, processing }: ApprovalItem,
  today: Day,
  china: WorkingCalendar,
): ReadinessLink {
  if (expectedOn !== null)
    return expectedOn < today ? open(key, 'unknown', today, 'day-passed') : expected(key, expectedOn, 'told');
  if (processing === null || filedOn === null) return open(key, 'unknown', today, 'no-day');
  const { dueOn, counted } = countDeadline('stage-start', filedOn, processing.amount, processing.unit, china);
  return dueOn < today
    ? open(key, 'unknown', today, 'day-passed')
    : { ...expected(key, dueOn, 'processing-limit'), counted };
}

/** It begins with its cause; whatever is unknown there is unknown here. */
function plannedLink(
  key: string,
  { expectedOn, filing, endsWith }: ApprovalItem,
  cause: ReadinessLink | null,
  earliestOn: Day,
  china: WorkingCalendar,
): ReadinessLink {
  const isAtLeast = cause?.isAtLeast ?? false;
  if (expectedOn !== null)
    return expectedOn < earliestOn
      ? open(key, 'unknown', earliestOn, cause && cause.on > expectedOn ? 'before-its-cause' : 'day-passed')
      : { ...expected(key, expectedOn, 'told'), isAtLeast };
  if (cause === null || filing === null || endsWith !== 'filing') return open(key, 'unknown', earliestOn, 'no-day');
  const after = (day: Day) => countDeadline('issued', day, filing.amount, filing.unit, china);
  const { dueOn, counted } = after(cause.on);
  if (dueOn < earliestOn) return open(key, 'unknown', earliestOn, 'day-passed');
  const range = cause.range && { earlyOn: after(cause.range.earlyOn).dueOn, lateOn: after(cause.range.lateOn).dueOn };
  return { ...expected(key, dueOn, 'filing-limit'), isAtLeast, range, counted };
}

function done(key: string, on: Day, reason: LinkReason): ReadinessLink {
  return { key, state: 'done', on, isAtLeast: false, range: null, reason, counted: null };
}

function expected(key: string, on: Day, reason: LinkReason): ReadinessLink {
  return { key, state: 'expected', on, isAtLeast: false, range: null, reason, counted: null };
}

function open(key: string, state: 'unknown' | 'stopped', on: Day, reason: LinkReason): ReadinessLink {
  return { key, state, on, isAtLeast: true, range: null, reason, counted: null };
}

function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}
