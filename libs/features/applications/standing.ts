import type { ApplicationStage } from '#database/entities/application-stage.entity';
import type { StageState } from '#domain/cases/stage-history';
import type { Day } from '#domain/day';
import type { Plan } from '#domain/plan/plan';

type Stage = Pick<ApplicationStage, 'id' | 'key' | 'position' | 'attempt' | 'isOptional' | 'isAfterCertificate'>;

/**
 * The stage that a list names: that of the party whose turn it is, else the first under way, else the first to come.
 *
 * @param stages in their order
 * @returns null when all before the certificate are done
 */
export function stageItStandsIn<S extends Stage>(
  stages: readonly S[],
  states: ReadonlyMap<string, StageState>,
  turnStageId: string | null,
): S | null {
  const isIn =
    (...wanted: string[]) =>
    (stage: S) =>
      wanted.includes(states.get(stage.id)!.status);
  const before = stages.filter(({ isAfterCertificate }) => !isAfterCertificate);
  return (
    stages.find(({ id }) => id === turnStageId) ??
    before.find(isIn('running', 'blocked')) ??
    before.filter(({ isOptional }) => !isOptional).find(isIn('not-started')) ??
    null
  );
}

/** Days of a plan that somebody can answer for: an end that rests on an unknown duration is none. */
export function knownDays(plan: Plan): Map<string, { from: Day | null; to: Day | null }> {
  const loose = new Set(plan.stages.filter(({ isAtLeast }) => isAtLeast).map(({ key }) => key));
  return new Map(
    plan.stages.map(({ key, needs, startsOn, endsOn, isAtLeast }) => [
      key,
      { from: needs.some((need) => loose.has(need)) ? null : startsOn, to: isAtLeast ? null : endsOn },
    ]),
  );
}

/**
 * The day by which the law wants the certificate, of the limits drawn against a plan. The limit on the whole (90 days
 * from acceptance) is the body's own, and it leaves out the client's time: it is shown, but makes no case late.
 *
 * @param expiresOn last day of what the case renews: without a new certificate nothing ships from the next day on
 *
 * @returns null where it names none
 */
export function legalDayOfCertificate(plan: Plan, expiresOn: Day | null = null): Day | null {
  const last = new Set(
    plan.stages
      .filter(({ isAfterCertificate, endsOn }) => !isAfterCertificate && endsOn === plan.endsOn)
      .map(({ key }) => key),
  );
  const days = plan.limits.flatMap(({ key, basis, dueOn, metBy }) =>
    key !== 'overall' && basis === 'legal' && dueOn !== null && metBy !== null && last.has(metBy) ? [dueOn] : [],
  );
  return [...days, ...(expiresOn ? [expiresOn] : [])].sort()[0] ?? null;
}
