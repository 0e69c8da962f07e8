import { RuleBroken } from '../errors.js';
import type { SchemeDefinition, StageDefinition } from '../reference/scheme.js';

/** One stage as it takes part in a plan. */
export interface StageNode {
  stage: StageDefinition;
  /** keys of the stages that must have ended, those that take no part replaced by what they need themselves */
  needs: readonly string[];
}

export interface GraphOptions {
  /** stages side by side where the scheme allows it */
  isParallel: boolean;
  /** keys of the optional stages that take part */
  optional: readonly string[];
}

/**
 * The stages that take part, each after all that it needs, else in the order of the scheme. A stage after the
 * certificate waits for all stages before it.
 *
 * @throws RuleBroken `plan.stage-cycle` naming the stages of a cycle in order, `plan.unknown-stage`
 */
export function stageGraph(scheme: SchemeDefinition, { isParallel, optional }: GraphOptions): StageNode[] {
  const cycle = stageCycle(scheme.stages);
  if (cycle) throw new RuleBroken('plan.stage-cycle', { scheme: scheme.key, stages: cycle });
  const byKey = new Map(scheme.stages.map((stage) => [stage.key, stage]));
  const takesPart = (stage: StageDefinition) => !stage.isOptional || optional.includes(stage.key);
  const taking = scheme.stages.filter(takesPart);
  const ownNeeds = (stage: StageDefinition) => (isParallel && stage.needsInParallel) || stage.needs;
  const through = (keys: readonly string[]): string[] =>
    unique(
      keys.flatMap((key) => {
        const stage = byKey.get(key);
        if (!stage) throw new RuleBroken('plan.unknown-stage', { scheme: scheme.key, stage: key });
        return takesPart(stage) ? [key] : through(ownNeeds(stage));
      }),
    );
  const nodes = taking.map((stage) => ({ stage, needs: through(ownNeeds(stage)) }));
  const ends = certificateStages(nodes);
  const waitsForAll = ({ stage, needs }: StageNode) =>
    stage.isAfterCertificate && !needs.some((key) => byKey.get(key)!.isAfterCertificate);
  return inOrder(
    nodes.map((node) => (waitsForAll(node) ? { ...node, needs: unique([...node.needs, ...ends]) } : node)),
  );
}

/** The stages whose ends make the certificate: those before it that no other stage before it waits for. */
export function certificateStages(nodes: readonly StageNode[]): string[] {
  const before = nodes.filter(({ stage }) => !stage.isAfterCertificate);
  return before.map(({ stage }) => stage.key).filter((key) => !before.some(({ needs }) => needs.includes(key)));
}

/**
 * A cycle between stages, by what they need one after another or side by side.
 *
 * @returns the keys in the order in which each needs the next, the first again at the end; null where there is none
 */
export function stageCycle(stages: readonly StageDefinition[]): string[] | null {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const done = new Set<string>();
  const visit = (key: string, path: readonly string[]): string[] | null => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    const stage = byKey.get(key);
    if (!stage || done.has(key)) return null;
    for (const need of [...stage.needs, ...(stage.needsInParallel ?? [])]) {
      const cycle = visit(need, [...path, key]);
      if (cycle) return cycle;
    }
    done.add(key);
    return null;
  };
  for (const { key } of stages) {
    const cycle = visit(key, []);
    if (cycle) return cycle;
  }
  return null;
}

/**
 * What is wrong with the stages of a scheme, in words for whoever wrote them.
 *
 * @returns null when nothing is
 */
export function stagesFault(scheme: Pick<SchemeDefinition, 'stages' | 'overallLimit'>): string | null {
  const { stages, overallLimit } = scheme;
  const keys = stages.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `stage ${twice} stands twice`;
  for (const stage of stages) {
    const named = [
      ...stage.needs,
      ...(stage.needsInParallel ?? []),
      ...stage.deadlines.flatMap(({ from, metBy }) => [
        ...(typeof from === 'object' ? [from.stage] : []),
        ...(metBy === null ? [] : [metBy]),
      ]),
    ];
    const unknown = named.find((key) => !keys.includes(key));
    if (unknown !== undefined) return `stage ${stage.key} names the stage ${unknown}, which is not there`;
    if (stage.duration !== null && stage.duration.amount < 0) return `stage ${stage.key} has a negative duration`;
  }
  for (const key of overallLimit ? [overallLimit.fromStage, overallLimit.toStage] : [])
    if (!keys.includes(key)) return `overallLimit names the stage ${key}, which is not there`;
  const cycle = stageCycle(stages);
  if (cycle) return `the stages need each other in a circle: ${cycle.join(' -> ')}`;
  return orderFault(stages);
}

/** Side by side may only be sooner, and what stands before the certificate cannot wait for what stands after it. */
function orderFault(stages: readonly StageDefinition[]): string | null {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const collect = (key: string, known: Set<string>): Set<string> => {
    for (const need of byKey.get(key)!.needs) if (!known.has(need)) collect(need, known.add(need));
    return known;
  };
  for (const stage of stages) {
    const known = collect(stage.key, new Set());
    const loose = (stage.needsInParallel ?? []).find((need) => !known.has(need));
    if (loose !== undefined) return `stage ${stage.key} needs ${loose} in parallel, but not one after another`;
    if ((stage.needsInParallel === null) !== (stage.parallel === null))
      return `stage ${stage.key} gives only one of needsInParallel and parallel`;
    const after = [...known].find((need) => byKey.get(need)!.isAfterCertificate);
    if (!stage.isAfterCertificate && after !== undefined)
      return `stage ${stage.key} comes before the certificate and needs ${after}, which comes after it`;
  }
  return null;
}

function inOrder(nodes: readonly StageNode[]): StageNode[] {
  const ordered: StageNode[] = [];
  const waiting = [...nodes];
  while (waiting.length > 0) {
    // There is no cycle, so one of those that wait needs none of the others.
    const next = waiting.findIndex(({ needs }) => !needs.some((key) => waiting.some(({ stage }) => stage.key === key)));
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
