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

export class ReferenceStateView {
  /** newest version of the reference data */
  version: number;
  tenants: number;
  /** tenants whose days were last counted with an older version */
  staleTenants: number;
}

/** How the installation fares, in numbers over all tenants. */
export class OperationsView {
  mails: OwedMailsView;
  reference: ReferenceStateView;
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
