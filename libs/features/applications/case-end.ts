import type { ApplicationStage } from '#database/entities/application-stage.entity';
import { stageStates } from '#domain/cases/stage-history';
import { historyOf, type LoadedCase } from './loaded-case.js';

/** What stands between a case and its certificate. */
export interface BeforeTheEnd {
  /** neither done nor skipped, in their order; without those that the certificate itself ends */
  unfinished: ApplicationStage[];
  /** open ones whose end is the certificate: nothing before it waits for them */
  deciding: ApplicationStage[];
}

/**
 * Of a repeated stage the last attempt counts; an optional one counts once it has begun. A last stage that is blocked or
 * has failed is not ended by the certificate: somebody must say what became of it.
 */
export function beforeTheEnd(one: LoadedCase): BeforeTheEnd {
  const states = stageStates(historyOf(one));
  const before = one.stages.filter(({ isAfterCertificate }) => !isAfterCertificate);
  const open = before.filter((stage) => {
    const { status, startedOn } = states.get(stage.id)!;
    const isRepeated = before.some(({ key, attempt }) => key === stage.key && attempt > stage.attempt);
    const isLeftOut = stage.isOptional && status === 'not-started' && startedOn === null;
    return !isRepeated && !isLeftOut && status !== 'done' && status !== 'skipped';
  });
  const deciding = open.filter(
    ({ id, key }) =>
      !before.some(({ needs }) => needs.includes(key)) && ['not-started', 'running'].includes(states.get(id)!.status),
  );
  return { unfinished: open.filter((stage) => !deciding.includes(stage)), deciding };
}
