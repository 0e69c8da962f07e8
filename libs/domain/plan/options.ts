import { COUNT_UNITS } from '../counting.js';
import { isDay } from '../day.js';
import { BadInput, type FieldFault } from '../errors.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';
import type { PlanOptions } from './plan.js';

/** Longest duration of a stage, in any unit. */
export const MOST_UNITS = 1_000;

/**
 * Refuses options that name what the scheme does not have, days that do not exist and durations that are set by law.
 *
 * @param field path of the options in the input
 * @throws BadInput naming what is allowed
 */
export function refuseOptions(scheme: SchemeDefinition, options: Partial<PlanOptions>, field = 'options'): void {
  const faults = optionFaults(scheme, options, field);
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}

function optionFaults(scheme: SchemeDefinition, options: Partial<PlanOptions>, field: string): FieldFault[] {
  const keys = scheme.stages.map(({ key }) => key);
  const optional = scheme.stages.filter(({ isOptional }) => isOptional).map(({ key }) => key);
  const faults: FieldFault[] = [];
  for (const key of options.optional ?? [])
    if (!optional.includes(key))
      faults.push({
        field: `${field}.optional`,
        code: 'not-optional',
        detail: `${key} is no optional stage of ${scheme.key}.`,
        allowed: optional.join(', ') || 'none: the scheme has no optional stage',
      });
  for (const [key, { amount, unit }] of Object.entries(options.durations ?? {})) {
    const at = `${field}.durations.${key}`;
    const stage = scheme.stages.find((other) => other.key === key);
    if (!stage) faults.push(unknownStage(at, key, scheme, keys));
    else if (isLegal(stage))
      faults.push({ field: at, code: 'set-by-law', detail: `How long ${key} takes is set by law.` });
    if (!Number.isInteger(amount) || amount < 0 || amount > MOST_UNITS)
      faults.push({
        field: at,
        code: 'amount',
        detail: 'The amount is not allowed.',
        allowed: `whole, 0 to ${MOST_UNITS}`,
      });
    if (!COUNT_UNITS.includes(unit))
      faults.push({ field: at, code: 'unit', detail: 'The unit is unknown.', allowed: COUNT_UNITS.join(', ') });
  }
  for (const [key, { startsOn, endsOn }] of Object.entries(options.pins ?? {})) {
    const at = `${field}.pins.${key}`;
    if (!keys.includes(key)) faults.push(unknownStage(at, key, scheme, keys));
    for (const [edge, day] of Object.entries({ startsOn, endsOn }))
      if (day !== null && !isDay(day))
        faults.push({ field: `${at}.${edge}`, code: 'is-day', detail: 'Not an existing day.', allowed: 'YYYY-MM-DD' });
    if (startsOn !== null && endsOn !== null && endsOn < startsOn)
      faults.push({ field: at, code: 'end-before-start', detail: 'The pinned end is before the pinned start.' });
  }
  return faults;
}

function isLegal(stage: StageDefinition): boolean {
  return stage.duration?.basis === 'legal';
}

function unknownStage(field: string, key: string, scheme: SchemeDefinition, keys: readonly string[]): FieldFault {
  return { field, code: 'unknown-stage', detail: `${scheme.key} has no stage ${key}.`, allowed: keys.join(', ') };
}
