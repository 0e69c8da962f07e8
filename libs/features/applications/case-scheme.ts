import type { ApplicationStage } from '#database/entities/application-stage.entity';
import type { SchemeDefinition, StageDefinition } from '#domain/reference/scheme';

/** A stage as it was copied from the scheme when the case was opened. */
export type CopiedStage = Pick<
  ApplicationStage,
  'key' | 'attempt' | 'position' | 'names' | 'party' | 'needs' | 'needsInParallel' | 'isOptional' | 'isAfterCertificate'
>;

/**
 * The scheme as it holds for a case: which stages there are, whose they are and what they wait for is as it was copied;
 * how long they take and by when the law wants them done is as the reference data says it now.
 *
 * @param stages in their order; of a repeated stage the first attempt counts
 * @param newest the scheme of the book in force, or the one of the case's own book when it is there no longer
 */
export function schemeOfCase(stages: readonly CopiedStage[], newest: SchemeDefinition): SchemeDefinition {
  const byKey = new Map(newest.stages.map((stage) => [stage.key, stage]));
  const copied = stages.filter(({ attempt }) => attempt === 1);
  const keys = new Set(copied.map(({ key }) => key));
  const known = (names: readonly string[]) => names.filter((key) => keys.has(key));
  const { overallLimit } = newest;
  const isLimited = overallLimit !== null && keys.has(overallLimit.fromStage) && keys.has(overallLimit.toStage);
  return {
    ...newest,
    overallLimit: isLimited ? overallLimit : null,
    stages: copied.map((stage) => ({
      ...definitionOf(stage, byKey.get(stage.key)),
      needs: known(stage.needs),
      needsInParallel: stage.needsInParallel && known(stage.needsInParallel),
      deadlines: (byKey.get(stage.key)?.deadlines ?? []).filter(
        ({ from, metBy }) => (typeof from !== 'object' || keys.has(from.stage)) && (metBy === null || keys.has(metBy)),
      ),
    })),
  };
}

function definitionOf(stage: CopiedStage, now: StageDefinition | undefined): StageDefinition {
  const { key, names, party, needs, needsInParallel, isOptional, isAfterCertificate } = stage;
  return {
    ...(now ?? UNKNOWN),
    ...{ key, names, party, needs, needsInParallel, isOptional, isAfterCertificate },
  };
}

/** What is known of a stage that the reference data has no longer. */
const UNKNOWN: Omit<
  StageDefinition,
  'key' | 'names' | 'party' | 'needs' | 'needsInParallel' | 'isOptional' | 'isAfterCertificate'
> = {
  parallel: null,
  duration: null,
  earliestOn: null,
  latestOn: null,
  inputs: [],
  outputs: [],
  blockers: [],
  deadlines: [],
  source: null,
};
