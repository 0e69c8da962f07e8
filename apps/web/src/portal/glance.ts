import { addDays, daysBetween, type Day } from '#domain/day';
import type { ApplicationKind } from '#domain/cases/application';
import type { StageStatus } from '#domain/states/stage-status';
import type { Application, LatenessState } from '../applications/applications.types.js';
import type { CaseAtAGlance, OwedDocument, OwedFinding } from './portal.types.js';

/** What is asked of the client, the earliest day first; what has no day stands last. */
export type Ask = { kind: 'document'; document: OwedDocument } | { kind: 'finding'; finding: OwedFinding };

const NEVER = '9999-12-31';

export function asksOf({
  asked,
  findings,
}: {
  asked: readonly OwedDocument[];
  findings: readonly OwedFinding[];
}): Ask[] {
  const asks: Ask[] = [
    ...asked.map((document) => ({ kind: 'document' as const, document })),
    ...findings.map((finding) => ({ kind: 'finding' as const, finding })),
  ];
  const dayOf = (ask: Ask) => (ask.kind === 'document' ? ask.document.dueOn : (ask.finding.dueOn ?? NEVER));
  return asks.sort((one, other) => dayOf(one).localeCompare(dayOf(other)));
}

/** How a stage is drawn in the row of segments. */
export function segmentOf(status: StageStatus): 'done' | 'now' | 'stopped' | 'open' {
  if (status === 'done' || status === 'skipped') return 'done';
  if (status === 'running') return 'now';
  return status === 'not-started' ? 'open' : 'stopped';
}

interface Stage {
  key: string;
  status: StageStatus;
}

/**
 * Where a case stands and what comes after it. Of stages that ran side by side all count; where none runs, it stands
 * before the one that is to begin.
 *
 * @param stages in the order of the procedure
 */
export function whereOf<S extends Stage>(stages: readonly S[], stageKey: string | null): { now: S[]; next: S | null } {
  const running = stages.filter(({ status }) => status === 'running' || status === 'blocked');
  const begins = stages.filter(({ key, status }) => key === stageKey && status === 'not-started').slice(0, 1);
  const now = running.length > 0 ? running : begins;
  const next = stages.find((stage) => stage.status === 'not-started' && !now.includes(stage));
  return { now, next: next ?? null };
}

interface Promised {
  kind: ApplicationKind;
  light: LatenessState | null;
  wishOn: Day | null;
  legalOn: Day | null;
  forecastOn: Day | null;
}

/** What is lost when the certificate comes too late; null while nothing says that it might. */
export type Loss =
  { what: 'conversion'; day: Day } | { what: 'legal'; day: Day } | { what: 'wish'; day: Day } | { what: 'none' };

export function lossOf({ kind, light, wishOn, legalOn, forecastOn }: Promised): Loss | null {
  if (light !== 'late' && light !== 'at-risk') return null;
  const isLegalFirst = legalOn !== null && (wishOn === null || legalOn <= wishOn);
  // a wish may be missed while the law is kept: then only the wish is lost
  const isLegalNear = legalOn !== null && forecastOn !== null && daysBetween(forecastOn, legalOn) < 14;
  if (legalOn !== null && (isLegalFirst || isLegalNear))
    return { what: kind === 'conversion' ? 'conversion' : 'legal', day: legalOn };
  return wishOn === null ? { what: 'none' } : { what: 'wish', day: wishOn };
}

/** The nearest day that the law sets for one of the cases, and whether declarations end on it. */
export function nearestLegalDay(
  cases: readonly Pick<CaseAtAGlance, 'kind' | 'legalOn'>[],
  today: Day,
): { day: Day; daysLeft: number; isConversion: boolean } | null {
  const [first] = cases
    .filter((one): one is { kind: ApplicationKind; legalOn: Day } => one.legalOn !== null && one.legalOn >= today)
    .sort((one, other) => one.legalOn.localeCompare(other.legalOn));
  if (!first) return null;
  const { legalOn: day } = first;
  return {
    day,
    daysLeft: daysBetween(today, day),
    isConversion: cases.some(({ kind, legalOn }) => kind === 'conversion' && legalOn === day),
  };
}

/** A whole case as the overview shows it. */
export function glanceOf(application: Application): CaseAtAGlance {
  const { id, number, kind, status, product, endedOn, lateness, turn, forecast, wishOn } = application;
  const standsIn = application.stages.find((stage) => stage.id === turn.stageId);
  const isLegal = lateness.against === 'legal' && forecast.on !== null && lateness.slackDays !== null;
  return {
    ...{ id, number, kind, status, wishOn },
    ...{ nextDueOn: null, nextDueBasis: null },
    productId: product.id,
    productName: product.name,
    productNameZh: product.nameZh,
    classCode: product.class.code,
    light: endedOn ? null : lateness.state,
    stages: stagesToCertificate(application.stages),
    stageKey: standsIn?.key ?? null,
    blocker: standsIn?.blocker ?? null,
    turn: turn.party,
    turnSince: turn.since,
    forecastOn: forecast.on,
    forecastIsAtLeast: forecast.isAtLeast,
    range: forecast.range,
    legalOn: isLegal ? addDays(forecast.on!, lateness.slackDays!) : null,
  };
}

/** Those that lead to the certificate; one that is done only when something happens counts once it has begun. */
export function stagesToCertificate<S extends Stage & { isAfterCertificate: boolean; isOptional: boolean }>(
  stages: readonly S[],
): S[] {
  return stages.filter(
    ({ isAfterCertificate, isOptional, status }) => !isAfterCertificate && (!isOptional || status !== 'not-started'),
  );
}
