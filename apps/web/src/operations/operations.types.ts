import type { Basis, Certainty, DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';

/** How the installation fares, in numbers over all tenants. */
export interface Operations {
  mails: {
    owed: number;
    /** Of imports whose mails nobody has confirmed. */
    held: number;
    /** Owed, and their morning has passed. */
    overdue: number;
    refused: number;
    sent: number;
    oldestOverdueAt: string | null;
  };
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
