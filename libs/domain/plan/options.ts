import { COUNT_UNITS } from '../calendar/counting.js';
import { isDay } from '../day.js';
import { BadInput, type FieldFault } from '../errors.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';
import type { PlanOptions } from './plan.js';

/** Longest duration of a stage, in any unit. */
export const MOST_UNITS = 1_000;
/** What amounts are allowed, in words. */
export const AMOUNTS = `whole, 0 to ${MOST_UNITS}`;

/**
 * Whether the scheme's stages may run side by side for a class under this heading of the catalogue: what is said of
 * automotive products is not said of others.
 */
export function mayRunInParallel(scheme: SchemeDefinition, heading: string | null): boolean {
  const said = scheme.stages.flatMap(({ parallel }) => (parallel === null ? [] : [parallel]));
  return (
    said.length > 0 &&
    said.every(({ headings }) => headings === null || (heading !== null && headings.includes(heading)))
  );
}

/**
 * Refuses options that name what none of the schemes has, days that do not exist and durations that are set by law.
 *
 * @param schemes one, or all that are compared with the same options
 * @param field path of the options in the input
 * @throws BadInput naming what is allowed
 */
export function refuseOptions(
  schemes: readonly SchemeDefinition[],
  options: Partial<PlanOptions>,
  field = 'options',
): void {
  const faults = optionFaults(schemes, options, field);
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}

function optionFaults(
  schemes: readonly SchemeDefinition[],
  options: Partial<PlanOptions>,
  field: string,
): FieldFault[] {
  const stages = schemes.flatMap((scheme) => scheme.stages);
  const keys = namesOf(stages);
  const optional = namesOf(stages.filter(({ isOptional }) => isOptional));
  const faults: FieldFault[] = [];
  for (const key of options.optional ?? []) {
    const allowed = optional.join(', ') || 'none: there is no optional stage';
    if (!optional.includes(key))
      faults.push({
        field: `${field}.optional`,
        code: 'not-optional',
        detail: `${key} is no optional stage.`,
        allowed,
      });
  }
  for (const [key, { amount, unit }] of Object.entries(options.durations ?? {})) {
    const at = `${field}.durations.${key}`;
    const isLegal = stages.some((stage) => stage.key === key && stage.duration?.basis === 'legal');
    if (!keys.includes(key)) faults.push(unknownStage(at, key, keys));
    if (isLegal) faults.push({ field: at, code: 'set-by-law', detail: `How long ${key} takes is set by law.` });
    if (!Number.isInteger(amount) || amount < 0 || amount > MOST_UNITS)
      faults.push({ field: at, code: 'amount', detail: 'The amount is not allowed.', allowed: AMOUNTS });
    if (!COUNT_UNITS.includes(unit))
      faults.push({ field: at, code: 'unit', detail: 'The unit is unknown.', allowed: COUNT_UNITS.join(', ') });
  }
  for (const [key, { startsOn, endsOn }] of Object.entries(options.pins ?? {})) {
    const at = `${field}.pins.${key}`;
    if (!keys.includes(key)) faults.push(unknownStage(at, key, keys));
    for (const [edge, day] of Object.entries({ startsOn, endsOn }))
      if (day !== null && !isDay(day))
        faults.push({ field: `${at}.${edge}`, code: 'is-day', detail: 'Not an existing day.', allowed: 'YYYY-MM-DD' });
    if (startsOn !== null && endsOn !== null && endsOn < startsOn)
      faults.push({ field: at, code: 'end-before-start', detail: 'The pinned end is before the pinned start.' });
  }
  return faults;
}

function namesOf(stages: readonly StageDefinition[]): string[] {
  return [...new Set(stages.map(({ key }) => key))];
}

function unknownStage(field: string, key: string, keys: readonly string[]): FieldFault {
  return { field, code: 'unknown-stage', detail: `There is no stage ${key}.`, allowed: keys.join(', ') };
}
