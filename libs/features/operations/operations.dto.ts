export class PartView {
  isUp: boolean;
}

export class LiveView {
  status: 'live';
}

/** Whether the api can do its work, and which part it lacks if not. */
export class ReadyView {
  status: 'ready' | 'not-ready';
  /** PostgreSQL, inside the walls */
  database: PartView;
  /** what rings the worker: Redis, or the queue's own schema in PostgreSQL */
  queue: PartView;
}

export class OwedMailsView {
  /** confirmed and not yet sent, today or on a later day */
  owed: number;
  /** of an import whose mails nobody has confirmed */
  held: number;
  /** owed, and their morning has passed */
  overdue: number;
  /** refused by a mail server for good */
  refused: number;
  sent: number;
  /** instant of the longest overdue one; null when none is */
  oldestOverdueAt: string | null;
}

/** How the installation fares, in numbers over all tenants. */
export class OperationsView {
  mails: OwedMailsView;
  /** imports that are being checked or run */
  unfinishedImports: number;
  /** instant at which the longest of them was uploaded; null when there is none */
  oldestUnfinishedImportAt: string | null;
  /** name of the newest migration */
  schemaVersion: string;
  queueBackend: 'postgres' | 'redis';
  database: PartView;
  queue: PartView;
  /** the instant of the product's clock */
  now: string;
}

/** A product class of the CCC catalogue. */
export class CatalogueClassView {
  code: string;
  nameEn: string;
  nameZh: string;
  nameDe: string;
  /** implementation rule */
  rule: string | null;
  mode: string;
  /** its self-declarations end with SAMR Announcement 57/2025 */
  isConverting: boolean;
  certainty: 'official' | 'secondary' | 'unverified';
  source: string;
}

export class CatalogueClassList {
  items: CatalogueClassView[];
}

/** A rule that states days. */
export class DeadlineRuleView {
  code: string;
  kind: string;
  basis: 'legal' | 'practice' | 'planning';
  certainty: 'official' | 'secondary' | 'unverified';
  isDisputed: boolean;
  parameters: Record<string, unknown>;
  source: string;
  sourceUrl: string | null;
}

export class DeadlineRuleList {
  items: DeadlineRuleView[];
}

export class CalendarDayView {
  /** YYYY-MM-DD */
  day: string;
  kind: 'holiday' | 'make-up';
  name: string;
}

/** How one country's year departs from Monday to Friday. */
export class CalendarYearView {
  country: string;
  year: number;
  status: 'official' | 'secondary' | 'partial' | 'unpublished';
  source: string;
  days: CalendarDayView[];
}

export class CalendarList {
  items: CalendarYearView[];
}
