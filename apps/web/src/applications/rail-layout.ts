/** What the layout of the rail asks of a stage. */
export interface RailStage {
  id: string;
  key: string;
  attempt: number;
  position: number;
  /** keys of the stages that must have ended; some may not be on the rail (optional ones nobody took in) */
  needs: readonly string[];
  isOptional: boolean;
  isAfterCertificate: boolean;
}

/** A piece of the rail, in order: a stage alone, stages side by side, or what comes after the certificate. */
export type RailPart<Stage> =
  { kind: 'one'; stage: Stage } | { kind: 'fork'; lanes: Stage[][] } | { kind: 'after'; stages: Stage[] };

/**
 * The rail of a case: which stages follow each other, and where they run side by side. A repeated stage stands behind
 * the one that failed, what was put right in between between them.
 *
 * @param stages in any order; each attempt is a stage of its own
 */
export function railParts<Stage extends RailStage>(stages: readonly Stage[]): RailPart<Stage>[] {
  const inOrder = [...stages].sort(byPlace);
  const before = topological(inOrder.filter(({ isAfterCertificate }) => !isAfterCertificate));
  const after = inOrder.filter(({ isAfterCertificate }) => isAfterCertificate);
  const comesBefore = reachability(before);
  const areOrdered = (one: Stage, other: Stage) => one === other || comesBefore(one, other) || comesBefore(other, one);
  const parts: RailPart<Stage>[] = [];
  let open: Stage[] = [];
  const close = () => {
    const lanes = lanesOf(open, areOrdered);
    if (lanes.length === 1) parts.push(...lanes[0]!.map((stage) => ({ kind: 'one' as const, stage })));
    else if (lanes.length > 1) parts.push({ kind: 'fork', lanes });
    open = [];
  };
  for (const stage of before) {
    if (!before.every((other) => areOrdered(stage, other))) {
      open.push(stage);
      continue;
    }
    close();
    parts.push({ kind: 'one', stage });
  }
  close();
  if (after.length > 0) parts.push({ kind: 'after', stages: after });
  return parts;
}

/** The stages of a rail one after the other, lane by lane. */
export function inOrder<Stage>(parts: readonly RailPart<Stage>[]): Stage[] {
  return parts.flatMap((part) =>
    part.kind === 'one' ? [part.stage] : part.kind === 'after' ? part.stages : part.lanes.flat(),
  );
}

const byPlace = (one: RailStage, other: RailStage) => one.position - other.position || one.attempt - other.attempt;

/** The stages that must have ended before another begins, as the rail draws it. */
function needsOf<Stage extends RailStage>(stages: readonly Stage[]): (stage: Stage) => Stage[] {
  const needsOfKey = new Map(stages.map(({ key, needs }) => [key, needs]));
  const ancestors = (key: string, known = new Set<string>()): Set<string> => {
    for (const need of needsOfKey.get(key) ?? []) {
      if (known.has(need)) continue;
      known.add(need);
      ancestors(need, known);
    }
    return known;
  };
  const isRepair = (stage: Stage, of: string) => stage.isOptional && stage.needs.includes(of);
  const linked = (stage: Stage): Stage[] => {
    const needed = ancestors(stage.key);
    return stages.filter((other) => {
      if (other === stage) return false;
      if (other.key === stage.key) return other.attempt < stage.attempt;
      if (isRepair(stage, other.key)) return other.attempt <= stage.attempt;
      if (isRepair(other, stage.key)) return other.attempt < stage.attempt;
      return needed.has(other.key);
    });
  };
  // What nothing waits for ends in the last stage: the optional one that would have waited for it is not on the rail.
  const last = stages.at(-1);
  const awaited = new Set(stages.flatMap(linked));
  return (stage) =>
    stage === last
      ? [...new Set([...linked(stage), ...stages.filter((other) => other !== stage && !awaited.has(other))])]
      : linked(stage);
}

/** Needs before those that need them, else as they stand. */
function topological<Stage extends RailStage>(stages: readonly Stage[]): Stage[] {
  const needs = needsOf(stages);
  const rest = new Set(stages);
  const sorted: Stage[] = [];
  while (rest.size > 0) {
    const next = [...rest].find((stage) => needs(stage).every((need) => !rest.has(need))) ?? [...rest][0]!;
    rest.delete(next);
    sorted.push(next);
  }
  return sorted;
}

function reachability<Stage extends RailStage>(stages: readonly Stage[]): (one: Stage, other: Stage) => boolean {
  const needs = needsOf([...stages].sort(byPlace));
  const before = new Map<Stage, Set<Stage>>();
  for (const stage of stages) {
    const own = needs(stage);
    before.set(stage, new Set([...own, ...own.flatMap((need) => [...(before.get(need) ?? [])])]));
  }
  return (one, other) => before.get(other)!.has(one);
}

/** Stages that follow each other share a lane. */
function lanesOf<Stage>(stages: readonly Stage[], areOrdered: (one: Stage, other: Stage) => boolean): Stage[][] {
  const lanes: Stage[][] = [];
  for (const stage of stages) {
    const joined = lanes.filter((lane) => lane.some((other) => areOrdered(stage, other)));
    const lane = stages.filter((one) => one === stage || joined.some((other) => other.includes(one)));
    for (const other of joined) lanes.splice(lanes.indexOf(other), 1);
    lanes.push(lane);
  }
  return lanes.sort((one, other) => stages.indexOf(one[0]!) - stages.indexOf(other[0]!));
}
