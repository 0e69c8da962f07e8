import type { SchemeDefinition } from '#domain/reference/scheme';
import type { SchemeView } from './plans.dto.js';

/** A scheme as it is told; the days of its stages stand in the plan. */
export function toSchemeView(scheme: SchemeDefinition): SchemeView {
  const { key, names, kind, certifies, handledBy, issuedBy, validity, practiceTotal, variants, note } = scheme;
  const { validFrom, validTo, certainty, source } = scheme;
  return {
    ...{ key, names, kind, certifies, handledBy, issuedBy, validity, practiceTotal, variants, note },
    ...{ validFrom, validTo, certainty, source },
    stages: scheme.stages.map((stage) => ({
      key: stage.key,
      names: stage.names,
      party: stage.party,
      isOptional: stage.isOptional,
      isAfterCertificate: stage.isAfterCertificate,
      inputs: stage.inputs,
      outputs: stage.outputs,
      blockers: stage.blockers,
      parallel: stage.parallel,
      durationNote: stage.duration?.note ?? null,
      source: stage.source,
    })),
  };
}
