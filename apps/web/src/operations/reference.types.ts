import type { Day } from '#domain/day';
import type { RecordKind, Words } from '#domain/reference/record';

export interface KindChanges {
  kind: RecordKind;
  added: number;
  changed: number;
  removed: number;
}

/** One publication of reference data: a release of the program, or an upload of the platform owner. */
export interface ReferenceVersionLine {
  number: number;
  origin: 'release' | 'upload';
  note: string | null;
  publishedAt: string;
  /** Told to the platform owner only. */
  fileName: string | null;
  publishedBy: string | null;
  kinds: KindChanges[];
}

export interface FieldChange {
  field: string;
  /** null = absent. */
  before: unknown;
  after: unknown;
}

/** One record that a version says differently from the one before. */
export interface RecordChange {
  kind: RecordKind;
  key: string;
  validFrom: Day | null;
  change: 'added' | 'changed' | 'removed';
  fields: FieldChange[];
  names: Words | null;
  source: string | null;
}

export interface ReferenceVersion extends ReferenceVersionLine {
  changes: RecordChange[];
}

/** What a file changes, or would change. */
export interface Publication {
  isDryRun: boolean;
  basedOnVersion: number;
  version: number;
  changes: RecordChange[];
}
