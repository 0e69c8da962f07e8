import type { CountUnit } from '#domain/calendar/counting';
import type { Basis } from '#domain/deadlines/deadline';
import type { Words } from '#domain/reference/record';

/** A duration that no source states: our default and the tenant's own amount. */
export interface PlanningValue {
  key: string;
  schemeKey: string;
  schemeNames: Words;
  stageKey: string;
  stageNames: Words;
  /** Our default; null: unknown. */
  amount: number | null;
  unit: CountUnit;
  basis: 'planning';
  source: string;
  /** null: the default holds. */
  ownAmount: number | null;
  reason: string | null;
  setByName: string | null;
  setAt: string | null;
  version: number | null;
}

/** A duration that law or practice states, as published. */
export interface StatedDuration {
  amount: number;
  unit: CountUnit;
  basis: Basis;
  source: string;
}

/** A procedure as published, as far as its durations go. */
export interface SchemeRecord {
  key: string;
  fields: { stages: { key: string; names: Words; duration?: Partial<StatedDuration> }[] };
}

/** One stage of a procedure: a value of one's own to set, or a duration that is stated and locked. */
export type StageValue = { stageKey: string; names: Words } & (
  { value: PlanningValue; stated: null } | { value: null; stated: StatedDuration }
);

export interface SchemeValues {
  key: string;
  names: Words;
  stages: StageValue[];
}
