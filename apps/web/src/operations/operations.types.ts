import type { Basis, Certainty, DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';

export interface OperationsWorker {
  name: string;
  queue: 'postgres' | 'redis';
  atOnce: number;
  /** End of its last look at what is due. */
  sweptAt: string;
  sweepMs: number;
  /** Null while it works, and when it was killed. */
  stoppedAt: string | null;
}

/** How the installation fares, in numbers over all tenants. */
export interface Operations {
  mails: {
    owed: number;
    /** Beyond 10,000 the number is an estimate. */
    isOwedEstimated: boolean;
    /** Of imports whose mails nobody has confirmed. */
    held: number;
    /** Their time has come. */
    due: number;
    inFlight: number;
    /** Due for longer than `lateAfterMinutes`. */
    late: number;
    refused: number;
    sentLastHour: number;
    sentTotal: number;
    oldestDueAt: string | null;
    lateAfterMinutes: number;
  };
  /** Those that live or did within the last day, the newest look first. */
  workers: OperationsWorker[];
  /** Bells for mails that no worker has taken; null: the queue does not answer. */
  waiting: number | null;
  reference: {
    /** Newest version of the reference data. */
    version: number;
    tenants: number;
    /** Tenants whose days were last counted with an older version. */
    staleTenants: number;
  };
  unfinishedImports: number;
  oldestUnfinishedImportAt: string | null;
  schemaVersion: string;
  queueBackend: 'postgres' | 'redis';
  database: { isUp: boolean };
  queue: { isUp: boolean };
  now: string;
}

export interface DeadlineRule {
  code: string;
  kind: DeadlineKind;
  basis: Basis;
  certainty: Certainty;
  isDisputed: boolean;
  source: string;
  sourceUrl: string | null;
}

export interface CatalogueClass {
  code: string;
  nameEn: string;
  nameZh: string;
  nameDe: string;
  rule: string | null;
  isConverting: boolean;
  certainty: Certainty;
  source: string;
}

export interface CalendarYear {
  country: string;
  year: number;
  status: 'official' | 'secondary' | 'partial' | 'unpublished';
  source: string;
  days: { day: Day; kind: 'holiday' | 'make-up'; name: string }[];
}
