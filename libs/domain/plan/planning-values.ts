import type { CountUnit } from '../calendar/counting.js';
import { BadInput, RuleBroken } from '../errors.js';
import { AMOUNTS, MOST_UNITS } from './options.js';
import type { Limit, Words } from '../reference/record.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';

/**
 * A value that we propose because no source states one. A tenant may set its own; what law or practice says stays.
 * Key: `stage:<scheme>/<stage>`, how long a stage takes.
 */
export interface PlanningValue {
  key: string;
  schemeKey: string;
  schemeNames: Words;
  stageKey: string;
  stageNames: Words;
  /** our default; null where there is none and the duration is unknown */
  amount: number | null;
  unit: CountUnit;
  basis: 'planning';
  source: string;
}

/** A tenant's own amounts by the keys of the values. */
export type OwnValues = ReadonlyMap<string, number>;

/** Where no source names a duration its unit is working days, as in the sources' own tables. */
const UNIT_OF_UNKNOWN = 'working-days';

/** All values that a tenant may set, in the order of schemes and stages. */
export function planningValues(schemes: Iterable<SchemeDefinition>): PlanningValue[] {
  return [...schemes].flatMap((scheme) =>
    scheme.stages.filter(isPlanning).map((stage) => ({
      key: planningKey(scheme.key, stage.key),
      schemeKey: scheme.key,
      schemeNames: scheme.names,
      stageKey: stage.key,
      stageNames: stage.names,
      amount: stage.duration?.amount ?? null,
      unit: stage.duration?.unit ?? UNIT_OF_UNKNOWN,
      basis: 'planning' as const,
      source: stage.duration?.source ?? 'none',
    })),
  );
}

export function planningKey(schemeKey: string, stageKey: string): string {
  return `stage:${schemeKey}/${stageKey}`;
}

/**
 * @throws RuleBroken `planning-value.not-planning` naming the basis of a value that is set by law or practice;
 *   BadInput for a key that names nothing and an amount out of range
 */
export function requirePlanningValue(
  schemes: ReadonlyMap<string, SchemeDefinition>,
  key: string,
  amount: number,
): void {
  const [, schemeKey, stageKey] = /^stage:([^/]+)\/([^/]+)$/.exec(key) ?? [];
  const stage = schemes.get(schemeKey ?? '')?.stages.find((other) => other.key === stageKey);
  if (!stage) {
    const allowed = planningValues(schemes.values()).map((value) => value.key);
    const detail = 'There is no such planning value.';
    throw new BadInput('invalid-input', [{ field: 'key', code: 'unknown-key', detail, allowed: allowed.join(', ') }]);
  }
  if (!isPlanning(stage)) {
    const { basis, source } = stage.duration as Limit;
    throw new RuleBroken('planning-value.not-planning', { key, basis, source });
  }
  if (!Number.isInteger(amount) || amount < 0 || amount > MOST_UNITS) {
    const detail = 'The amount is not allowed.';
    throw new BadInput('invalid-input', [{ field: 'amount', code: 'amount', detail, allowed: AMOUNTS }]);
  }
}

/** The scheme with the tenant's own durations in place of ours. Amounts for legal or practice values are passed over. */
export function withPlanningValues(scheme: SchemeDefinition, own: OwnValues): SchemeDefinition {
  if (own.size === 0) return scheme;
  const stages = scheme.stages.map((stage) => {
    const amount = own.get(planningKey(scheme.key, stage.key));
    if (amount === undefined || !isPlanning(stage)) return stage;
    return { ...stage, duration: { ...(stage.duration ?? UNKNOWN), amount, isOwn: true as const } };
  });
  return { ...scheme, stages };
}

const UNKNOWN: Limit = {
  amount: 0,
  unit: UNIT_OF_UNKNOWN,
  basis: 'planning',
  certainty: 'unverified',
  source: 'none',
  note: null,
};

function isPlanning(stage: StageDefinition): boolean {
  return stage.duration === null || stage.duration.basis === 'planning';
}
