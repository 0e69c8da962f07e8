import { countFrom } from '../calendar/counting.js';
import type { Day } from '../day.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';
import type { StageNode } from './graph.js';
import { countsFrom } from './limits.js';
import type { PlanCalendars, PlannedStage, PlanOptions } from './plan.js';
import { durationOf, earliestStage, lastStart, type EarlyStage } from './schedule.js';

/**
 * A stage after the certificate at its days. One that meets a day which the certificate brings about (the follow-up
 * within a year, the renewal before expiry) is done as late as that day allows; the others follow at once.
 *
 * @param planned all that it needs
 * @returns null when nobody knows from when or how long its day is counted
 */
export function afterCertificate(
  scheme: SchemeDefinition,
  node: StageNode,
  planned: readonly PlannedStage[],
  certificateOn: Day,
  options: PlanOptions,
  calendars: PlanCalendars,
): PlannedStage | null {
  const done = new Map(planned.map((stage) => [stage.key, stage]));
  const early = earliestStage(node, done, certificateOn, options, calendars);
  const due = early.pin ? undefined : node.stage.deadlines.find((deadline) => isDue(node.stage, deadline));
  if (!due) return drawn(early);
  const fromOn = countsFrom(scheme, due, { days: done, certificateOn }, calendars);
  if (fromOn === null || due.limit === null) return null;
  const calendar = calendars[node.stage.party];
  const dueOn = countFrom(fromOn, due.limit.amount, due.limit.unit, calendars.body).result;
  const duration = durationOf(node.stage, options);
  const last = lastStart(dueOn, duration?.amount ?? 0, duration?.unit ?? 'calendar-days', calendar);
  if (last <= early.startsOn) return drawn(early);
  const counted = duration && countFrom(last, duration.amount, duration.unit, calendar);
  return drawn({
    ...early,
    startsOn: last,
    endsOn: counted?.result ?? last,
    counted,
    hold: { code: 'due', limit: `${node.stage.key}/${due.key}`, on: dueOn },
    isProvisional: !calendar.isPublished(last) || counted?.isProvisional === true,
  });
}

function isDue(stage: StageDefinition, { from, metBy }: StageDefinition['deadlines'][number]): boolean {
  return (from === 'certificate' || from === 'expiry') && metBy === stage.key;
}

function drawn(early: EarlyStage): PlannedStage {
  const { node, startsOn, endsOn, conflicts: _, ...rest } = early;
  const { key, party, isOptional, isAfterCertificate } = node.stage;
  const earliest = { startsOn, endsOn };
  const free = { latest: null, slackDays: null, isCritical: false, neededBy: null };
  return { key, party, isOptional, isAfterCertificate, needs: node.needs, ...earliest, earliest, ...free, ...rest };
}
