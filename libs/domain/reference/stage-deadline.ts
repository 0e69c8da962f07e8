import type { Words } from './record.js';
import type { SchemeDefinition } from './scheme.js';

/**
 * What a day of a stage is called.
 *
 * @param schemes by key, as the reference data has them
 * @param item `stage/deadline`, as a deadline carries it
 * @returns null when the procedure does not know the day (any more)
 */
export function stageDeadlineNames(
  schemes: ReadonlyMap<string, Pick<SchemeDefinition, 'stages'>>,
  schemeKey: string,
  item: string,
): Words | null {
  const [stageKey, deadlineKey] = item.split('/');
  const stage = schemes.get(schemeKey)?.stages.find(({ key }) => key === stageKey);
  return stage?.deadlines.find(({ key }) => key === deadlineKey)?.names ?? null;
}
