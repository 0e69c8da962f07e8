import type { Scheme } from '../certificate.js';
import type { Limit } from '../reference/record.js';
import type { Party, SchemeDefinition } from '../reference/scheme.js';

/** The procedure by which a certificate of each scheme is renewed. A declaration is converted, never renewed. */
const PROCEDURE_OF: Readonly<Record<Scheme, string | null>> = {
  ccc: 'ccc-renewal',
  'ccc-self-declaration-a': null,
  'ccc-self-declaration-b': null,
  'cqc-voluntary': 'cqc-voluntary',
  'ccap-voluntary': 'ccap-voluntary',
  'cav-voluntary': 'cav-voluntary',
};

/** A stage before the filing, whose duration is known. */
export interface PreparationStage {
  key: string;
  party: Party;
  duration: Limit;
}

/** The stage whose end is the filing. */
const FILING = 'application';

/** @returns null where none is known: a declaration, or a procedure that the book does not have */
export function renewalProcedure(
  scheme: Scheme,
  schemes: ReadonlyMap<string, SchemeDefinition>,
): SchemeDefinition | null {
  const key = PROCEDURE_OF[scheme];
  return key === null ? null : (schemes.get(key) ?? null);
}

/**
 * The stages from the first one to the filing, in their order.
 *
 * @returns null where one of them has no amount, or none ends in a filing: then nobody can say when to begin
 */
export function preparationStages(procedure: SchemeDefinition): PreparationStage[] | null {
  const filing = procedure.stages.findIndex(({ key }) => key === FILING);
  if (filing < 0) return null;
  const stages = procedure.stages.slice(0, filing + 1).filter(({ isOptional }) => !isOptional);
  const known = stages.flatMap(({ key, party, duration }) => (duration ? [{ key, party, duration }] : []));
  return known.length === stages.length ? known : null;
}
