import type { Day } from '#domain/day';
import type { Certainty } from '#domain/deadlines/deadline';
import type { MarkForm } from '#domain/marks/mark';
import type { StoredFile } from '../documents/documents.types.js';

/** What looks wrong about a mark; it refuses nothing. */
export interface MarkWarning {
  code: 'below-minimum-height' | 'factory-code-differs';
  minimumMm?: number;
  certainty?: Certainty;
  source?: string;
  expected?: string;
}

/** One way in which the CCC mark is put on the goods of a certificate. */
export interface Mark {
  id: string;
  form: MarkForm;
  factoryCode: string | null;
  heightMm: number | null;
  place: string | null;
  photo: StoredFile | null;
  /** null = not used yet. */
  usedFrom: Day | null;
  usedUntil: Day | null;
  warnings: MarkWarning[];
  version: number;
}
