import type { MailFigures, MailWorkerFigures } from '#features/reminders/mail-figures';

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

/** How the delivery of mails fares. */
export class DeliveryView implements MailFigures {
  /** confirmed and not yet sent, today or on a later day */
  owed: number;
  /** beyond 10,000 `owed` is estimated */
  isOwedEstimated: boolean;
  /** of an import whose mails nobody has confirmed */
  held: number;
  /** owed, and the time of their next try has come; those on their way are among them */
  due: number;
  /** claimed or in a worker's hands */
  inFlight: number;
  /** due for longer than `lateAfterMinutes` */
  late: number;
  /** refused by a mail server for good */
  refused: number;
  /** within the last hour */
  sentLastHour: number;
  /** tries since the beginning, by outcome */
  sentTotal: number;
  delayedTotal: number;
  refusedTotal: number;
  /** instant since which the longest due one has been due; null when nothing is due */
  oldestDueAt: string | null;
  /** longer than this no mail should be due */
  lateAfterMinutes: number;
}

/** A worker that lives, or did within the last day. */
export class WorkerView implements MailWorkerFigures {
  /** machine and number of the process */
  name: string;
  /** where it listens for bells */
  queue: 'postgres' | 'redis';
  /** jobs it runs at the same time */
  atOnce: number;
  /** instant of the end of its last look at what is due */
  sweptAt: string;
  sweepMs: number;
  /** instant at which it stopped in order; null while it works, and when it was killed */
  stoppedAt: string | null;
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
  mails: DeliveryView;
  /** the newest look at what is due first */
  workers: WorkerView[];
  /** bells for mails that no worker has taken yet; null when the queue does not answer */
  waiting: number | null;
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
